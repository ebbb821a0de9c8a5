"""On which day was everything missed? The last day on which something was due. No query."""

from collections.abc import Sequence
from datetime import date, timedelta

from .day import DayItem, build_day
from .plans import Plan, Ticks
from .schedule import BACK_DATING_DAYS, is_paused


def missed_day(plans: Sequence[Plan], ticks: Ticks, today: date) -> date | None:
    """The last due day before today, if nothing at all was done or skipped on it; else None.

    `ticks` reach back a week. What may be done on days of one's own choice is not missed, and
    nobody is asked while their plan is paused or over.
    """
    if not any(is_running(plan, today) for plan in plans):
        return None
    for back in range(1, BACK_DATING_DAYS + 1):
        day = today - timedelta(days=back)
        if any(tick.on == day for tick in ticks.all):
            return None
        if any(was_to_be_done(item) for item in build_day(plans, ticks, day).due_items):
            return day
    return None


def is_running(plan: Plan, today: date) -> bool:
    ended = plan.programme.ended_on is not None or plan.is_over_on(today)
    return not ended and not is_paused(today, plan.pauses)


def was_to_be_done(item: DayItem) -> bool:
    """Due on that very day, and not left to the patient's liking."""
    return item.prescription.must_do and item.prescription.frequency_kind != "times_a_week"
