"""Which boxes does a paper calendar need for one exercise? Weeks by days; no database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS_ABBR

from exercises.dosing.frequency import Frequency

from ..schedule import Pause, day_on, due_slots

A_MONDAY = date(2024, 1, 1)  # a template has no start date: its weeks begin on a Monday


@dataclass(frozen=True)
class DayBoxes:
    """What stands for one day: as many boxes as there are times a day, none on a rest day."""

    letters: str  # "" where the patient picks the day
    boxes: int
    is_due: bool = True

    @property
    def each_box(self) -> range:
        return range(self.boxes)


@dataclass(frozen=True)
class WeekOfBoxes:
    week: int
    begins_on: date | None  # None for a template
    days: Sequence[DayBoxes]


def tick_grid(
    frequency: Frequency,
    weeks: Iterable[int],
    *,
    stage_from_week: int,
    start: date | None = None,
    pauses: Sequence[Pause] = (),
) -> list[WeekOfBoxes]:
    """One row for each programme week (the first is 1).

    A calendar rule gives seven days, boxes only where something is due. "n days a week, you
    choose" gives n days without a name. As needed gives seven days, none of them due. A pause
    that is still open cannot be known beforehand and is left out.
    """
    closed = [(first, last) for first, last in pauses if last is not None]
    return [
        WeekOfBoxes(
            week,
            day_on(start, (week - 1) * 7, closed) if start else None,
            days_of(frequency, week, (stage_from_week - 1) * 7, start or A_MONDAY, closed),
        )
        for week in weeks
    ]


def days_of(
    frequency: Frequency, week: int, stage_first_index: int, start: date, pauses: Sequence[Pause]
) -> list[DayBoxes]:
    if frequency.kind == "times_a_week":
        return [DayBoxes("", frequency.times_per_day)] * (frequency.n or 0)
    found = []
    for index in range((week - 1) * 7, week * 7):
        day = day_on(start, index, pauses) or start + timedelta(days=index)
        letters = str(WEEKDAYS_ABBR[day.weekday()])[:2]
        if frequency.kind == "as_needed":
            found.append(DayBoxes(letters, 1, is_due=False))
            continue
        slots = due_slots(
            frequency, day=day, day_index=index, stage_first_day_index=stage_first_index
        )
        found.append(DayBoxes(letters, slots, is_due=slots > 0))
    return found
