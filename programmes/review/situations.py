"""How do many patients stand today? What attention is judged by, in a constant number of queries.

Thirteen queries for one patient as for two thousand, and few columns of each row: the whole
clinic is looked through for every page of the work list, since order and counts need all of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast

from exercises.dosing.frequency import Frequency
from patients.models import Carer, Patient
from patients.pain_rule import PainRule
from patients.zones import local_day, today_in

from ..adherence import ScheduledItem, adherence_for
from ..models import Completion, Handled, Kind, Message, Missed, Revision, Session, StopWish
from ..plans import Plan, stage_first_index
from ..schedule import day_on
from ..skip_reasons import SKIP_REASONS
from .attention import UNCHANGED_DAYS, Reason, reasons_for
from .facts import (
    RECENT_DAYS,
    Fact,
    Handling,
    Question,
    SessionFact,
    Situation,
    StageFact,
)
from .light_plans import Whose, light_plans_for
from .standing import days_idle, days_to_end

WINDOW_DAYS = 28
COUNTED_DAYS = 14
BY_NAME = 300  # so many are named one by one; more are found by the database itself
HANDLED_DAYS = 60  # older handling is about facts that no longer count
HURTS = SKIP_REASONS[0]
MONDAY = date(2001, 1, 1)

PATIENT_COLUMNS = (
    "pk name time_zone has_joined green_max amber_max clinic__green_max clinic__amber_max"
).split()


@dataclass(frozen=True)
class Known:
    """One patient as the list knows them before the row is drawn."""

    pk: int
    name: str
    plans: Sequence[Plan]
    situation: Situation

    @cached_property
    def reasons(self) -> list[Reason]:
        return reasons_for(self.situation)

    @property
    def urgency(self) -> tuple[int, str]:
        return (self.reasons[0].weight if self.reasons else 99, self.name.lower())


@dataclass(frozen=True)
class Facts:
    """What was read about all of them, by patient id."""

    plans: Mapping[int, Sequence[Plan]]
    sessions: Mapping[int, Sequence[SessionFact]]
    done: Mapping[int, int]
    skips: Mapping[int, Sequence[Fact]]
    questions: Mapping[int, tuple]
    wishes: Mapping[int, tuple]
    handled: Mapping[int, Mapping[str, Handling]]
    revised_on: Mapping[int, date]


def known_for(
    patients: QuerySet[Patient], plans: Mapping[int, Sequence[Plan]] | None = None
) -> list[Known]:
    """Every one of these patients with what holds today, each on their own day.

    `plans` are the running ones by patient id, where they have been read already.
    """
    helped = Carer.objects.current().filter(patient=OuterRef("pk"), user__isnull=False)
    columns = patients.order_by("name", "pk").annotate(
        has_joined=Case(When(user__isnull=False, then=True), default=Exists(helped)),
        last_done_on=Subquery(last_day_done()),
    )
    rows = list(columns.values_list(*PATIENT_COLUMNS, "last_done_on"))
    zones = {zone: today_in(zone) for zone in {row[2] for row in rows}}
    if not rows:
        return []
    first, last = min(zones.values()), max(zones.values())
    few = len(rows) < BY_NAME
    whose = [row[0] for row in rows] if few else patients.order_by().values("pk")
    facts = facts_for(whose, first - timedelta(days=WINDOW_DAYS - 1), last, plans)
    rules: dict[tuple[int, int], PainRule] = {}
    found = []
    for pk, name, zone, joined, green, amber, clinic_green, clinic_amber, last_done in rows:
        limits = (clinic_green, clinic_amber) if green is None else (green, amber)
        rule = rules.setdefault(limits, PainRule(*limits))
        situation = situation_of(facts, pk, zones[zone], zone, rule, joined, last_done)
        found.append(Known(pk, name, facts.plans.get(pk, ()), situation))
    return found


def last_day_done() -> QuerySet:
    """For a query of patients: the last day on which something was done that still counts."""
    done = Completion.objects.done().filter(session=OuterRef("pk"))
    sessions = Session.objects.filter(Exists(done), patient=OuterRef("pk"))
    return sessions.order_by("-on").values("on")[:1]


def facts_for(
    whose: Whose,
    first_day: date,
    last_day: date,
    plans: Mapping[int, Sequence[Plan]] | None,
) -> Facts:
    if plans is None:
        begun = first_day + timedelta(days=WINDOW_DAYS - 1 - COUNTED_DAYS)
        plans = light_plans_for(whose, first_day=begun, last_day=last_day, has_lines=False)
    return Facts(
        plans=plans,
        sessions=sessions_of(whose, first_day),
        done=done_in_number(whose, last_day),
        skips=hurting_skips_of(whose, last_day),
        questions=questions_of(whose, first_day),
        wishes=dict_of(StopWish.objects.open().filter(patient__in=whose), "at", "pk"),
        handled=handled_of(whose, last_day),
        revised_on=revised_on(whose, last_day),
    )


def dict_of(rows: QuerySet, *columns: str) -> dict[int, tuple]:
    """Columns by patient id; of several rows the last."""
    return {pk: tuple(values) for pk, *values in rows.values_list("patient_id", *columns)}


class ReadSessions(Sequence[SessionFact]):
    """One patient's rows as they were read. A fact is made when it is looked at: most are not."""

    def __init__(self) -> None:
        self.rows: list[tuple] = []

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int | slice) -> SessionFact | list[SessionFact]:
        found = self.rows[at]
        return [fact_read(row) for row in found] if isinstance(at, slice) else fact_read(found)

    def __iter__(self) -> Iterator[SessionFact]:
        return map(fact_read, self.rows)

    def __reversed__(self) -> Iterator[SessionFact]:
        return map(fact_read, reversed(self.rows))


