"""In which weeks was somebody active, and what is their best run? No database, no clock.

A week is active when something was due in it and at least one exercise was done. A week in which
nothing was due (a pause, before the start, after the end) rests: it neither counts nor breaks.
One missed week rests the run too; after two in a row the next active week begins a new run. The
best run is never lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

State = Literal["active", "missed", "rest", "now"]
MISSED_WEEKS_THAT_END_A_RUN = 2


@dataclass(frozen=True)
class Week:
    """A week from Monday; `state` "now" is the running one while nothing is done in it yet."""

    monday: date
    state: State


@dataclass(frozen=True)
class ActiveWeeks:
    """`run` is the present one: 0 when it has ended."""

    weeks: Sequence[Week]
    run: int
    best: int

    @property
    def active(self) -> int:
        return sum(week.state == "active" for week in self.weeks)

    @property
    def counted(self) -> int:
        """Weeks that can be judged: none that rested, nor one that is still open."""
        return sum(week.state in ("active", "missed") for week in self.weeks)

    @property
    def has_just_begun(self) -> bool:
        """The first week that counts is still open."""
        return not self.counted and any(week.state == "now" for week in self.weeks)

    @property
    def is_resting(self) -> bool:
        """The last week that was due was missed, and the run goes on all the same."""
        judged = [week.state for week in self.weeks if week.state in ("active", "missed")]
        return bool(self.run and judged and judged[-1] == "missed")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def active_weeks(
    mondays: Sequence[date], *, due: Sequence[bool], active_days: Sequence[date], today: date
) -> ActiveWeeks:
    """Judge the weeks that begin on `mondays`, in order; `due` says of each if something was."""
    done = {monday_of(day) for day in active_days}
    now = monday_of(today)
    weeks = [
        Week(monday, state_of(is_due, monday in done, is_now=monday == now))
        for monday, is_due in zip(mondays, due, strict=True)
    ]
    return ActiveWeeks(weeks, *run_and_best([week.state for week in weeks]))


def state_of(is_due: bool, is_done: bool, *, is_now: bool) -> State:
    if not is_due:
        return "rest"
    if is_done:
        return "active"
    return "now" if is_now else "missed"


def run_and_best(states: Sequence[State]) -> tuple[int, int]:
    run = best = missed = 0
    for state in states:
        if state == "active":
            run, missed = run + 1, 0
            best = max(best, run)
        elif state == "missed":
            missed += 1
            run = 0 if missed >= MISSED_WEEKS_THAT_END_A_RUN else run
    return run, best
