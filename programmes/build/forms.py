"""What a physio types when giving or changing a programme, understood."""

from datetime import date, timedelta
from typing import Any

from django import forms

from exercises.dosing.dose import validate
from exercises.dosing.frequency import Frequency
from exercises.dosing.shorthand import Prescribed, ShorthandError, parse, to_shorthand
from exercises.models import Exercise
from patients.forms import PatientForm, zone_choices
from patients.models import Patient
from patients.zones import today_in

from ..models import Prescription, Programme
from .actions import Change

EARLIEST_DAYS, LATEST_DAYS = 365, 365


class TemplateChoice(forms.ModelChoiceField):
    def label_from_instance(self, programme: Programme) -> str:
        return programme.name


class StartForm(forms.Form):
    """Which template, from which day?"""

    template = TemplateChoice(
        queryset=Programme.objects.none(),
        to_field_name="code",
        widget=forms.RadioSelect,
        empty_label=None,
        label="Programme",
        error_messages={"required": "Choose a programme."},
    )
    start_on = forms.DateField(
        label="Starts on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the start date as 2026-11-23."},
    )

    def __init__(self, *args: Any, user, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = Programme.objects.usable_by(user)
        self.fields["start_on"].initial = self.today = today_in(zone)

    def clean_start_on(self) -> date:
        start = self.cleaned_data["start_on"]
        if not -EARLIEST_DAYS <= (start - self.today).days <= LATEST_DAYS:
            raise forms.ValidationError("Choose a start date within a year of today.")
        return start


class NewPatientForm(PatientForm, StartForm):
    """A new patient with a programme: everything for the link on the screen, on one page."""

    time_zone = forms.ChoiceField(label="Time zone", choices=zone_choices)

    class Meta(PatientForm.Meta):
        model = Patient
        fields = ["name", "email", "time_zone"]

    def __init__(self, *args: Any, user, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, user=user, zone=zone, **kwargs)
        self.fields["template"].required = False
        self.fields["time_zone"].initial = zone


class ChangeForm(forms.ModelForm):
    """A prescription as shorthand, read back in full."""

    dose_text = forms.CharField(
        label="Dose",
        max_length=160,
        help_text="For example: 3 x 12, 5 s hold, each side, 3x/week",
    )
    reason = forms.CharField(
        label="Why (the patient reads this)", max_length=200, required=False
    )

    class Meta:
        model = Prescription
        fields = ["must_do", "note"]
        labels = {"must_do": "Must do", "note": "Note to the patient"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Prescribed(dose=self.instance.dose, frequency=self.instance.frequency)
        self.fields["dose_text"].initial = to_shorthand(current)

    def clean_dose_text(self) -> Prescribed:
        text = self.cleaned_data["dose_text"]
        exercise = self.instance.exercise
        is_release = exercise.part == Exercise.Part.RELEASE
        try:
            understood = parse(text, timed_as="duration" if is_release else "hold")
        except ShorthandError as error:
            raise forms.ValidationError(str(error)) from error
        if problems := validate(understood.dose):
            raise forms.ValidationError(problems)
        self.shorthand = text
        return understood

    @property
    def frequency(self) -> Frequency:
        """What was typed, or as before where the text says nothing."""
        return self.cleaned_data["dose_text"].frequency or self.instance.frequency

    def change(self) -> Change:
        return Change(
            dose=self.cleaned_data["dose_text"].dose,
            frequency=self.frequency,
            must_do=self.cleaned_data["must_do"],
            note=self.cleaned_data["note"],
            shorthand=self.shorthand,
        )