def fact_read(row: tuple) -> SessionFact:
    _, day, before, after, morning, note = row
    return SessionFact(day_read(day), before, after, morning, note)


def sessions_of(whose: Whose, since: date) -> dict[int, ReadSessions]:
    rows = Session.objects.filter(patient__in=whose, on__gte=since).order_by("on")
    facts: dict[int, ReadSessions] = defaultdict(ReadSessions)
    names = ("day", "pain_before", "pain_after", "pain_next_morning", "note")
    for row in rows.annotate(day=as_read("on")).values_list("patient_id", *names):
        facts[row[0]].rows.append(row)
    return facts


def as_read(column: str) -> F | Cast:
    """A day as the database hands it over: SQLite's are text, and Django parses each anew."""
    return Cast(column, CharField()) if connection.vendor == "sqlite" else F(column)


@lru_cache(maxsize=512)
def day_read(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def done_in_number(whose: Whose, last_day: date) -> dict[int, int]:
    """How many must-do exercises were done in the two weeks up to yesterday."""
    since, until = last_day - timedelta(days=COUNTED_DAYS), last_day - timedelta(days=1)
    done = Completion.objects.done().filter(
        session__patient__in=whose,
        session__on__range=(since, until),
        prescription__must_do=True,
    )
    counts = done.order_by().values_list("session__patient_id").annotate(number=Count("pk"))
    return dict(counts)


def hurting_skips_of(whose: Whose, last_day: date) -> dict[int, list[Fact]]:
    """Recent days with the number of exercises skipped because they hurt; a missed day is one."""
    skips = Completion.objects.standing().filter(
        session__patient__in=whose,
        session__on__gt=last_day - timedelta(days=RECENT_DAYS),
        outcome=Completion.Outcome.SKIPPED,
        skip_reason=HURTS,
    )
    missed = Missed.objects.filter(
        patient__in=whose,
        on__gt=last_day - timedelta(days=RECENT_DAYS),
        kind=Kind.PAIN,
        replaced_at__isnull=True,
    )
    by_day = skips.order_by().values_list("session__patient_id", "session__on")
    whole_days = missed.order_by().values_list("patient_id", "on")
    rows = by_day.annotate(number=Count("pk")).union(
        whole_days.annotate(number=Count("pk")), all=True
    )
    found: dict[int, list[Fact]] = defaultdict(list)
    for patient_id, on, number in sorted(rows):
        found[patient_id].append(Fact(on, number))
    return found


def questions_of(whose: Whose, since: date) -> dict[int, tuple]:
    """The patients' last words that no answer followed: unopened ones, and recent ones."""
    answer = Message.objects.filter(
        patient=OuterRef("patient"), from_clinic=True, sent_at__gt=OuterRef("sent_at")
    ).standing()
    waiting = Message.objects.filter(
        Q(seen_at__isnull=True) | Q(sent_at__date__gte=since),
        ~Exists(answer),
        patient__in=whose,
        from_clinic=False,
    )
    return dict_of(waiting.order_by("sent_at", "pk"), "sent_at", "pk", "seen_at")


def handled_of(whose: Whose, last_day: date) -> dict[int, dict[str, Handling]]:
    """The newest handling of each kind."""
    since = last_day - timedelta(days=HANDLED_DAYS)
    rows = Handled.objects.standing().filter(patient__in=whose, on__gte=since)
    found: dict[int, dict[str, Handling]] = defaultdict(dict)
    for patient_id, kind, fact_on, level, on in rows.order_by("at", "pk").values_list(
        "patient_id", "kind", "fact_on", "fact_level", "on"
    ):
        found[patient_id][kind] = Handling(Fact(fact_on, level), on)
    return found


def revised_on(whose: Whose, last_day: date) -> dict[int, date]:
    """The day of the newest published change, if that was lately."""
    since = last_day - timedelta(days=UNCHANGED_DAYS)
    rows = Revision.objects.filter(programme__patient__in=whose, on__gte=since).order_by()
    return dict(rows.values_list("programme__patient_id").annotate(newest=Max("on")))


def situation_of(
    facts: Facts,
    pk: int,
    today: date,
    zone: str,
    rule: PainRule,
    has_joined: bool,
    last_done_on: date | None,
) -> Situation:
    plans = facts.plans.get(pk, ())
    idle = [days for plan in plans if (days := days_idle(plan, last_done_on, today)) is not None]
    ends = [days for plan in plans if (days := days_to_end(plan, today)) is not None]
    asked, wish = facts.questions.get(pk), facts.wishes.get(pk)
    stages = [stage_fact(plan, today) for plan in plans]
    return Situation(
        today=today,
        rule=rule,
        sessions=facts.sessions.get(pk, ()),
        has_joined=has_joined,
        has_programme=bool(plans),
        has_done_anything=last_done_on is not None,
        last_done_on=last_done_on,
        days_idle=max(idle, default=None),
        days_to_end=min(ends, default=None),
        done=facts.done.get(pk, 0),
        due=sum(due_in_two_weeks(plan, today) for plan in plans),
        skips=facts.skips.get(pk, ()),
        question=asked and Question(local_day(asked[0], zone), asked[1], asked[2] is not None),
        wish=wish and Fact(local_day(wish[0], zone), wish[1]),
        stage=next(filter(None, stages), None),
        changed_on=changed_on(plans, stages, today, facts.revised_on.get(pk)),
        handled=facts.handled.get(pk, {}),
    )


def due_in_two_weeks(plan: Plan, today: date) -> int:
    """Must-do exercises that were due in the two weeks up to yesterday."""
    first, last = today - timedelta(days=COUNTED_DAYS), today - timedelta(days=1)
    if plan.pauses:
        return plan.adherence({}, first_day=first, last_day=last).must_do_due
    start, due = plan.programme.start_on, 0
    for stage in plan.stages:
        begins = start + timedelta(days=stage_first_index(stage))
        ends = start + timedelta(days=stage.to_week * 7 - 1)
        for one in plan.prescriptions.get(stage.pk, ()):
            if one.must_do:
                held_from = max(first, begins, one.active_from or begins)
                held_to = min(last, ends)
                if one.ended_on:
                    held_to = min(held_to, one.ended_on - timedelta(days=1))
                days, offset = (held_to - held_from).days + 1, (held_from - begins).days
                if days > 0:
                    due += due_in_a_row(one.frequency, held_from.weekday(), offset, days)
    return due


@lru_cache(maxsize=4096)
def due_in_a_row(frequency: Frequency, weekday: int, offset: int, days: int) -> int:
    """Slots due on some days in a row without a pause, of which the first is this weekday and
    lies so many days after the stage began. Many prescriptions share few answers.
    """
    first = MONDAY + timedelta(days=weekday)
    item = ScheduledItem(frequency, first_day=first)
    start = first - timedelta(days=offset)
    last = first + timedelta(days=days - 1)
    return adherence_for([item], start=start, first_day=first, last_day=last).must_do_due


def stage_fact(plan: Plan, today: date) -> StageFact | None:
    """The stage that holds today; None where the programme does not run."""
    stage = plan.stage_on(today)
    if stage is None:
        return None
    since = day_on(plan.programme.start_on, stage_first_index(stage), plan.pauses)
    return StageFact(stage.pk, since, any(s.from_week > stage.to_week for s in plan.stages))


def changed_on(
    plans: Sequence[Plan],
    stages: Sequence[StageFact | None],
    today: date,
    revised: date | None,
) -> date | None:
    """The last day on which the exercises became other ones: a start, a stage, a dose."""
    days = [revised] if revised else []
    for plan, stage in zip(plans, stages, strict=True):
        if stage is None:
            continue
        begun = [p.active_from for p in plan.prescriptions.get(stage.pk, ()) if p.active_from]
        days += [stage.since, *(day for day in begun if day <= today)]
    return max(days, default=None)
