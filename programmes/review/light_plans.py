"""Which programmes do many patients follow, with no more read than counting their days needs?

The rows are light copies with the names that plans and counting ask for, not model instances:
two thousand patients have some twenty thousand of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from exercises.dosing.frequency import Frequency

from ..models import Pause, Prescription, Stage
from ..plans import Plan, stage_first_index
from ..schedule import Pause as PausedDays
from ..schedule import day_on

STAGE_COLUMNS = (
    "pk from_week to_week programme_id programme__patient_id programme__name programme__start_on"
).split()
COLUMNS = (
    "stage_id must_do active_from ended_on "
    "frequency_kind weekdays frequency_n times_per_day max_per_day"
).split()
Whose = QuerySet | Sequence[int]  # patients' row ids, or a query of them
NO_LINE = UUID(int=0)
MOST_IDS = 20_000  # what a database takes in one question


@dataclass(slots=True)
class LightProgramme:
    pk: int
    patient_id: int
    name: str
    start_on: date
    ended_on: date | None = None


@dataclass(slots=True)
class LightStage:
    pk: int
    from_week: int
    to_week: int


@dataclass(slots=True)
class LightPrescription:
    written_line: str
    must_do: bool
    active_from: date | None
    ended_on: date | None
    frequency: Frequency

    @property
    def line(self) -> UUID:
        """Known where ticks are counted: most of many rows are asked for their days alone."""
        return UUID(self.written_line) if self.written_line else NO_LINE


def light_plans_for(
    whose: Whose, *, first_day: date, last_day: date, has_lines: bool = True
) -> dict[int, list[Plan]]:
    """Running plans by patient id, in three queries; prescriptions of these days' stages only.

    Without lines no tick can be counted, and like prescriptions are one and the same object.
    """
    programmes: dict[int, LightProgramme] = {}
    stages: dict[int, list[LightStage]] = defaultdict(list)
    running = Stage.objects.current().filter(
        programme__patient__in=whose, programme__ended_on__isnull=True
    )
    in_order = running.order_by("programme__start_on", "programme", "position")
    for pk, first, last, programme, *about in in_order.values_list(*STAGE_COLUMNS):
        programmes.setdefault(programme, LightProgramme(programme, *about))
        stages[programme].append(LightStage(pk, first, last))
    pauses = pauses_of(whose)
    near = {
        stage.pk
        for pk, its in stages.items()
        for stage in its
        if is_within(programmes[pk], stage, pauses[pk], first_day, last_day)
    }
    by_stage = prescriptions_of(running, near, has_lines)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for pk, its in stages.items():
        prescriptions = {stage.pk: by_stage[stage.pk] for stage in its if stage.pk in by_stage}
        plan = Plan(programmes[pk], its, prescriptions, tuple(pauses[pk]))
        plans[programmes[pk].patient_id].append(plan)
    return plans


def pauses_of(whose: Whose) -> dict[int, list[PausedDays]]:
    """Paused days of running programmes by programme id, in order."""
    rows = Pause.objects.filter(programme__patient__in=whose, programme__ended_on__isnull=True)
    found: dict[int, list[PausedDays]] = defaultdict(list)
    for programme, *days in rows.order_by("from_day").values_list(
        "programme_id", "from_day", "to_day"
    ):
        found[programme].append(tuple(days))
    return found


def prescriptions_of(
    stages: QuerySet[Stage], near: set[int], has_lines: bool
) -> dict[int, list[LightPrescription]]:
    """Every version by stage id, of the near stages only."""
    wanted = near if len(near) < MOST_IDS else stages.order_by().values("pk")
    rows = Prescription.objects.filter(stage__in=wanted).order_by("position", "pk")
    found: dict[int, list[LightPrescription]] = defaultdict(list)
    if not has_lines:
        for stage, *columns in rows.order_by().values_list(*COLUMNS):
            if stage in near:
                found[stage].append(without_line(*columns))
        return found
    written = rows.annotate(written_line=Cast("line", CharField()))
    for stage, *columns, line in written.values_list(*COLUMNS, "written_line"):
        if stage in near:
            found[stage].append(replace(without_line(*columns), written_line=line))
    return found


@lru_cache(maxsize=4096)
def without_line(
    must_do: bool, active_from: date | None, ended_on: date | None, *often: str | int | None
) -> LightPrescription:
    return LightPrescription("", must_do, active_from, ended_on, frequency_of(*often))


def is_within(
    programme: LightProgramme,
    stage: LightStage,
    pauses: Iterable[PausedDays],
    first_day: date,
    last_day: date,
) -> bool:
    """Whether the stage holds at least one of these days."""
    first = day_on(programme.start_on, stage_first_index(stage), pauses)
    last = day_on(programme.start_on, stage.to_week * 7 - 1, pauses) or date.max
    return first is not None and first <= last_day and last >= first_day


@lru_cache(maxsize=512)
def frequency_of(
    kind: str, weekdays: str, n: int | None, times_per_day: int, max_per_day: int | None
) -> Frequency:
    """The columns of a prescription as one value; few differ, so that most are made once."""
    columns = {"frequency_kind": kind, "weekdays": weekdays, "frequency_n": n}
    columns |= {"times_per_day": times_per_day, "max_per_day": max_per_day}
    return Prescription(**columns).frequency
