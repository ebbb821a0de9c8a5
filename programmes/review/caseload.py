"""Who on this caseload needs what? One row per patient, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from patients.models import Patient, StaffMember

from ..adherence import Adherence
from ..day_states import DayState, day_states, total_adherence
from ..models import Completion, Message, Session
from ..pain_line import PainLine, pain_line
from ..plans import Plan, Ticks, ticks_for
from ..skip_reasons import SKIP_REASONS
from .attention import RECENT_DAYS, NextStep, Reason, SessionFact, Situation, reasons_for
from .light_plans import light_plans_for
from .standing import Standing, days_idle, days_to_end, standing_on

WINDOW_DAYS = 28
COUNTED_DAYS = 14
HURTS = SKIP_REASONS[0]


@dataclass(frozen=True)
class CaseRow:
    patient: Patient
    standings: Sequence[Standing]
    days: Sequence[DayState]
    adherence: Adherence
    last_done_on: date | None
    line: PainLine
    reasons: Sequence[Reason]

    @property
    def urgency(self) -> tuple[int, str]:
        return (self.reasons[0].weight if self.reasons else 9, self.patient.name.lower())

    @property
    def is_paused(self) -> bool:
        return bool(self.standings) and all(s.state == "paused" for s in self.standings)

    @property
    def strip_words(self) -> str:
        full = sum(day.state == "full" for day in self.days)
        part = sum(day.state == "part" for day in self.days)
        return f"Last {WINDOW_DAYS} days: everything done on {full}, some on {part}"

    @property
    def next_step(self) -> NextStep | None:
        return self.reasons[0].next_step if self.reasons else None


def caseload_of(
    patients: QuerySet[Patient], physio: StaffMember, *, whole_clinic: bool, words: str
) -> QuerySet[Patient]:
    """Current patients: the physio's own or the whole clinic's, by name if asked."""
    found = patients.current() if whole_clinic else patients.current().filter(physio=physio)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return with_standing_facts(found)


def with_standing_facts(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """`last_done_on`, and `has_question`: a message that nobody of the clinic has opened yet."""
    waiting = Message.objects.unseen_by_clinic().filter(patient=OuterRef("pk"))
    return patients.annotate(last_done_on=Subquery(last_day_done()), has_question=Exists(waiting))


def last_day_done() -> QuerySet:
    """For a query of patients: the last day on which something was done that still counts."""
    done = Completion.objects.done().filter(session=OuterRef("pk"))
    sessions = Session.objects.filter(Exists(done), patient=OuterRef("pk"))
    return sessions.order_by("-on").values("on")[:1]


def caseload_for(patients: Sequence[Patient]) -> list[CaseRow]:
    """Rows for these patients, most pressing first; five queries however many there are.

    Each patient's row is of that patient's own day.
    """
    if not patients:
        return []
    ids = [patient.pk for patient in patients]
    days = [patient.local_today() for patient in patients]
    first, last = min(days) - timedelta(days=WINDOW_DAYS - 1), max(days)
    plans = light_plans_for(ids, first_day=first, last_day=last)
    ticks = ticks_for(ids, first_day=first, last_day=last)
    facts = session_facts_for(ids, since=first)
    rows = [build_row(p, plans.get(p.pk, []), ticks[p.pk], facts.get(p.pk, [])) for p in patients]
    return sorted(rows, key=lambda row: row.urgency)


def session_facts_for(ids: Sequence[int], *, since: date) -> Mapping[int, list[SessionFact]]:
    rows = Session.objects.filter(patient__in=ids, on__gte=since).order_by("on")
    facts: dict[int, list[SessionFact]] = defaultdict(list)
    names = ("on", "pain_before", "pain_after", "pain_next_morning", "note")
    for patient_id, *values in rows.values_list("patient_id", *names):
        facts[patient_id].append(SessionFact(*values))
    return facts


def build_row(
    patient: Patient, plans: Sequence[Plan], ticks: Ticks, sessions: Sequence[SessionFact]
) -> CaseRow:
    today = patient.local_today()
    first_day = today - timedelta(days=WINDOW_DAYS - 1)
    adherence = counted(plans, ticks, today, days=COUNTED_DAYS)
    scores = [(s.on, s.worst_pain) for s in sessions if s.worst_pain is not None]
    return CaseRow(
        patient=patient,
        standings=[standing_on(plan, today) for plan in plans],
        days=day_states(plans, ticks, first_day=first_day, last_day=today, today=today),
        adherence=adherence,
        last_done_on=patient.last_done_on,
        line=pain_line(scores, rule=patient.pain_rule, first_day=first_day, last_day=today),
        reasons=reasons_for(situation_of(patient, plans, sessions, ticks, adherence)),
    )


def counted(plans: Sequence[Plan], ticks: Ticks, today: date, *, days: int) -> Adherence:
    """Done of due on the last days before today: today is not over yet."""
    first, last = today - timedelta(days=days), today - timedelta(days=1)
    return total_adherence(plans, ticks, first=first, last=last)


def situation_of(
    patient: Patient,
    plans: Sequence[Plan],
    sessions: Sequence[SessionFact],
    ticks: Ticks,
    adherence: Adherence,
) -> Situation:
    """What the reasons for attention are judged by. `plans` are the running ones."""
    today = patient.local_today()
    idle = [days_idle(plan, patient.last_done_on, today) for plan in plans]
    ends = [days_to_end(plan, today) for plan in plans]
    return Situation(
        today=today,
        rule=patient.pain_rule,
        sessions=sessions,
        has_joined=patient.user_id is not None,
        has_programme=bool(plans),
        has_done_anything=patient.last_done_on is not None,
        days_idle=max((days for days in idle if days is not None), default=None),
        days_to_end=min((days for days in ends if days is not None), default=None),
        adherence=adherence,
        has_question=patient.has_question,
        skips_that_hurt=sum(
            tick.skip_reason == HURTS and (today - tick.on).days < RECENT_DAYS for tick in ticks.all
        ),
    )
