"""What a physio types when giving or changing a programme, understood."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.dosing.dose import in_short, read_back, seconds_for
from exercises.dosing.frequency import Frequency
from exercises.dosing.frequency import in_short as frequency_in_short
from exercises.dosing.shorthand import Prescribed, ShorthandError, parse, to_shorthand
from patients.forms import PatientForm, zone_choices
from patients.models import Patient
from patients.zones import today_in

from ...models import Prescription, Programme
from ..actions import Change
from ..desk import timed_as
from ..succession import fingerprint
from ..template_library import TemplateLibrary, library_for

EARLIEST_DAYS, LATEST_DAYS = 365, 365
TEMPLATE_ERRORS = {
    "required": _("Choose a programme."),
    "invalid_choice": _("This programme is no longer there. Choose another one."),
}

FROM_SCRATCH = "scratch"


class TemplateOrScratch(forms.ModelChoiceField):
    """A template by its code, or the word for none of them: built from scratch."""

    def to_python(self, value: Any) -> Programme | str | None:
        return FROM_SCRATCH if value == FROM_SCRATCH else super().to_python(value)


class StartForm(forms.Form):
    """Which template, from which day? Today where none is given."""

    template = forms.ModelChoiceField(
        queryset=Programme.objects.none(),
        to_field_name="code",
        label=_("Programme"),
        error_messages=TEMPLATE_ERRORS,
    )
    start_on = forms.DateField(
        label=_("Starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the start date as 2026-11-23.")},
    )

    def __init__(self, *args: Any, user, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["template"].queryset = Programme.objects.usable_by(user)
        self.fields["start_on"].initial = self.today = today_in(zone)

    @cached_property
    def library(self) -> TemplateLibrary:
        """What there is to choose from."""
        return library_for(self.user)

    @property
    def chosen(self) -> str:
        """The code of the chosen template; "" for none."""
        return str(self["template"].value() or "")

    def clean_start_on(self) -> date:
        start = self.cleaned_data["start_on"] or self.today
        if not -EARLIEST_DAYS <= (start - self.today).days <= LATEST_DAYS:
            raise forms.ValidationError(_("Choose a start date within a year of today."))
        return start


class NewPatientForm(StartForm, PatientForm):
    """A new patient with a programme: everything for the link on the screen, on one page.

    The programme may also come later, or be built from scratch right after.
    """

    template = TemplateOrScratch(
        queryset=Programme.objects.none(),
        to_field_name="code",
        label=_("Programme"),
        required=False,
        error_messages=TEMPLATE_ERRORS,
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, required=False)

    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    class Meta(PatientForm.Meta):
        model = Patient
        fields = ["name", "email", "time_zone"]

    field_order = ["name", "email", "template", "start_on", "time_zone"]

    def __init__(self, *args: Any, user, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, zone=zone, **kwargs)
        self.fields["time_zone"].initial = self.zone = zone

    @property
    def language_in_words(self) -> str:
        """What is chosen now, for the closed line above the field."""
        return dict(self.fields["language"].choices).get(self["language"].value() or "", "")

    def clean_time_zone(self) -> str:
        return self.cleaned_data["time_zone"] or self.zone

    def clean(self) -> dict[str, Any]:
        """`from_scratch` says whether a programme is to be built; then there is no template."""
        cleaned = super().clean()
        cleaned["from_scratch"] = cleaned.get("template") == FROM_SCRATCH
        if cleaned["from_scratch"]:
            cleaned["template"] = None
        return cleaned


class ChangeForm(forms.ModelForm):
    """A prescription as shorthand. `change()` says what was understood."""

    dose_text = forms.CharField(
        label="Dose",
        max_length=160,
        help_text="For example: 3 x 12, 5 s hold, each side, 3x/week",
        error_messages={"required": "Write a dose, for example: 3 x 12, each side, 3x/week"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(label="Why (the patient reads this)", max_length=200, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    class Meta:
        model = Prescription
        fields = ["must_do", "note"]
        labels = {"must_do": "Must do", "note": "Note to the patient"}

    field_order = ["dose_text", "must_do", "note", "reason", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Prescribed(dose=self.instance.dose, frequency=self.instance.frequency)
        way = timed_as(self.instance.exercise)
        self.fields["dose_text"].initial = to_shorthand(current, timed_as=way)
        self.fields["seen"].initial = fingerprint(self.instance)

    def clean_dose_text(self) -> Prescribed:
        self.typed = self.cleaned_data["dose_text"]
        try:
            return parse(self.typed, timed_as=timed_as(self.instance.exercise))
        except ShorthandError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def understood(self) -> Prescribed | None:
        """What the dose says, once the form is checked; None where it says nothing sensible."""
        return self.cleaned_data.get("dose_text") if self.is_bound else None

    @property
    def frequency(self) -> Frequency:
        """What was typed, or as before where the text says nothing."""
        return self.understood.frequency or self.instance.frequency

    @property
    def read_back(self) -> str:
        """What was understood, in full, as the patient reads it."""
        return read_back(self.understood.dose, self.frequency)

    @property
    def in_short(self) -> str:
        return f"{in_short(self.understood.dose)}, {frequency_in_short(self.frequency)}"

    @property
    def minutes(self) -> int:
        """About how long it takes once, in minutes, at least one."""
        return max(
            1, round(seconds_for(self.understood.dose, part=self.instance.exercise.part) / 60)
        )

    def change(self) -> Change:
        return Change(
            dose=self.understood.dose,
            frequency=self.frequency,
            must_do=self.cleaned_data["must_do"],
            note=self.cleaned_data["note"],
            shorthand=self.typed,
        )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Last day of the pause (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The weeks go on by themselves the day after. Empty: until you resume it."),
        error_messages={"invalid": _("Write the last day as 2026-11-23.")},
    )
    reason = forms.CharField(
        label=_("Why (optional)"),
        max_length=200,
        required=False,
        help_text=_("For example: on holiday, ill, waiting for a scan."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until and not 0 <= (until - self.today).days <= LATEST_DAYS:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return until


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=200,
        help_text=_("For example: goals reached, next programme, stopped coming."),
        error_messages={"required": _("Say why: the reason is kept with the programme.")},
    )
