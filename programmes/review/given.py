"""What has this patient been given, and how much of each exercise is done, and how?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from patients.models import Patient

from ..adherence import Adherence
from ..lines import Line
from ..models import Completion, Pause, Prescription, Stage
from ..plans import Plan, Ticks
from .log import recorded_counts
from .standing import Standing

LINE_DAYS = 28


@dataclass(frozen=True)
class CountedLine:
    """One exercise in its latest version, with done of due over the last four weeks."""

    line: Line
    adherence: Adherence
    recorded: Sequence[tuple[str, int]] = ()

    @property
    def begins_on(self) -> date | None:
        return self.line.prescription.active_from


@dataclass(frozen=True)
class GivenStage:
    stage: Stage
    lines: Sequence[CountedLine]
    is_now: bool


@dataclass(frozen=True)
class Given:
    """One programme: how far along it is, and its stages."""

    standing: Standing
    stages: Sequence[GivenStage]
    pauses: Sequence[Pause] = ()

    @property
    def now(self) -> GivenStage | None:
        return next((stage for stage in self.stages if stage.is_now), None)

    @property
    def other_stages(self) -> list[GivenStage]:
        return [stage for stage in self.stages if not stage.is_now]


def given_stages(
    standing: Standing,
    ticks: Ticks,
    completions: Sequence[Completion],
    today: date,
    pauses: Sequence[Pause] = (),
) -> Given:
    """The stage of the week reached (before the start: the first; after the end: the last)."""
    plan, week = standing.plan, standing.week or 1
    now = next((s for s in plan.stages if s.from_week <= week <= s.to_week), plan.stages[-1])
    stages = [
        GivenStage(stage, lines_of(plan, stage, ticks, completions, today), stage.pk == now.pk)
        for stage in plan.stages
    ]
    return Given(standing, stages, pauses)


def lines_of(
    plan: Plan, stage: Stage, ticks: Ticks, completions: Sequence[Completion], today: date
) -> list[CountedLine]:
    since = today - timedelta(days=LINE_DAYS)
    recent = [each for each in completions if since <= each.on < today]
    versions = plan.prescriptions.get(stage.pk, ())
    return [
        CountedLine(
            Line(latest),
            line_adherence(plan, stage, latest, ticks, today),
            recorded_counts(c for c in recent if c.prescription.line == latest.line),
        )
        for latest in versions
        if latest.ended_on is None
    ]


def line_adherence(
    plan: Plan, stage: Stage, latest: Prescription, ticks: Ticks, today: date
) -> Adherence:
    """All versions of this one exercise together."""
    versions = [p for p in plan.prescriptions[stage.pk] if p.line == latest.line]
    alone = replace(plan, prescriptions={stage.pk: versions})
    first, last = today - timedelta(days=LINE_DAYS), today - timedelta(days=1)
    return alone.adherence(ticks.done_by_line, first_day=first, last_day=last)


def pauses_for(patient: Patient) -> dict[int, list[Pause]]:
    """Pauses with their reasons and who said so, by programme id, in one query."""
    found: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(programme__patient=patient).select_related("by__user"):
        found[pause.programme_id].append(pause)
    return found
