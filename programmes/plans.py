"""Which programmes run for these patients, and what was ticked? A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from exercises.models import ExercisePicture
from exercises.models.dosed import DOSE_FIELDS
from exercises.readers_language import unread

from .adherence import Adherence, ScheduledItem, adherence_for
from .models import Completion, Prescription, Programme, Stage
from .schedule import Pause as PausedDays
from .schedule import day_on, programme_day

# What a list of exercises does not show: it would be most of what is read.
LONG_TEXTS = (
    "aliases",
    "start_position",
    "end_position",
    "steps",
    "cues",
    "common_mistakes",
    "cautions",
    "stop_if",
    "variants",
    "evidence_note",
    "credit",
    "licence",
)
READ_ON_ITS_OWN_PAGE = tuple(
    f"exercise__{field}" for field in (*LONG_TEXTS, *DOSE_FIELDS) if field != "note"
)


@dataclass(frozen=True)
class Plan:
    """One programme of one patient, with everything needed to say what is due."""

    programme: Programme
    stages: Sequence[Stage]
    prescriptions: Mapping[int, Sequence[Prescription]]  # by stage id, every version
    pauses: Sequence[PausedDays]

    def day_index(self, day: date) -> int | None:
        """0 on the start date; None before it and on a paused day."""
        return programme_day(self.programme.start_on, day, self.pauses)

    def week_on(self, day: date) -> int | None:
        index = self.day_index(day)
        return None if index is None else index // 7 + 1

    @cached_property
    def last_week(self) -> int:
        return max((stage.to_week for stage in self.stages), default=0)

    def stage_on(self, day: date) -> Stage | None:
        """The stage whose weeks hold this day; None before, after, and on a paused day."""
        week = self.week_on(day)
        if week is None:
            return None
        return next((s for s in self.stages if s.from_week <= week <= s.to_week), None)

    def week_reached(self, day: date) -> int:
        """The week of the last day that counted; the first before the start."""
        while day > self.programme.start_on and self.day_index(day) is None:
            day -= timedelta(days=1)
        return self.week_on(day) or 1

    def stage_reached(self, day: date) -> Stage | None:
        """The stage of the last day that counted; the first before the start, else the last."""
        week = self.week_reached(day)
        held = (stage for stage in self.stages if stage.from_week <= week <= stage.to_week)
        return next(held, next(reversed(self.stages), None))

    def is_over_on(self, day: date) -> bool:
        ended = self.programme.ended_on
        week = self.week_on(day)
        return bool(ended and day > ended) or (week is not None and week > self.last_week)

    def in_force_on(self, day: date) -> list[Prescription]:
        """The prescriptions of that day's stage, in the versions that hold on that day."""
        stage = self.stage_on(day)
        if stage is None or self.is_over_on(day):
            return []
        return [p for p in self.prescriptions.get(stage.pk, ()) if is_in_force(p, day)]

    def current_version_count(self, stage: Stage) -> int:
        return sum(p.ended_on is None for p in self.prescriptions.get(stage.pk, ()))

    def scheduled_items(self, done: Mapping[UUID, Mapping[date, int]]) -> list[ScheduledItem]:
        """Every version with the days on which it held, for counting adherence."""
        return [
            item
            for stage in self.stages
            for prescription in self.prescriptions.get(stage.pk, ())
            if (item := self._scheduled(stage, prescription, done)) is not None
        ]

    def _scheduled(self, stage: Stage, prescription: Prescription, done) -> ScheduledItem | None:
        start = self.programme.start_on
        first = day_on(start, stage_first_index(stage), self.pauses)
        if first is None:
            return None
        last = day_on(start, stage.to_week * 7 - 1, self.pauses)
        ends = [day for day in (last, self.programme.ended_on) if day]
        if prescription.ended_on:
            ends.append(prescription.ended_on - timedelta(days=1))
        return ScheduledItem(
            frequency=prescription.frequency,
            first_day=max(first, prescription.active_from or first),
            last_day=min(ends, default=None),
            must_do=prescription.must_do,
            done=done.get(prescription.line, {}),
            stage_first_day_index=stage_first_index(stage),
        )

    def adherence(
        self, done: Mapping[UUID, Mapping[date, int]], *, first_day: date, last_day: date
    ) -> Adherence:
        return adherence_for(
            self.scheduled_items(done),
            start=self.programme.start_on,
            first_day=first_day,
            last_day=last_day,
            pauses=self.pauses,
        )


def stage_first_index(stage: Stage) -> int:
    return (stage.from_week - 1) * 7


def is_in_force(prescription: Prescription, day: date) -> bool:
    begun = prescription.active_from is None or prescription.active_from <= day
    return begun and (prescription.ended_on is None or day < prescription.ended_on)


