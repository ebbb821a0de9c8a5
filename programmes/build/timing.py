"""Which week of a running programme can still be given to another stage, and when does it begin?

Weeks that have begun keep the stage they had: what was due and done in them never changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from ..models import Completion, Programme, Stage
from ..schedule import Pause, day_on, free_week_on


@dataclass(frozen=True)
class Calendar:
    """The days that a programme counts, and the first week that nobody has begun."""

    start_on: date
    pauses: Sequence[Pause] = ()
    free_week: int = 1

    def begin_of(self, week: int) -> date | None:
        """The first day of a week; None while an open pause keeps it from beginning."""
        return day_on(self.start_on, (week - 1) * 7, self.pauses)


def calendar_for(programme: Programme, today: date) -> Calendar:
    """Of a running programme, in two queries."""
    pauses = tuple(programme.pauses.values_list("from_day", "to_day"))
    ticks = Completion.objects.standing().filter(prescription__stage__programme=programme)
    last = ticks.filter(on__gte=today).order_by("-on").values_list("on", flat=True).first()
    free_day = last + timedelta(days=1) if last else today
    return Calendar(programme.start_on, pauses, free_week_on(programme.start_on, free_day, pauses))


class WeeksBegun(Exception):
    """These weeks have begun; they keep the stage they had."""

    words = _("Weeks that have begun stay as they were. Choose a later week.")


class WeeksOutOfOrder(Exception):
    """A stage would begin before the one in front of it has had a week."""

    words = _("Each stage needs at least one week, after the stage before it.")


def lay_end_to_end(stages: Iterable[Stage], first_week: int = 1) -> None:
    """Each begins when the one before it is over; lengths stay. Nothing is saved."""
    week = first_week
    for stage in stages:
        length = stage.to_week - stage.from_week
        stage.from_week, stage.to_week = week, week + length
        week = stage.to_week + 1


def stretch(stages: Sequence[Stage], stage: Stage, from_week: int, to_week: int) -> None:
    """Give a stage other weeks: the one before ends where it begins, later ones move along.

    Nothing is saved. Raises WeeksOutOfOrder.
    """
    at = stages.index(stage)
    before = stages[at - 1] if at else None
    if to_week < from_week or from_week < 1 or (before and from_week <= before.from_week):
        raise WeeksOutOfOrder
    moved_on = to_week - stage.to_week
    if before and before.to_week != from_week - 1 and from_week != stage.from_week:
        before.to_week = from_week - 1
    stage.from_week, stage.to_week = from_week, to_week
    for later in stages[at + 1 :]:
        later.from_week, later.to_week = later.from_week + moved_on, later.to_week + moved_on
