"""Who on this caseload needs what? One row per patient, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet

from patients.models import Patient, StaffMember

from ..adherence import Adherence
from ..day_states import DayState, day_states, total_adherence
from ..models import Session
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from .attention import Reason, SessionFact, reasons_for
from .pain_line import PainLine, pain_line

WINDOW_DAYS = 28
COUNTED_DAYS = 14


@dataclass(frozen=True)
class CaseRow:
    patient: Patient
    plans: Sequence[Plan]
    week: int | None
    last_week: int
    days: Sequence[DayState]
    adherence: Adherence
    last_session_on: date | None
    line: PainLine
    last_pain: int | None
    reasons: Sequence[Reason]

    @property
    def urgency(self) -> tuple[int, str]:
        return (self.reasons[0].weight if self.reasons else 9, self.patient.name)

    @property
    def plan(self) -> Plan | None:
        return self.plans[0] if self.plans else None

    @property
    def is_paused(self) -> bool:
        return bool(self.plans) and self.days[-1].state == "paused"

    @property
    def strip_words(self) -> str:
        full = sum(day.state == "full" for day in self.days)
        part = sum(day.state == "part" for day in self.days)
        return f"Last {WINDOW_DAYS} days: everything done on {full}, some on {part}"


def caseload_of(
    patients: QuerySet[Patient], physio: StaffMember, *, whole_clinic: bool, words: str
) -> QuerySet[Patient]:
    """Current patients: the physio's own or the whole clinic's, by name if asked."""
    found = patients.current() if whole_clinic else patients.current().filter(physio=physio)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return found.annotate(last_session_on=Max("sessions__on"))


def caseload_for(patients: Sequence[Patient]) -> list[CaseRow]:
    """Rows for these patients, most pressing first; five queries however many there are."""
    ids = [patient.pk for patient in patients]
    today = max((patient.local_today() for patient in patients), default=date.min)
    since = today - timedelta(days=WINDOW_DAYS) if patients else today
    plans = running_plans_for(ids)
    ticks = ticks_for(ids, first_day=since, last_day=today)
    sessions = session_facts_for(ids, since=since)
    rows = [build_row(p, plans.get(p.pk, []), ticks[p.pk], sessions.get(p.pk, [])) for p in patients]
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
    plan = plans[0] if plans else None
    scores = [(s.on, s.worst_pain) for s in sessions if s.worst_pain is not None]
    return CaseRow(
        patient=patient,
        plans=plans,
        week=plan.week_on(today) if plan else None,
        last_week=plan.last_week if plan else 0,
        days=day_states(plans, ticks, first_day=first_day, last_day=today, today=today),
        adherence=total_adherence(
            plans, ticks, first=today - timedelta(days=COUNTED_DAYS), last=today - timedelta(days=1)
        ),
        last_session_on=patient.last_session_on,
        line=pain_line(scores, rule=patient.pain_rule, first_day=first_day, last_day=today),
        last_pain=scores[-1][1] if scores else None,
        reasons=reasons_for(
            sessions=sessions,
            rule=patient.pain_rule,
            today=today,
            ever_signed_in=has_signed_in(patient),
            days_since_done=days_idle(plans, patient.last_session_on, today),
            has_programme=plan is not None,
            days_to_end=days_to_end(plan, today),
        ),
    )


def has_signed_in(patient: Patient) -> bool:
    return patient.user is not None and patient.user.last_login is not None


def days_idle(plans: Sequence[Plan], last_session_on: date | None, today: date) -> int | None:
    """Days since something was last done, counted from the first day it could be; None: never.

    0 while a programme is paused, has not begun or began only today.
    """
    if all(plan.day_index(today) in (None, 0) for plan in plans):
        return 0
    return (today - last_session_on).days if last_session_on else None


def days_to_end(plan: Plan | None, today: date) -> int | None:
    """Unpaused days until the last day of the plan; None without one or while paused."""
    index = plan.day_index(today) if plan else None
    return None if index is None else plan.last_week * 7 - 1 - index