def running_plans_for(
    patient_ids: Iterable[int], *, since: date | None = None
) -> dict[int, list[Plan]]:
    """Plans by patient id: running ones, and those that ended on or after `since`.

    Two queries, however many patients and prescriptions there are. The exercises come with
    what a list shows; the long texts of one are read where one is shown.
    """
    running = Q(programme__ended_on__isnull=True)
    if since:
        running |= Q(programme__ended_on__gte=since)
    stages = Stage.objects.current().filter(running, programme__patient__in=list(patient_ids))
    # A stage comes once for each pause of its programme: rarely more than once.
    with_pauses = stages.select_related("programme").annotate(
        paused_from=F("programme__pauses__from_day"), paused_to=F("programme__pauses__to_day")
    )
    return build_plans(
        with_pauses.order_by("programme__start_on", "programme", "position"),
        prescriptions_with_pictures()
        .defer(*READ_ON_ITS_OWN_PAGE, *unread("exercise__"))
        .filter(stage__in=stages.values("pk")),
    )


def prescriptions_with_pictures() -> QuerySet[Prescription]:
    """Prescriptions with their exercise, and the code of its first picture if it has one."""
    first = ExercisePicture.objects.filter(exercise=OuterRef("exercise")).order_by("position")
    return (
        Prescription.objects.select_related("exercise")
        .defer("exercise__pose", "exercise__evidence_figures")
        .annotate(picture_code=Subquery(first.values("code")[:1]))
        .order_by("position", "pk")
    )


def build_plans(
    stages: Iterable[Stage], prescriptions: Iterable[Prescription]
) -> dict[int, list[Plan]]:
    """Plans by patient id, from stages that carry a pause each and their prescriptions."""
    by_programme: dict[int, dict[int, Stage]] = defaultdict(dict)
    paused: dict[int, set[PausedDays]] = defaultdict(set)
    for stage in stages:
        by_programme[stage.programme_id].setdefault(stage.pk, stage)
        if stage.paused_from:
            paused[stage.programme_id].add((stage.paused_from, stage.paused_to))
    by_stage: dict[int, list[Prescription]] = defaultdict(list)
    for prescription in prescriptions:
        by_stage[prescription.stage_id].append(prescription)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for programme_id, found in by_programme.items():
        its_stages = list(found.values())
        programme = its_stages[0].programme
        plan = Plan(
            programme,
            its_stages,
            {stage.pk: tied(by_stage[stage.pk], stage) for stage in its_stages},
            tuple(sorted(paused[programme_id], key=itemgetter(0))),
        )
        plans[programme.patient_id].append(plan)
    return plans


def tied(prescriptions: list[Prescription], stage: Stage) -> list[Prescription]:
    """The prescriptions, knowing their stage without asking for it."""
    for prescription in prescriptions:
        prescription.stage = stage
    return prescriptions


@dataclass(frozen=True)
class Tick:
    """One standing completion, lighter than the row."""

    tick_id: UUID
    prescription_id: int
    line: UUID
    on: date
    slot: int
    outcome: str
    skip_reason: str
    recorded: str

    @property
    def is_done(self) -> bool:
        return self.outcome == Completion.Outcome.DONE


@dataclass(frozen=True)
class Ticks:
    """The standing completions of one patient over some days."""

    all: Sequence[Tick] = field(default_factory=tuple)

    @cached_property
    def done_by_line(self) -> dict[UUID, dict[date, int]]:
        """How often each line was done on each day."""
        counts: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
        for tick in self.all:
            if tick.is_done:
                counts[tick.line][tick.on] += 1
        return counts

    def of(self, line: UUID, day: date) -> list[Tick]:
        return [tick for tick in self.all if tick.line == line and tick.on == day]


TICK_FIELDS = (
    "tick_id",
    "prescription_id",
    "prescription__line",
    "on",
    "slot",
    "outcome",
    "skip_reason",
    "recorded",
)


def ticks_for(patient_ids: Iterable[int], *, first_day: date, last_day: date) -> dict[int, Ticks]:
    """Standing completions by patient id, in one query."""
    rows = (
        Completion.objects.standing()
        .filter(
            # By way of the sessions, whose index holds patient and day; a session is of its day.
            session__patient__in=list(patient_ids),
            session__on__range=(first_day, last_day),
        )
        .order_by("on", "slot")
        .values_list("session__patient_id", *TICK_FIELDS)
    )
    by_patient: dict[int, list[Tick]] = defaultdict(list)
    for patient_id, *values in rows:
        by_patient[patient_id].append(Tick(*values))
    found = {patient_id: Ticks(ticks) for patient_id, ticks in by_patient.items()}
    return defaultdict(Ticks, found)
