"""What a physio types in the builder, understood: a row, several rows, a stage, the programme."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.dosing.dose import read_back, validate
from exercises.dosing.frequency import Frequency
from exercises.dosing.frequency import validate as validate_frequency
from exercises.dosing.shorthand import Prescribed, ShorthandError, parse, parse_frequency
from exercises.forms.library import LibraryForm, one_of
from exercises.models import Exercise
from exercises.models.publishing import lines_of

from ...models import Prescription, Programme, Stage
from ..change import Change, StageChange
from ..desk import timed_as
from ..said import STAGE_WORDS, as_written
from ..typed import split_at_number, split_typed

MOST_AT_ONCE = 100
LONGEST_STAGE_WEEKS, LAST_WEEK = 52, 104


class ShelfForm(LibraryForm):
    """The library beside the builder; the typed line may end in a dose."""

    q = forms.CharField(required=False, max_length=200, label=_("Search"))
    shelf = one_of(
        [("starred", _("Favourites")), ("lately", _("Lately used"))], _("Show"), _("All")
    )

    @property
    def wanted(self) -> dict:
        asked = super().wanted
        words, _dose = split_typed(asked.get("q", ""))
        return asked | {"q": words}

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self["part"], self["region"], *self.more]

    @property
    def shelf_radios(self) -> list[dict]:
        asked = self["shelf"].value() or ""
        return [
            {"value": value, "words": words, "checked": value == asked}
            for value, words in self.fields["shelf"].choices
        ]

    @property
    def dose_text(self) -> str:
        self.is_valid()
        return split_typed(self.cleaned_data.get("q", ""))[1]

    @property
    def misspelt(self) -> tuple[str, str]:
        """Name and dose where the dose has no form that is known, "clamshell 3xx15"; or nothing."""
        self.is_valid()
        return split_at_number(self.cleaned_data.get("q", ""))

    def dose_read_back(self, text: str, exercise: Exercise | None) -> tuple[str, str]:
        """The typed dose in words, as it would hold for this exercise, or why it is not
        understood yet."""
        if not text or exercise is None:
            return "", ""
        try:
            read = read_for(text, exercise)
        except ShorthandError as error:
            return "", str(error)
        return read_back(read.dose, read.frequency or exercise.frequency), ""


class AddForm(forms.Form):
    """Which exercise goes to which stage, with its own dose or with the typed one."""

    exercise = forms.ModelChoiceField(
        queryset=Exercise.objects.none(),
        to_field_name="code",
        error_messages={"required": _("No exercise fits what was typed. Try fewer words.")},
    )
    stage = forms.ModelChoiceField(
        queryset=Stage.objects.none(), to_field_name="code", required=False
    )
    dose_text = forms.CharField(max_length=160, required=False)

    def __init__(self, *args: Any, tree: Programme, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercise"].queryset = Exercise.objects.readable_by(user)
        self.fields["stage"].queryset = tree.stages.current().order_by("position")

    def clean_stage(self) -> Stage:
        """The first one where none is chosen, or where the chosen one is gone."""
        return self.cleaned_data["stage"] or self.fields["stage"].queryset.first()

    def change(self) -> Change | None:
        """What the typed dose says for this exercise; None where nothing was typed."""
        text, exercise = self.cleaned_data["dose_text"].strip(), self.cleaned_data["exercise"]
        if not text:
            return None
        read = read_for(text, exercise)
        frequency = read.frequency or exercise.frequency
        return Change(dose=read.dose, frequency=frequency, shorthand=text)

    def clean(self) -> dict:
        cleaned = super().clean()
        if "exercise" in cleaned and "dose_text" in cleaned:
            try:
                self.change()
            except ShorthandError as error:
                self.add_error("dose_text", str(error))
        return cleaned


def read_for(text: str, exercise: Exercise) -> Prescribed:
    """What a typed dose says for this exercise; "daily" alone keeps the exercise's own dose.

    Raises ShorthandError.
    """
    often = parse_frequency(text) if exercise.has_dose else None
    if often:
        return Prescribed(exercise.dose, often)
    return parse(text, timed_as=timed_as(exercise), side=exercise.side)


def read_dose(text: str, prescription: Prescription) -> Prescribed:
    """The dose as shorthand; raises a ValidationError that says what was not understood."""
    try:
        return parse(text, timed_as=timed_as(prescription.exercise))
    except ShorthandError as error:
        raise forms.ValidationError(str(error)) from error


class RowForm(forms.Form):
    """One row: its dose as shorthand, and the note to the patient."""

    dose_text = forms.CharField(
        max_length=160, error_messages={"required": _("Write a dose, for example: 3 x 12")}
    )
    note = forms.CharField(max_length=200, required=False)
    seen = forms.CharField(max_length=32, required=False)

    def __init__(self, *args: Any, prescription: Prescription, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prescription = prescription

    def clean_dose_text(self) -> Prescribed:
        return read_dose(self.cleaned_data["dose_text"], self.prescription)

    @property
    def understood(self) -> Prescribed:
        return self.cleaned_data["dose_text"]

    @property
    def frequency(self) -> Frequency:
        """What was typed, or as before where the text says nothing."""
        return self.understood.frequency or self.prescription.frequency

    @property
    def read_back(self) -> str:
        return read_back(self.understood.dose, self.frequency)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.understood.warnings

    def change(self) -> Change:
        return Change(
            dose=self.understood.dose,
            frequency=self.frequency,
            must_do=self.prescription.must_do,
            note=self.cleaned_data["note"],
            shorthand=self.data["dose_text"].strip(),
        )


DOSE_NUMBERS = (
    "sets", "sets_max", "reps", "reps_max", "hold_s", "hold_s_max", "duration_s",
    "duration_s_max", "rest_s",
)  # fmt: skip
DOSE_WORDS = (
    "side", "load_text", "band_level", "band_label", "tempo", "distance_m", "effort_scale",
    "effort_min", "effort_max", "feel_max",
)  # fmt: skip
HOW_OFTEN = ("frequency_kind", "frequency_n", "times_per_day", "max_per_day")
WEEKDAYS = [
    (0, _("Mon")), (1, _("Tue")), (2, _("Wed")), (3, _("Thu")), (4, _("Fri")), (5, _("Sat")),
    (6, _("Sun")),
]  # fmt: skip


class FieldsForm(forms.ModelForm):
    """The same dose as separate fields; what they do not show stays as it is."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    effort_scale = one_of([("rpe", "RPE 0–10"), ("rir", "RIR")], _("Effort"), _("Not said"))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    class Meta:
        model = Prescription
        fields = [*DOSE_NUMBERS, *DOSE_WORDS, *HOW_OFTEN]
        labels = {
            "sets": _("Sets"),
            "sets_max": _("Sets, up to"),
            "reps": _("Reps"),
            "reps_max": _("Reps, up to"),
            "hold_s": _("Hold (s)"),
            "hold_s_max": _("Hold, up to"),
            "duration_s": _("Time a set (s)"),
            "duration_s_max": _("Time, up to"),
            "rest_s": _("Rest (s)"),
            "side": _("Side"),
            "load_text": _("Load"),
            "band_level": _("Band level (1–8)"),
            "band_label": _("Band colour"),
            "tempo": _("Tempo"),
            "distance_m": _("Distance (m)"),
            "effort_min": _("Effort, from"),
            "effort_max": _("Effort, up to"),
            "feel_max": _("Felt at most (0–10)"),
            "frequency_kind": _("How often"),
            "frequency_n": _("Number of days (n)"),
            "times_per_day": _("Times a day"),
            "max_per_day": _("At most a day, if as needed"),
        }

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A ModelForm writes into its instance while it is checked: what was there is kept.
        self.before_dose, self.before = self.instance.dose, self.instance.frequency
        self.must_do, self.note = self.instance.must_do, self.instance.note_as_written
        self.fields["weekdays"].initial = list(self.before.weekdays)
        self.fields["seen"].initial = seen

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "seen"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors:
            change = self.change()
            for words in validate(change.dose) + validate_frequency(change.frequency):
                self.add_error(None, words)
        return cleaned

    def change(self) -> Change:
        said = self.cleaned_data
        numbers = {name: said[name] for name in (*DOSE_NUMBERS, *DOSE_WORDS)}
        each_way = self.before_dose.each_way and said["side"] == "each"
        kind = said["frequency_kind"]
        frequency = replace(
            self.before,
            kind=kind,
            n=said["frequency_n"] if kind in ("every_n_days", "times_a_week") else None,
            weekdays=tuple(said["weekdays"]) if kind == "weekdays" else (),
            times_per_day=said["times_per_day"],
            max_per_day=said["max_per_day"] if kind == "as_needed" else None,
        )
        dose = replace(self.before_dose, **numbers, each_way=each_way)
        return Change(dose=dose, frequency=frequency, must_do=self.must_do, note=self.note)


