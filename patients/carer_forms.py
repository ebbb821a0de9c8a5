"""What a carer may do, and who agrees for somebody under age, understood."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Carer

OLDEST = date(1900, 1, 1)
RIGHTS = ("may_tick", "may_read_log", "may_write")


class BornOnField(forms.DateField):
    """A day of birth, or nothing: whoever is under age needs somebody who agrees for them."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {
            "required": False,
            "label": _("Date of birth (optional)"),
            "help_text": _("Under 18, a parent or guardian agrees when they open their link."),
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        super().__init__(**usual | kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not OLDEST <= value <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day of birth that has been."))


class CarerRightsForm(forms.ModelForm):
    """Who ticks, or writes for the patient, also sees what was done."""

    class Meta:
        model = Carer
        fields = ("relation", *RIGHTS)
        labels = {
            "relation": _("Relation (optional)"),
            "may_tick": _("May tick off exercises"),
            "may_read_log": _("May see what was done"),
            "may_write": _("May write to the physio and set goals"),
        }
        help_texts = {
            "may_tick": _("Who ticks also sees what was done."),
            "may_write": _("For a parent of a child: speaks for the patient."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("may_tick") or cleaned.get("may_write"):
            cleaned["may_read_log"] = True
        return cleaned


class GuardianForm(forms.Form):
    """A parent or guardian agrees for a child, by name and relation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please write your name.")},
    )
    relation = forms.CharField(
        label=_("You are the child’s ..."),
        max_length=60,
        help_text=_("Such as mother, father or guardian."),
        error_messages={"required": _("Please say who you are to the child.")},
    )
    may_decide = forms.BooleanField(
        label=_("I may decide for this child, and I agree."),
        error_messages={"required": _("Only somebody who may decide for the child can agree.")},
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_relation(self) -> str:
        return " ".join(self.cleaned_data["relation"].split())

    @property
    def given(self) -> dict[str, str]:
        """What the consent keeps."""
        return {name: self.cleaned_data[name] for name in ("name", "relation")}
