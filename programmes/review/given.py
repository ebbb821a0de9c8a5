"""What has this patient been given, and how much of each exercise is done, and how?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from patients.models import Patient

from ..adherence import Adherence
from ..lines import Line
from ..models import Completion, Pause, Prescription, Programme, Stage
from ..plans import Plan, Ticks
from ..schedule import day_on, free_week_on
from .log import recorded_counts
from .standing import Standing

LINE_DAYS = 28


@dataclass(frozen=True)
class CountedLine:
    """One exercise in its latest version, with done of due over the last four weeks."""

    line: Line
    adherence: Adherence
    recorded: Sequence[tuple[str, int]] = ()
    since: date | None = None  # where it began within these weeks

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
    next_week_on: date | None = None  # the first day that another stage can hold
    draft: Programme | None = None  # the open one that revises it

    @property
    def now(self) -> GivenStage | None:
        return next((stage for stage in self.stages if stage.is_now), None)

    @property
    def was_due(self) -> bool:
        """Whether anything of the stage that holds was due yet."""
        return bool(self.now) and any(counted.adherence.due for counted in self.now.lines)

    @property
    def has_next(self) -> bool:
        return bool(self.stages) and not self.stages[-1].is_now

    @property
    def has_previous(self) -> bool:
        return bool(self.stages) and not self.stages[0].is_now

    @property
    def other_stages(self) -> list[GivenStage]:
        return [stage for stage in self.stages if not stage.is_now]


def given_stages(
    standing: Standing,
    ticks: Ticks,
    completions: Sequence[Completion],
    today: date,
    pauses: Sequence[Pause] = (),
    draft: Programme | None = None,
) -> Given:
    """The stage of the week reached (before the start: the first; after the end: the last)."""
    plan, week = standing.plan, standing.week or 1
    now = next((s for s in plan.stages if s.from_week <= week <= s.to_week), plan.stages[-1])
    stages = [
        GivenStage(stage, lines_of(plan, stage, ticks, completions, today), stage.pk == now.pk)
        for stage in plan.stages
    ]
    return Given(standing, stages, pauses, next_week_on(plan, ticks, today), draft)


def next_week_on(plan: Plan, ticks: Ticks, today: date) -> date | None:
    """The first day of the first week that nobody has begun; None while an open pause holds it."""
    own = {one.pk for its in plan.prescriptions.values() for one in its}
    ahead = [t.on for t in ticks.all if t.on >= today and t.prescription_id in own]
    free_day = max(ahead) + timedelta(days=1) if ahead else today
    start = plan.programme.start_on
    return day_on(start, (free_week_on(start, free_day, plan.pauses) - 1) * 7, plan.pauses)


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
            worth_telling(c for c in recent if c.prescription.line == latest.line),
            begun_since(alone(plan, stage, latest), since),
        )
        for latest in versions
        if latest.ended_on is None
    ]


def line_adherence(
    plan: Plan, stage: Stage, latest: Prescription, ticks: Ticks, today: date
) -> Adherence:
    """All versions of this one exercise together."""
    first, last = today - timedelta(days=LINE_DAYS), today - timedelta(days=1)
    own = alone(plan, stage, latest)
    return own.adherence(ticks.done_by_line, first_day=first, last_day=last)


def alone(plan: Plan, stage: Stage, latest: Prescription) -> Plan:
    """The programme with all versions of this one exercise and nothing else."""
    versions = [p for p in plan.prescriptions[stage.pk] if p.line == latest.line]
    return replace(plan, prescriptions={stage.pk: versions})


def begun_since(own: Plan, first: date) -> date | None:
    """The day on which the exercise began; None where it was there before these weeks."""
    begun = min((item.first_day for item in own.scheduled_items({})), default=None)
    return begun if begun and begun > first else None


def worth_telling(completions: Iterable[Completion]) -> list[tuple[str, int]]:
    """How they were recorded; nothing where all were simply ticked."""
    counts = recorded_counts(completions)
    only_ticked = [words for words, _ in counts] == [str(Completion.Recorded.MANUAL.label)]
    return [] if only_ticked else counts


def pauses_for(patient: Patient) -> dict[int, list[Pause]]:
    """Pauses with their reasons and who said so, by programme id, in one query."""
    found: dict[int, list[Pause]] = defaultdict(list)
    pauses = Pause.objects.filter(programme__patient=patient)
    for pause in pauses.select_related("by__user", "resumed_by__user"):
        found[pause.programme_id].append(pause)
    return found
