"""Is a prescription due on this day? Days, weeks, pauses and slots; no database, no clock.

A programme counts its days from its start date and leaves paused days out, so that a pause
moves on what follows. Missed days do not move on. Which day it is, patients.zones knows.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from exercises.dosing.frequency import Frequency

# First and last paused day, both included; None while the pause is still open.
Pause = tuple[date, date | None]

BACK_DATING_DAYS = 7
# For as long as this, a device without signal is believed about the day on which it was used.
KEPT_OFFLINE_DAYS = 14
LONGEST_AHEAD = timedelta(hours=48)


def is_paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in pauses)


def programme_day(start: date, day: date, pauses: Sequence[Pause] = ()) -> int | None:
    """How many days of the programme lie before `day`: 0 on the start date.

    None before the start and on a paused day. Paused days are not counted.
    """
    if day < start or is_paused(day, pauses):
        return None
    return (day - start).days - sum(_days_in(span) for span in _paused_spans(start, day, pauses))


def programme_days(
    start: date, first: date, last: date, pauses: Sequence[Pause] = ()
) -> Iterator[tuple[date, int]]:
    """Each day from `first` to `last` which the programme counts, with its index."""
    day = max(first, start)
    index = None
    while day <= last:
        if not is_paused(day, pauses):
            index = programme_day(start, day, pauses) if index is None else index + 1
            yield day, index
        day += timedelta(days=1)


def week_of(start: date, day: date, pauses: Sequence[Pause] = ()) -> int | None:
    """The week of the programme, the first is 1; None before the start and on a paused day."""
    index = programme_day(start, day, pauses)
    return None if index is None else index // 7 + 1


def day_on(start: date, index: int, pauses: Sequence[Pause] = ()) -> date | None:
    """The date of a programme day (0 is the start); None if an open pause lies before it."""
    day = start + timedelta(days=index)
    for first, last in _paused_spans(start, date.max, pauses):
        if first > day:
            break
        if last == date.max:
            return None
        day += timedelta(days=_days_in((first, last)))
    return day


def free_week_on(start_on: date, free_day: date, pauses: Sequence[Pause] = ()) -> int:
    """The week that begins on the first free day or after it."""
    if free_day <= start_on:
        return 1
    day = free_day
    while (index := programme_day(start_on, day, pauses)) is None:
        day -= timedelta(days=1)
        if day < start_on:
            return 1
    # A day that is paused itself was counted back to the last day that is not: that one is past.
    return index // 7 + (1 if index % 7 == 0 and day == free_day else 2)


def week_window(
    start: date, week: int, pauses: Sequence[Pause] = ()
) -> tuple[date, date | None] | None:
    """First and last day of a programme week (the first is 1); pauses may lie inside.

    None if an open pause keeps the week from beginning; the last day is None if an open
    pause keeps it from ending.
    """
    first = day_on(start, (week - 1) * 7, pauses)
    return None if first is None else (first, day_on(start, week * 7 - 1, pauses))


def _paused_spans(start: date, before: date, pauses: Sequence[Pause]) -> list[tuple[date, date]]:
    """Pauses from `start` to the day before `before`, in order and without overlap."""
    spans: list[tuple[date, date]] = []
    for first, end in sorted(pauses, key=lambda pause: pause[0]):
        last = date.max if end is None else end
        first = max(first, start)
        if before != date.max:
            last = min(last, before - timedelta(days=1))
        if spans and spans[-1][1] == date.max:
            break
        if spans and first <= spans[-1][1]:
            first = spans[-1][1] + timedelta(days=1)
        if first <= last:
            spans.append((first, last))
    return spans


def _days_in(span: tuple[date, date]) -> int:
    return (span[1] - span[0]).days + 1


def due_slots(
    frequency: Frequency,
    *,
    day: date,
    day_index: int | None,
    stage_first_day_index: int = 0,
    other_days_done_this_week: int = 0,
) -> int:
    """How many times a prescription is due on `day`: 0, or its times a day.

    `day_index` is the `programme_day`, and None (paused, not begun) is never due.
    Every n days counts from the first day of the stage. A weekly quota is due on any day
    until that many *other* days of the same programme week are done; so the day on which
    the quota is met still shows its own slots. As needed is offered, never due.
    """
    if day_index is None or day_index < stage_first_day_index:
        return 0
    match frequency.kind:
        case "as_needed":
            is_due_today = False
        case "weekdays":
            is_due_today = day.weekday() in frequency.weekdays
        case "every_n_days":
            is_due_today = (day_index - stage_first_day_index) % (frequency.n or 1) == 0
        case "times_a_week":
            is_due_today = other_days_done_this_week < (frequency.n or 0)
        case _:
            is_due_today = True
    return frequency.times_per_day if is_due_today else 0


def is_due(
    frequency: Frequency,
    *,
    day: date,
    day_index: int | None,
    stage_first_day_index: int = 0,
    other_days_done_this_week: int = 0,
) -> bool:
    """Whether it is due on `day` at all; see `due_slots`."""
    slots = due_slots(
        frequency,
        day=day,
        day_index=day_index,
        stage_first_day_index=stage_first_day_index,
        other_days_done_this_week=other_days_done_this_week,
    )
    return slots > 0


def slots_offered(frequency: Frequency, *, done_today: int = 0) -> int:
    """How many more times an as-needed prescription may be done today; 0 for all others.

    Without a daily maximum one more is always offered.
    """
    if frequency.kind != "as_needed":
        return 0
    if frequency.max_per_day is None:
        return 1
    return max(0, frequency.max_per_day - done_today)


Refusal = Literal["", "too old", "ahead"]


def why_not_record(
    day: date, today: date, *, recorded_at: datetime | None = None, now: datetime | None = None
) -> Refusal:
    """Why a completion for `day` is refused, "" if it is not.

    "too old": more than 7 days back. "ahead": a day, or the instant on the device's own
    clock, more than 48 hours in the future. Less than that is a clock that runs fast or a
    traveller, and is taken.
    """
    if day < today - timedelta(days=BACK_DATING_DAYS):
        return "too old"
    if day > today + LONGEST_AHEAD:
        return "ahead"
    if recorded_at is not None and now is not None and recorded_at > now + LONGEST_AHEAD:
        return "ahead"
    return ""


def judged_on(today: date, made_on: date) -> date:
    """The day on which something made without signal is judged: when it was made.

    A device is believed for two weeks; after that, and for a clock that runs ahead, today counts.
    """
    is_believed = today - timedelta(days=KEPT_OFFLINE_DAYS) <= made_on <= today
    return made_on if is_believed else today


def may_record(
    day: date, today: date, *, recorded_at: datetime | None = None, now: datetime | None = None
) -> bool:
    """Whether a completion for `day` is taken; see `why_not_record`."""
    return not why_not_record(day, today, recorded_at=recorded_at, now=now)
