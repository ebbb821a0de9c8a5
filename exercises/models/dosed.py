"""How much and how often, as columns: shared by an exercise's default and a prescription."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..dosing.dose import Dose
from ..dosing.frequency import Frequency
from .translated import TranslatedCharField, TranslatedModel

DOSE_FIELDS = (
    "sets", "sets_max", "reps", "reps_max", "reps_unit", "hold_s", "hold_s_max", "duration_s",
    "duration_s_max", "rest_s", "tempo", "load_text", "band_level", "band_label",
    "effort_scale", "effort_min", "effort_max", "effort_words", "side", "each_way",
    "feel_max", "distance_m", "note",
)  # fmt: skip


def small(label: str, most: int, **kwargs) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(most)], **kwargs
    )


class DosedModel(TranslatedModel):
    class Side(models.TextChoices):
        BOTH = "both", _("both together")
        EACH = "each", _("each side")
        LEFT = "left", _("left")
        RIGHT = "right", _("right")
        AFFECTED = "affected", _("the affected side")
        ALTERNATING = "alternating", _("alternating")

    class FrequencyKind(models.TextChoices):
        DAILY = "daily", "every day"
        WEEKDAYS = "weekdays", "on chosen weekdays"
        EVERY_N_DAYS = "every_n_days", "every n days"
        TIMES_A_WEEK = "times_a_week", "n days a week, patient picks"
        AS_NEEDED = "as_needed", "as needed"

    sets = small("sets", 10)
    sets_max = small("sets, at most", 10)
    reps = small("repetitions", 100)
    reps_max = small("repetitions, at most", 100)
    reps_unit = models.CharField(max_length=12, blank=True)
    hold_s = small("hold (seconds)", 300)
    hold_s_max = small("hold, at most (seconds)", 300)
    duration_s = small("time per set (seconds)", 7200)
    duration_s_max = small("time per set, at most (seconds)", 7200)
    rest_s = small("rest between sets (seconds)", 600)
    tempo = models.CharField(max_length=40, blank=True)
    load_text = models.CharField("load", max_length=60, blank=True)
    band_level = small("band level (1–8)", 8)
    band_label = models.CharField(max_length=30, blank=True)
    effort_scale = models.CharField(max_length=4, blank=True)
    effort_min = models.FloatField("effort, from", null=True, blank=True)
    effort_max = models.FloatField("effort, to", null=True, blank=True)
    effort_words = models.CharField(max_length=60, blank=True)
    side = models.CharField(max_length=12, choices=Side.choices, default=Side.BOTH)
    each_way = models.BooleanField(default=False)
    feel_max = small("feel, at most (0–10)", 10)
    distance_m = models.PositiveIntegerField("distance (metres)", null=True, blank=True)
    dose_note = TranslatedCharField(max_length=200, blank=True)

    frequency_kind = models.CharField(
        max_length=12, choices=FrequencyKind.choices, default=FrequencyKind.DAILY
    )
    weekdays = models.CharField(max_length=13, blank=True, help_text="0 is Monday: “0,2,4”.")
    frequency_n = small("n (days, or days a week)", 60)
    times_per_day = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(12)])
    max_per_day = small("at most, per day", 12)

    class Meta:
        abstract = True

    @property
    def dose(self) -> Dose:
        values = {name: getattr(self, name) for name in DOSE_FIELDS if name != "note"}
        return Dose(**values, note=self.dose_note)

    @dose.setter
    def dose(self, dose: Dose) -> None:
        for name in DOSE_FIELDS:
            setattr(self, "dose_note" if name == "note" else name, getattr(dose, name))

    @property
    def frequency(self) -> Frequency:
        return Frequency(
            kind=self.frequency_kind,
            weekdays=tuple(int(day) for day in self.weekdays.split(",") if day),
            n=self.frequency_n,
            times_per_day=self.times_per_day,
            max_per_day=self.max_per_day,
        )

    @frequency.setter
    def frequency(self, frequency: Frequency) -> None:
        self.frequency_kind = frequency.kind
        self.weekdays = ",".join(str(day) for day in frequency.weekdays)
        self.frequency_n = frequency.n
        self.times_per_day = frequency.times_per_day
        self.max_per_day = frequency.max_per_day