class StageForm(forms.ModelForm):
    """The words of a stage and the weeks it holds."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    still_fits = forms.BooleanField(required=False, label=_("The patient’s words still fit"))

    class Meta:
        model = Stage
        fields = [*STAGE_WORDS, "from_week", "to_week"]
        labels = {
            "name": _("Name"),
            "aim": _("Aim"),
            "from_week": _("From week"),
            "to_week": _("To week"),
            "move_on": _("Move on when"),
            "move_on_plain": _("Move on when, in plain words"),
            "week_changes": _("From week to week"),
            "running_advice": _("Running"),
        }
        help_texts = {
            "move_on": _("One a line."),
            "move_on_plain": _("For the patient, who reads your own words while this is empty."),
            "week_changes": _("One a line."),
        }
        widgets = {
            "move_on": forms.Textarea(attrs={"rows": 3}),
            "move_on_plain": forms.Textarea(attrs={"rows": 3}),
            "week_changes": forms.Textarea(attrs={"rows": 2}),
            "running_advice": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = ["name", "from_week", "to_week", "aim", "move_on", "move_on_plain", "still_fits"]
        self.order_fields(first)
        for name in STAGE_WORDS:
            self.initial[name] = as_written(self.instance, name)
        self.fields["seen"].initial = seen

    @property
    def shown(self) -> list[forms.BoundField]:
        """`still_fits` is asked only where it matters."""
        unasked = {"seen"} if "move_on_plain" in self.errors else {"seen", "still_fits"}
        return [field for field in self if field.name not in unasked]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned["still_fits"] and self.leaves_plain_words_behind(cleaned):
            self.add_error(
                "move_on_plain",
                gettext("“Move on when” has changed: say it anew for the patient, or empty this."),
            )
        first, last = cleaned.get("from_week"), cleaned.get("to_week")
        if None in (first, last):
            return cleaned
        if not 1 <= first <= last <= min(first + LONGEST_STAGE_WEEKS, LAST_WEEK):
            self.add_error(
                "to_week", gettext("The last week comes after the first, within a year.")
            )
        return cleaned

    def leaves_plain_words_behind(self, cleaned: dict) -> bool:
        """New criteria, and beside them what the patient reads as it was."""
        was, now = (
            [lines_of(said.get(name) or "") for name in ("move_on", "move_on_plain")]
            for said in (self.initial, cleaned)
        )
        return bool(now[1]) and was[1] == now[1] and was[0] != now[0]

    def change(self) -> StageChange:
        return StageChange(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class AboutForm(forms.ModelForm):
    """The programme's name and the minutes a day that the patient promised; what is not sent
    stays. What the page was opened with comes along as `was_…`."""

    promised_minutes = forms.IntegerField(min_value=1, max_value=240, required=False)
    was_name = forms.CharField(required=False)
    was_promised_minutes = forms.IntegerField(required=False)

    class Meta:
        model = Programme
        fields = ["name", "promised_minutes"]

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in set(self.fields) - set(data):
            del self.fields[name]

    def words(self) -> dict:
        return {name: said for name, said in self.cleaned_data.items() if name in self.Meta.fields}

    def was(self) -> dict | None:
        """None where the page did not say."""
        found = {
            name: self.cleaned_data[f"was_{name}"]
            for name in self.Meta.fields
            if f"was_{name}" in self.cleaned_data
        }
        return found or None
