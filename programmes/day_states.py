"""Day by day over a span: how much was due and done, as one state for a strip or a calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from .adherence import Adherence, ScheduledItem
from .plans import Plan, Ticks
from .schedule import due_slots, is_paused, programme_days

State = Literal["full", "part", "none", "rest", "paused", "future"]
WORDS: dict[State, str] = {
    "full": _("all done"),
    "part": _("some done"),
    "none": _("not done"),
    "rest": _("nothing due"),
    "paused": _("paused"),
    "future": _("to come"),
}


@dataclass(frozen=True)
class DayState:
    """One day, judged by its must-do exercises; by the others where no must-do one was due.

    A weekly quota is not due on a certain day: it counts on the days on which it was done.
    """

    date: date
    state: State
    due: int = 0
    done: int = 0

    @property
    def words(self) -> str:
        if not self.due:
            return str(WORDS[self.state])
        counts = _("%(done)s of %(due)s") % {"done": self.done, "due": self.due}
        return f"{WORDS[self.state]}, {counts}"


@dataclass(frozen=True)
class Counts:
    """Slots due and slots done, by day."""

    due: dict[date, int]
    done: dict[date, int]


def day_states(
    plans: Sequence[Plan], ticks: Ticks, *, first_day: date, last_day: date, today: date
) -> list[DayState]:
    """The state of every day from `first_day` to `last_day`, both included."""
    until = min(last_day, today)
    must_do, optional = Counts({}, {}), Counts({}, {})
    for plan in plans:
        days = dict(programme_days(plan.programme.start_on, first_day, until, plan.pauses))
        for item in plan.scheduled_items(ticks.done_by_line):
            counts = must_do if item.must_do else optional
            for day, due, done in due_and_done(item, days):
                counts.due[day] = counts.due.get(day, 0) + due
                counts.done[day] = counts.done.get(day, 0) + done
    span = (first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1))
    return [state_on(day, plans, must_do, optional, today) for day in span]


def due_and_done(item: ScheduledItem, days: Mapping[date, int]) -> Iterable[tuple[date, int, int]]:
    """Each counted day on which it was due, with slots due and slots done of these.

    `days` maps dates to the programme's own count of days.
    """
    match item.frequency.kind:
        case "as_needed":
            return
        case "times_a_week":
            for day, often in item.done.items():
                if day in days and is_held(item, day):
                    done = min(often, item.frequency.times_per_day)
                    yield day, done, done
        case _:
            for day, index in days.items():
                if is_held(item, day) and (slots := slots_on(item, day, index)):
                    yield day, slots, min(item.done.get(day, 0), slots)


def is_held(item: ScheduledItem, day: date) -> bool:
    return item.first_day <= day and (item.last_day is None or day <= item.last_day)


def slots_on(item: ScheduledItem, day: date, index: int) -> int:
    return due_slots(
        item.frequency,
        day=day,
        day_index=index,
        stage_first_day_index=item.stage_first_day_index,
    )


def state_on(
    day: date, plans: Sequence[Plan], must_do: Counts, optional: Counts, today: date
) -> DayState:
    if day > today:
        return DayState(day, "future")
    current = [plan for plan in plans if holds_on(plan, day)]
    if current and all(is_paused(day, plan.pauses) for plan in current):
        return DayState(day, "paused")
    counts = must_do if day in must_do.due else optional
    due, done = counts.due.get(day, 0), counts.done.get(day, 0)
    if not due or (counts is optional and not done):
        return DayState(day, "rest")
    return DayState(day, state_of(due, done, is_today=day == today), due, done)


def holds_on(plan: Plan, day: date) -> bool:
    """Whether the programme has begun and not been ended on that day, paused or not."""
    ended = plan.programme.ended_on
    return plan.programme.start_on <= day and (ended is None or day <= ended)


def state_of(due: int, done: int, *, is_today: bool) -> State:
    if done >= due:
        return "full"
    if done:
        return "part"
    return "future" if is_today else "none"


def total_adherence(plans: Sequence[Plan], ticks: Ticks, *, first: date, last: date) -> Adherence:
    """All plans of one patient together."""
    each = [p.adherence(ticks.done_by_line, first_day=first, last_day=last) for p in plans]
    return Adherence(
        must_do_done=sum(a.must_do_done for a in each),
        must_do_due=sum(a.must_do_due for a in each),
        optional_done=sum(a.optional_done for a in each),
        optional_due=sum(a.optional_due for a in each),
    )
