"""How much was done of what was due, week by week?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..adherence import Adherence
from ..day_states import total_adherence
from ..models import Completion
from ..plans import Plan, Ticks
from .log import recorded_counts


@dataclass(frozen=True)
class Week:
    """Monday to Sunday; of the week of today, up to yesterday. Extra days are not counted."""

    first_day: date
    adherence: Adherence
    recorded: Sequence[tuple[str, int]]
    is_now: bool

    @property
    def share(self) -> int:
        """Of must-do exercises, in percent, for the width of a bar only."""
        return round(100 * self.adherence.must_do_done / (self.adherence.must_do_due or 1))


def weeks_for(
    plans: Sequence[Plan], ticks: Ticks, completions: Sequence[Completion], today: date, weeks: int
) -> list[Week]:
    """The newest first; weeks before anything was due are left out."""
    monday = today - timedelta(days=today.weekday())
    found = []
    for number in range(weeks):
        first = monday - timedelta(weeks=number)
        last = min(first + timedelta(days=6), today - timedelta(days=1))
        counts = total_adherence(plans, ticks, first=first, last=last)
        its = [each for each in completions if first <= each.on < first + timedelta(weeks=1)]
        found.append(Week(first, counts, recorded_counts(its), number == 0))
    while found and not (found[-1].adherence.due or found[-1].recorded):
        found.pop()
    return found
