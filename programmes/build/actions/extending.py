"""How does a running programme last longer?"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import StaffMember

from ...changes import PlanChange
from ...models import Pause, Programme, Revision, Stage
from ..difference import dated
from ..said import said_by_stage
from ..timing import Calendar


class AlreadyLonger(Exception):
    """The last week is another one than was seen: somebody changed it, or the form came twice."""


@transaction.atomic
def extend(
    *, programme: Programme, weeks: int, reason: str, seen_week: int, by: StaffMember
) -> Revision:
    """Give the last stage more weeks; the patient reads it as a change, with the reason.

    Of a programme that is over, the days since then are paused, so that they do not count as
    missed and the new weeks begin today. Raises AlreadyLonger.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    stage = last_stage_of(programme)
    if stage is None or stage.to_week != seen_week:
        raise AlreadyLonger
    rest_since_the_end(programme, stage, by)
    pauses = tuple(programme.pauses.values_list("from_day", "to_day"))
    calendar = Calendar(programme.start_on, pauses)
    was = dated(said_by_stage(stage), calendar)
    stage.to_week += weeks
    stage.changed_by = by
    stage.save(update_fields=["to_week", "changed_by"])
    now = dated(said_by_stage(stage), calendar)
    change = PlanChange(f"stage-{stage.code}", "stage", was, now, why=reason)
    return Revision.objects.create(
        programme=programme,
        by=by,
        on=programme.patient.local_today(),
        reason=reason,
        changes=[change.as_facts()],
    )


def last_stage_of(programme: Programme) -> Stage | None:
    return programme.stages.current().order_by("-to_week", "-position").first()


def rest_since_the_end(programme: Programme, stage: Stage, by: StaffMember) -> None:
    """A pause from the day after the last one until yesterday, where there are such days."""
    today = programme.patient.local_today()
    pauses = tuple(programme.pauses.values_list("from_day", "to_day"))
    first = Calendar(programme.start_on, pauses).begin_of(stage.to_week + 1)
    if first and first < today:
        Pause.objects.create(
            programme=programme,
            from_day=first,
            to_day=today - timedelta(days=1),
            reason=_("Between its end and the new weeks"),
            by=by,
        )
