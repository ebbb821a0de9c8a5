"""To whom is a template given, from when; and how much longer does a programme last?"""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from patients.zones import today_in

YEAR = 365
MOST_AT_ONCE = 60


def patients_field(label: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset=Patient.objects.none(),
        to_field_name="code",
        label=label,
        required=False,
        error_messages={"invalid_choice": _("One of these patients is no longer there.")},
    )


class SeveralForm(forms.Form):
    """`patients` get it unless they have it; `again` are those who are to get it all the same."""

    patients = patients_field(_("Patients"))
    again = patients_field(_("Give it again"))
    start_on = forms.DateField(
        label=_("Starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the start date as 2026-11-23.")},
    )

    def __init__(self, *args: Any, patients: QuerySet[Patient], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["patients"].queryset = self.fields["again"].queryset = patients
        self.fields["start_on"].initial = self.today = today_in(zone)

    def clean_start_on(self) -> date:
        start = self.cleaned_data["start_on"] or self.today
        if abs((start - self.today).days) > YEAR:
            raise forms.ValidationError(_("Choose a start date within a year of today."))
        return start

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [*cleaned.get("patients", ()), *cleaned.get("again", ())]
        if not self.errors and not chosen:
            raise forms.ValidationError(_("Choose at least one patient."))
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose sixty patients or fewer at once."))
        return cleaned


class SearchForm(forms.Form):
    """Whom to look for; nonsense counts as not asked."""

    q = forms.CharField(max_length=100, required=False)
    who = forms.ChoiceField(choices=[("clinic", "clinic")], required=False)

    def understood(self) -> dict[str, Any]:
        self.is_valid()
        words = self.cleaned_data.get("q") or ""
        return {"words": words, "whole_clinic": self.cleaned_data.get("who") == "clinic"}


def ticked_in(data: QueryDict) -> set[UUID]:
    """Whose boxes are ticked, in a search or in a form that comes back."""
    found = set()
    for code in [*data.getlist("patients"), *data.getlist("again")][: 2 * MOST_AT_ONCE]:
        with suppress(ValueError):
            found.add(UUID(code))
    return found


class ExtendForm(forms.Form):
    weeks = forms.IntegerField(
        label=_("How many weeks more?"), min_value=1, max_value=26, initial=2
    )
    reason = forms.CharField(
        label=_("Why (the patient reads this)"),
        max_length=200,
        error_messages={"required": _("Say why: the patient reads it.")},
    )
    seen_week = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
