"""What was done in the seven days up to a day, in counts alone? No query is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..day_states import total_adherence
from ..plans import Plan, Ticks

DAYS = 7
WEEKS_LOOKED_BACK = 8


@dataclass(frozen=True)
class Week:
    """Counts only: what it was that was done stands behind the sign-in."""

    done: int
    due: int
    days_done: int
    active_weeks: int  # of the weeks looked at, this one included, those with something done
    weeks: int


def build_week(plans: Sequence[Plan], ticks: Ticks, last: date) -> Week:
    """The week that ends with `last`."""
    counts = total_adherence(plans, ticks, first=last - timedelta(days=DAYS - 1), last=last)
    days = {day for by_day in ticks.done_by_line.values() for day in by_day if day <= last}
    weeks_ago = {(last - day).days // DAYS for day in days}
    weeks = weeks_so_far(plans, last)
    return Week(
        done=counts.done,
        due=counts.due,
        days_done=sum((last - day).days < DAYS for day in days),
        active_weeks=sum(ago < weeks for ago in weeks_ago),
        weeks=weeks,
    )


def weeks_so_far(plans: Sequence[Plan], last: date) -> int:
    """How many weeks there are to look at: since the first programme began, at most eight."""
    starts = [plan.programme.start_on for plan in plans if plan.programme.start_on <= last]
    if not starts:
        return 0
    return min((last - min(starts)).days // DAYS + 1, WEEKS_LOOKED_BACK)


def first_day_needed(plans: Sequence[Plan], last: date) -> date:
    """How far back ticks must be read for `build_week`."""
    return last - timedelta(days=DAYS * max(weeks_so_far(plans, last), 1) - 1)
