"""How much of what was due was done? Counts over a window of days; no database.

Done divided by due over local days. Must-do and optional are kept apart, as-needed items and
paused days are left out. A weekly quota counts at most its number of days, and a part of a
week counts in proportion. Never shown as a bare percentage: show the counts and `DEFINITION`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from exercises.dosing import words
from exercises.dosing.frequency import Frequency
from programmes.schedule import Pause, due_slots, programme_days

DEFINITION = (
    "Done out of due. Paused days and exercises to do only when needed are not counted. "
    "Where the patient chooses the days, extra days are not counted."
)


@dataclass(frozen=True)
class ScheduledItem:
    """One prescription for the count.

    `first_day` and `last_day` are the days on which it was in force, both included; `None`
    means to the end of the window. `done` is the number of completions by day.
    `stage_first_day_index` anchors "every n days" (see `schedule.due_slots`).
    """

    frequency: Frequency
    first_day: date
    last_day: date | None = None
    must_do: bool = True
    done: Mapping[date, int] = field(default_factory=dict)
    stage_first_day_index: int = 0


@dataclass(frozen=True)
class Adherence:
    """Slots done and due, must-do and optional apart. `done` never exceeds `due`."""

    must_do_done: int = 0
    must_do_due: int = 0
    optional_done: int = 0
    optional_due: int = 0

    @property
    def done(self) -> int:
        return self.must_do_done + self.optional_done

    @property
    def due(self) -> int:
        return self.must_do_due + self.optional_due

    @property
    def share(self) -> float | None:
        """Done of due, 0-1, to sort a list by; None if nothing was due. Not for showing."""
        return self.done / self.due if self.due else None

    def in_words(self) -> str:
        """Must-do and optional together: "11 of 14", or "nothing due"."""
        return words.done_of(self.done, self.due)

    def must_do_in_words(self) -> str:
        return words.done_of(self.must_do_done, self.must_do_due)

    def optional_in_words(self) -> str:
        return words.done_of(self.optional_done, self.optional_due)


def adherence_for(
    items: Iterable[ScheduledItem],
    *,
    start: date,
    first_day: date,
    last_day: date,
    pauses: Sequence[Pause] = (),
) -> Adherence:
    """Count one programme from `first_day` to `last_day`, both included.

    `start` is the start date of the programme. Days on which something was done although
    it was not due, and more than was due on a day, are not counted.
    """
    days = list(programme_days(start, first_day, last_day, pauses))
    counts = {True: [0, 0], False: [0, 0]}
    for item in items:
        done, due = _done_and_due(item, days)
        counts[item.must_do][0] += done
        counts[item.must_do][1] += due
    return Adherence(*counts[True], *counts[False])


def _done_and_due(item: ScheduledItem, days: list[tuple[date, int]]) -> tuple[int, int]:
    if item.frequency.kind == "as_needed":
        return 0, 0
    last = item.last_day or date.max
    in_force = [(day, index) for day, index in days if item.first_day <= day <= last]
    if item.frequency.kind == "times_a_week":
        return _quota(item, in_force)
    return _by_the_calendar(item, in_force)


def _by_the_calendar(item: ScheduledItem, days: list[tuple[date, int]]) -> tuple[int, int]:
    done = due = 0
    for day, index in days:
        slots = due_slots(
            item.frequency,
            day=day,
            day_index=index,
            stage_first_day_index=item.stage_first_day_index,
        )
        due += slots
        if slots and day in item.done:
            done += min(item.done[day], slots)
    return done, due


def _quota(item: ScheduledItem, days: list[tuple[date, int]]) -> tuple[int, int]:
    """Week by week: of k days in a week, n × k / 7 are due (rounded), and the best count.

    Two parts of one week always add up to its n.
    """
    done = due = 0
    slots = item.frequency.times_per_day
    for _, week in groupby(days, key=lambda counted: counted[1] // 7):
        each_day = [min(item.done.get(day, 0), slots) for day, _ in week]
        days_due = round((item.frequency.n or 0) * len(each_day) / 7)
        done += sum(sorted(each_day, reverse=True)[:days_due])
        due += days_due * slots
    return done, due
