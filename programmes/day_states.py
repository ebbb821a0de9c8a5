"""Day by day over a span: how much was due and done, as one state for a strip or a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .adherence import Adherence, ScheduledItem
from .plans import Plan, Ticks
from .schedule import due_slots, is_paused, programme_day

State = Literal["full", "part", "none", "rest", "paused", "future"]
WORDS: dict[State, str] = {
    "full": "all done",
    "part": "some done",
    "none": "not done",
    "rest": "nothing due",
    "paused": "paused",
    "future": "to come",
}


@dataclass(frozen=True)
class DayState:
    """One day. A weekly quota is not due on a certain day: it counts here when it is done."""

    date: date
    state: State
    due: int = 0
    done: int = 0

    @property
    def words(self) -> str:
        counts = f", {self.done} of {self.due}" if self.due else ""
        return f"{WORDS[self.state]}{counts}"


def day_states(
    plans: Sequence[Plan], ticks: Ticks, *, first_day: date, last_day: date, today: date
) -> list[DayState]:
    """The state of every day from `first_day` to `last_day`, both included."""
    items = [(plan, plan.scheduled_items(ticks.done_by_line)) for plan in plans]
    days = (first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1))
    return [state_on(items, day, today) for day in days]


def state_on(
    items: Sequence[tuple[Plan, Sequence[ScheduledItem]]], day: date, today: date
) -> DayState:
    if day > today:
        return DayState(day, "future")
    if items and all(is_paused(day, plan.pauses) for plan, _ in items):
        return DayState(day, "paused")
    due = done = 0
    for plan, scheduled in items:
        index = programme_day(plan.programme.start_on, day, plan.pauses)
        for item in scheduled:
            item_due, item_done = due_and_done(item, day, index)
            due, done = due + item_due, done + item_done
    return DayState(day, state_of(due, done, is_today=day == today), due, done)


def due_and_done(item: ScheduledItem, day: date, index: int | None) -> tuple[int, int]:
    """Slots due by the calendar and slots done; a quota or as-needed item only when done."""
    if day < item.first_day or (item.last_day and day > item.last_day):
        return 0, 0
    done = item.done.get(day, 0) if item.done else 0
    if item.frequency.kind in ("times_a_week", "as_needed"):
        return done, done
    slots = due_slots(
        item.frequency,
        day=day,
        day_index=index,
        stage_first_day_index=item.stage_first_day_index,
    )
    return slots, min(done, slots) if slots else 0


def state_of(due: int, done: int, *, is_today: bool) -> State:
    if not due:
        return "rest"
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
