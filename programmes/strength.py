"""How has the load of an exercise grown: repetitions, holds, weight? Steps, and their line.

No database. A step is a dose that was really done, from the first day on which it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dosing import words as dose_words
from exercises.dosing.dose import Dose

Measure = Literal["kg", "times", "seconds"]
MEASURES: tuple[Measure, ...] = ("kg", "times", "seconds")
KILOS = re.compile(r"(\d+(?:[.,]\d+)?)\s*kg", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """What was done from a day on; `is_own`: numbers that the patient wrote."""

    on: date
    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    kg: float | None = None
    load: str = ""
    is_own: bool = False

    @property
    def words(self) -> str:
        """ "3 sets of 12, each held for 5 seconds, 4 kg" """
        return ", ".join(part for part in (self._amount, self._hold, self._load) if part)

    @property
    def _amount(self) -> str:
        if self.reps is not None:
            said = ngettext("%(sets)s set of %(reps)s", "%(sets)s sets of %(reps)s", self.sets)
            return said % {"sets": self.sets, "reps": self.reps}
        if not self.hold_s:
            return ""
        said = ngettext("%(sets)s time %(time)s", "%(sets)s times %(time)s", self.sets)
        return said % {"sets": self.sets, "time": dose_words.seconds(self.hold_s)}

    @property
    def _hold(self) -> str:
        if not self.hold_s or self.reps is None:
            return ""
        return _("each held for %(time)s") % {"time": dose_words.seconds(self.hold_s)}

    @property
    def _load(self) -> str:
        return f"{self.kg:g} kg" if self.kg is not None else self.load

    def value(self, measure: Measure) -> float | None:
        """Kilos; or all repetitions, or all seconds, of one session."""
        if measure == "kg":
            return self.kg
        if measure == "times":
            return None if self.reps is None else self.sets * self.reps
        return None if self.hold_s is None else self.sets * (self.reps or 1) * self.hold_s


def step_of(dose: Dose, on: date) -> Step:
    return Step(
        on,
        sets=dose.sets or 1,
        reps=dose.reps_max or dose.reps,
        hold_s=dose.hold_s_max or dose.hold_s or dose.duration_s,
        kg=kilos_in(dose.load_text),
        load=dose.load_text or dose.band_label,
    )


def kilos_in(load: str) -> float | None:
    found = KILOS.search(load)
    return float(found[1].replace(",", ".")) if found else None


@dataclass(frozen=True)
class Strength:
    """One exercise over time: at least one step, in order.

    `has_new_dose`: the plan itself was changed, so that less is no step back.
    """

    name: str
    steps: Sequence[Step]
    times_done: int
    has_new_dose: bool = False

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def has_changed(self) -> bool:
        return self.steps[0].words != self.steps[-1].words

    @cached_property
    def measure(self) -> Measure | None:
        """What moved: the weight, else the repetitions, else the holds; None if nothing did."""
        for measure in MEASURES:
            values = {v for step in self.steps if (v := step.value(measure)) is not None}
            if len(values) > 1:
                return measure
        return None

    @property
    def measure_in_words(self) -> str:
        words = {"kg": _("kg"), "times": _("times in all"), "seconds": _("seconds in all")}
        return words.get(self.measure, "")

    @property
    def line(self) -> "StepLine | None":
        if self.has_new_dose:
            return None
        points = [(s.on, v) for s in self.steps if (v := s.value(self.measure or "kg")) is not None]
        return step_line(points) if self.measure else None


@dataclass(frozen=True)
class StepLine:
    """A line that goes along and then up, for an SVG of `width` by `height`."""

    points: str
    first: float
    last: float
    first_y: float
    last_y: float
    dots: Sequence[tuple[float, float]]
    width: int = 300
    height: int = 64


def step_line(
    values: Sequence[tuple[date, float]], *, width: int = 300, height: int = 64
) -> StepLine:
    """From the first day at the left to the last at the right; `left` and `right` hold numbers."""
    side, pad = 34, 10
    first_on, last_on = values[0][0], values[-1][0]
    span = max((last_on - first_on).days, 1)
    low, high = min(v for _, v in values), max(v for _, v in values)

    def across(day: date) -> float:
        return round(side + (day - first_on).days / span * (width - 2 * side), 1)

    def up(value: float) -> float:
        room = height - 2 * pad
        return round(height - pad - (value - low) / ((high - low) or 1) * room, 1)

    dots = [(across(day), up(value)) for day, value in values]
    corners: list[tuple[float, float]] = []
    for x, y in dots:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    ends = values[0][1], values[-1][1]
    return StepLine(points, *ends, dots[0][1], dots[-1][1], dots, width, height)


def merged(steps: Sequence[Step]) -> list[Step]:
    """In order of days, without those that say the same as the one before."""
    kept: list[Step] = []
    for step in sorted(steps, key=lambda step: step.on):
        if not kept or kept[-1].words != step.words:
            kept.append(step)
    return kept
