"""What does a physio look for on the caseload, and say about the log?"""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import OutcomeScore
from .attention import KINDS
from .caseload import ANY_REASON
from .facts import Fact

REASON_KEY = re.compile(r"([a-z]{1,20})\.(\d{4}-\d\d-\d\d)\.(\d{1,18})", re.ASCII)
EARLIEST = date(2000, 1, 1)
ORDERS = [
    ("", _("Most pressing first")),
    ("name", _("By name")),
    ("quiet", _("Longest without a session")),
    ("pain", _("Most pain this week")),
    ("ending", _("Programme ends first")),
]


class CaseloadForm(forms.Form):
    """Whose patients, by which name and reason, in which order.

    `give` is a template to be given to one of them.
    """

    MINE, CLINIC = "mine", "clinic"

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    who = forms.ChoiceField(
        choices=[(MINE, _("My patients")), (CLINIC, _("Whole clinic"))], required=False
    )
    reason = forms.ChoiceField(choices=[(ANY_REASON, ""), *KINDS.items()], required=False)
    order = forms.ChoiceField(choices=ORDERS, required=False)
    give = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def understood(self) -> dict[str, Any]:
        """What can be used of it; nonsense counts as not asked."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        further = urlencode({name: value for name, value in found.items() if value})
        return found | {
            "whole_clinic": found["who"] == self.CLINIC,
            "further": f"{further}&" if further else "",
        }


class HandleForm(forms.Form):
    """One reason as it stood on the page, and what was done about it."""

    reason = forms.CharField(max_length=60)
    note = forms.CharField(
        label=_("What did you do?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Rang her, rest until Monday")}),
    )

    def clean_reason(self) -> tuple[str, Fact]:
        found = REASON_KEY.fullmatch(self.cleaned_data["reason"])
        if not found or found[1] not in KINDS:
            raise forms.ValidationError(_("That is no reason of this list."))
        try:
            return found[1], Fact(date.fromisoformat(found[2]), int(found[3]))
        except ValueError:
            raise forms.ValidationError(_("That is no reason of this list.")) from None


class InErrorForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it wrong?"),
        max_length=200,
        error_messages={"required": _("Say why: the reason is kept with the entry.")},
    )


class ScoreForm(forms.ModelForm):
    """One score of one measure, within the measure's range and not ahead of the patient's day."""

    class Meta:
        model = OutcomeScore
        fields = ["measure", "about", "value", "on"]
        labels = {"about": _("About"), "value": _("Score"), "on": _("Day")}
        help_texts = {"about": _("If it needs a name: a goal, a side, an activity.")}
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.fields["measure"].choices = [
            ("", _("Choose a measure")),
            *OutcomeScore.Measure.choices,
        ]
        self.today = today

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if not EARLIEST <= on <= self.today:
            raise forms.ValidationError(_("Choose a day that is not ahead."))
        return on

    def clean(self) -> dict[str, Any]:
        """The range comes with the measure, and is kept beside the score."""
        found = super().clean()
        within = OutcomeScore.RANGES.get(found.get("measure"))
        if within and (value := found.get("value")) is not None:
            self.instance.lowest, self.instance.highest = within.lowest, within.highest
            if not within.lowest <= value <= within.highest:
                words = _("This measure runs from %(low)s to %(high)s.")
                limits = {"low": within.lowest, "high": within.highest}
                self.add_error("value", words % limits)
        return found
