"""How far along is a programme on a day: its week, or why it does not count, in words?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..plans import Plan
from ..schedule import day_on, is_paused, programme_days

State = Literal["waiting", "running", "paused", "over", "ended"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """One programme on one day. `week` is the last one that counted; None before the start."""

    plan: Plan
    state: State
    words: str
    week: int | None = None

    @property
    def name(self) -> str:
        return self.plan.programme.name

    @property
    def is_current(self) -> bool:
        """Given to the patient and not yet through: waiting, running or paused."""
        return self.state in ("waiting", "running", "paused")


def standing_on(plan: Plan, today: date) -> Standing:
    programme = plan.programme
    if programme.ended_on:
        return Standing(plan, "ended", f"Ended on {words_for(programme.ended_on)}")
    if today < programme.start_on:
        return Standing(plan, "waiting", f"Starts on {words_for(programme.start_on)}")
    week = week_reached(plan, today)
    if week is not None and week > plan.last_week:
        last_day = day_on(programme.start_on, plan.last_week * 7 - 1, plan.pauses)
        return Standing(plan, "over", f"Over since {words_for(last_day or today)}", week)
    counted = f"Week {week or 1} of {plan.last_week}"
    if is_paused(today, plan.pauses):
        since = words_for(last_counted_day(plan, today) + ONE_DAY)
        until = last_paused_day(plan, today)
        through = f" until {words_for(until)}" if until else ""
        return Standing(plan, "paused", f"{counted}, paused since {since}{through}", week)
    return Standing(plan, "running", counted, week)


def words_for(day: date) -> str:
    return f"{day.day} {day:%B}"


def last_counted_day(plan: Plan, day: date) -> date:
    """The day itself, or the last one before the pause that holds it."""
    while is_paused(day, plan.pauses):
        day = min(first for first, last in plan.pauses if first <= day <= (last or day)) - ONE_DAY
    return day


def last_paused_day(plan: Plan, day: date) -> date | None:
    """The last day of the pause that holds this one; None while it is open."""
    while is_paused(day, plan.pauses):
        ends = [last for first, last in plan.pauses if first <= day and (not last or last >= day)]
        if None in ends:
            return None
        day = max(ends) + ONE_DAY
    return day - ONE_DAY


def week_reached(plan: Plan, today: date) -> int | None:
    return plan.week_on(last_counted_day(plan, today))


def days_idle(plan: Plan, last_done_on: date | None, today: date) -> int | None:
    """Counted days of this programme since something was last done, or since its start.

    Paused days are left out. None while it is paused, waiting or through.
    """
    if standing_on(plan, today).state != "running":
        return None
    start = plan.programme.start_on
    since = max(start, last_done_on or start)
    return sum(1 for day, _ in programme_days(start, since, today, plan.pauses) if day > since)


def days_to_end(plan: Plan, today: date) -> int | None:
    """Counted days until the last one; below 0 when it is over; None while paused or waiting."""
    index = plan.day_index(today)
    return None if index is None else plan.last_week * 7 - 1 - index
