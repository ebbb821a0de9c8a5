"""What has this patient been given, how much of each exercise is done, and what was changed?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from patients.models import Patient

from ..adherence import Adherence
from ..lines import Line
from ..models import Pause, Prescription, Stage
from ..plans import Plan, Ticks
from .standing import Standing

LINE_DAYS = 28


@dataclass(frozen=True)
class CountedLine:
    """One exercise in its latest version, with done of due over the last four weeks."""

    line: Line
    adherence: Adherence

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
    standing: Standing, ticks: Ticks, today: date, pauses: Sequence[Pause] = ()
) -> Given:
    """The stage of the week reached (before the start: the first; after the end: the last)."""
    plan, week = standing.plan, standing.week or 1
    now = next((s for s in plan.stages if s.from_week <= week <= s.to_week), plan.stages[-1])
    stages = [
        GivenStage(stage, counted_lines(plan, stage, ticks, today), stage.pk == now.pk)
        for stage in plan.stages
    ]
    return Given(standing, stages, pauses)


def counted_lines(plan: Plan, stage: Stage, ticks: Ticks, today: date) -> list[CountedLine]:
    versions = plan.prescriptions.get(stage.pk, ())
    return [
        CountedLine(Line(latest), line_adherence(plan, stage, latest, ticks, today))
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


@dataclass(frozen=True)
class RevisionNote:
    """One change of a dose: from when, by whom, why, and what it was before."""

    prescription: Prescription

    @property
    def now(self) -> str:
        return Line(self.prescription).in_short

    @property
    def before(self) -> str:
        earlier = self.prescription.succeeds
        return Line(earlier).in_short if earlier else ""


def pauses_for(patient: Patient) -> dict[int, list[Pause]]:
    """Pauses with their reasons and who said so, by programme id, in one query."""
    found: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(programme__patient=patient).select_related("by__user"):
        found[pause.programme_id].append(pause)
    return found


def revisions_for(patient: Patient) -> list[RevisionNote]:
    """Changes of this patient's prescriptions, the newest first, in one query."""
    changed = Prescription.objects.filter(
        Q(succeeds__isnull=False) | ~Q(change_reason=""), stage__programme__patient=patient
    )
    rows = (
        changed.select_related("exercise", "succeeds", "changed_by__user")
        .defer("exercise__pose", "exercise__evidence_figures")
        .order_by("-created_at", "-pk")
    )
    return [RevisionNote(prescription) for prescription in rows]
