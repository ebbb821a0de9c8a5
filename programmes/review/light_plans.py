"""Which programmes do many patients follow, with no more read than counting their days needs?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import F

from ..models import Prescription, Stage
from ..plans import Plan, build_plans, stage_first_index
from ..schedule import Pause, day_on

STAGE_COLUMNS = (
    "position from_week to_week programme__name programme__code programme__patient "
    "programme__start_on programme__ended_on"
).split()
COLUMNS = (
    "stage line must_do active_from ended_on "
    "frequency_kind weekdays frequency_n times_per_day max_per_day"
).split()


def light_plans_for(
    patient_ids: Sequence[int], *, first_day: date, last_day: date
) -> dict[int, list[Plan]]:
    """Running plans by patient id, in two queries; prescriptions of these days' stages only."""
    running = Stage.objects.filter(
        programme__patient__in=patient_ids, programme__ended_on__isnull=True
    )
    stages = list(
        running.select_related("programme")
        .only(*STAGE_COLUMNS)
        .annotate(
            paused_from=F("programme__pauses__from_day"), paused_to=F("programme__pauses__to_day")
        )
        .order_by("programme__start_on", "programme", "position")
    )
    wanted = stages_within(stages, first_day, last_day)
    prescriptions = Prescription.objects.filter(stage__in=wanted).only(*COLUMNS)
    return build_plans(stages, prescriptions.order_by("position", "pk"))


def stages_within(stages: Sequence[Stage], first_day: date, last_day: date) -> set[int]:
    """Ids of the stages that hold at least one of these days."""
    pauses: dict[int, set[Pause]] = defaultdict(set)
    for stage in stages:
        if stage.paused_from:
            pauses[stage.programme_id].add((stage.paused_from, stage.paused_to))
    found = set()
    for stage in stages:
        start, its = stage.programme.start_on, sorted(pauses[stage.programme_id], key=begin_of)
        first = day_on(start, stage_first_index(stage), its)
        last = day_on(start, stage.to_week * 7 - 1, its) or date.max
        if first is not None and first <= last_day and last >= first_day:
            found.add(stage.pk)
    return found


def begin_of(pause: Pause) -> date:
    return pause[0]
