"""Why is this published: one reason for all, or one for each change?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...changes import PlanChange, in_plain_words
from .giving import EARLIEST_DAYS, LATEST_DAYS

LONGEST_REASON = 200


class PublishForm(forms.Form):
    """A field for each change beside the one for all. `seen` says what the publisher has read."""

    reason = forms.CharField(label=_("Why"), max_length=LONGEST_REASON, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(self, *args: Any, changes: Sequence[PlanChange], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes = changes
        for change in changes:
            label = _("Why: %(change)s") % {"change": in_plain_words(change)}
            self.fields[field_of(change)] = forms.CharField(
                label=label, max_length=LONGEST_REASON, required=False
            )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """Each change in words, with the field for its own reason."""
        return [(in_plain_words(change), self[field_of(change)]) for change in self.changes]

    @property
    def reasons(self) -> dict[str, str]:
        """Reasons by the key of their change, where one was given."""
        given = {one.key: self.cleaned_data.get(field_of(one), "") for one in self.changes}
        return {key: reason for key, reason in given.items() if reason}


def field_of(change: PlanChange) -> str:
    return f"why-{change.key}"


class BeginForm(forms.Form):
    """From which day a new programme holds; today where none is given. `offered` stands in it."""

    start_on = forms.DateField(
        label=_("Starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the start date as 2026-11-23.")},
    )

    def __init__(self, *args: Any, today: date, offered: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["start_on"].initial = offered

    def clean_start_on(self) -> date:
        start = self.cleaned_data["start_on"] or self.today
        if not -EARLIEST_DAYS <= (start - self.today).days <= LATEST_DAYS:
            raise forms.ValidationError(_("Choose a start date within a year of today."))
        return start
