"""What do a patient's other running programmes ask in the weeks of a stage that is being written?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..burden import Beside, Item, beside_of
from ..lines import Line
from ..models import Programme, Stage
from ..plans import Plan, running_plans_for
from ..schedule import Pause, week_window


@dataclass(frozen=True)
class Others:
    """The other programmes, and the calendar of the one that is written."""

    plans: Sequence[Plan] = ()
    start: date = date.min
    pauses: Sequence[Pause] = ()
    today: date = date.min

    def beside(self, stage: Stage) -> tuple[Beside, ...]:
        """Of the week of the stage, from today on, in which the others ask most."""
        weeks = (self.on(day) for day in self.days_of(stage) if self.plans)
        return max(weeks, key=minutes_of, default=())

    def days_of(self, stage: Stage) -> Iterator[date]:
        """The first day of each week that is not over; of the one that has begun, today."""
        for week in range(stage.from_week, stage.to_week + 1):
            window = week_window(self.start, week, self.pauses)
            if window and (window[1] is None or window[1] >= self.today):
                yield max(window[0], self.today)

    def on(self, day: date) -> tuple[Beside, ...]:
        """What each asks in the version that holds on that day; without those that ask nothing."""
        asked = (
            beside_of(plan.programme.name, [item_of(Line(p)) for p in plan.in_force_on(day)])
            for plan in self.plans
        )
        return tuple(one for one in asked if one.fullest)


def minutes_of(beside: tuple[Beside, ...]) -> int:
    return sum(one.fullest for one in beside)


def item_of(line: Line) -> Item:
    once = line.seconds // (line.prescription.times_per_day or 1)
    return Item(line.prescription.frequency, once, line.prescription.must_do)


def others_than(tree: Programme) -> Others:
    """Two queries for a patient's draft; none for a template.

    A new one counts from its planned start, or from today.
    """
    patient = tree.drafted_for
    if patient is None:
        return Others()
    running = running_plans_for([patient.pk])[patient.pk]
    own = next((plan for plan in running if plan.programme.pk == tree.revises_id), None)
    others = [plan for plan in running if plan is not own]
    today = patient.local_today()
    if own is None:
        return Others(others, tree.start_offered_on(today), (), today)
    return Others(others, own.programme.start_on, own.pauses, today)
