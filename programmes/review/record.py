"""What happened with one patient: programmes, sessions and ticks, for the patient's page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from patients.models import Patient

from ..adherence import Adherence
from ..day_states import DayState, day_states, total_adherence
from ..models import Completion, Session
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from .attention import Reason, SessionFact, reasons_for
from .caseload import days_idle, days_to_end, has_signed_in
from .pain_line import PainLine, pain_line

LOG_DAYS = 56


@dataclass(frozen=True)
class LogEntry:
    """One day of the log: what the patient said, and what was ticked and how."""

    session: Session
    done: Sequence[Completion]
    skipped: Sequence[Completion]
    in_error: Sequence[Completion]
    light: str


@dataclass(frozen=True)
class PatientRecord:
    patient: Patient
    plans: Sequence[Plan]
    days: Sequence[DayState]
    adherence: Adherence
    recorded: Sequence[tuple[str, int]]
    line: PainLine
    scores: Sequence[tuple[date, int]]
    log: Sequence[LogEntry]
    reasons: Sequence[Reason]
    today: date


def record_for(patient: Patient) -> PatientRecord:
    """The last eight weeks, in six queries."""
    today = patient.local_today()
    since = today - timedelta(days=LOG_DAYS - 1)
    sessions = list(patient.sessions.filter(on__gte=since).order_by("-on"))
    completions = list(
        Completion.objects.filter(session__in=sessions, undone_at__isnull=True)
        .select_related("prescription__exercise", "in_error_by__user")
        .defer("prescription__exercise__pose")
        .order_by("pk")
    )
    plans = running_plans_for([patient.pk], since=since).get(patient.pk, [])
    ticks = ticks_for([patient.pk], first_day=since, last_day=today)[patient.pk]
    return build_record(patient, plans, ticks, sessions, completions, today)


def build_record(
    patient: Patient,
    plans: Sequence[Plan],
    ticks: Ticks,
    sessions: Sequence[Session],
    completions: Sequence[Completion],
    today: date,
) -> PatientRecord:
    since = today - timedelta(days=LOG_DAYS - 1)
    facts = [fact_of(session) for session in reversed(sessions)]
    scores = [(fact.on, fact.worst_pain) for fact in facts if fact.worst_pain is not None]
    plan = next((p for p in plans if p.programme.ended_on is None), None)
    last_on = sessions[0].on if sessions else None
    return PatientRecord(
        patient=patient,
        plans=plans,
        days=day_states(plans, ticks, first_day=since, last_day=today, today=today),
        adherence=total_adherence(plans, ticks, first=since, last=today - timedelta(days=1)),
        recorded=recorded_counts(completions),
        line=pain_line(
            scores, rule=patient.pain_rule, first_day=since, last_day=today, width=560, height=160
        ),
        scores=scores,
        log=build_log(patient, sessions, completions),
        reasons=reasons_for(
            sessions=[f for f in facts if (today - f.on).days <= 28],
            rule=patient.pain_rule,
            today=today,
            ever_signed_in=has_signed_in(patient),
            days_since_done=days_idle([plan] if plan else [], last_on, today),
            has_programme=plan is not None,
            days_to_end=days_to_end(plan, today),
        ),
        today=today,
    )


def fact_of(session: Session) -> SessionFact:
    return SessionFact(
        session.on,
        session.pain_before,
        session.pain_after,
        session.pain_next_morning,
        session.note,
    )


def recorded_counts(completions: Sequence[Completion]) -> list[tuple[str, int]]:
    """How the done ones were recorded, in words with counts."""
    counts: dict[str, int] = defaultdict(int)
    for completion in completions:
        if completion.in_error_at is None and completion.outcome == Completion.Outcome.DONE:
            counts[completion.get_recorded_display()] += 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


def build_log(
    patient: Patient, sessions: Sequence[Session], completions: Sequence[Completion]
) -> list[LogEntry]:
    by_session: dict[int, list[Completion]] = defaultdict(list)
    for completion in completions:
        by_session[completion.session_id].append(completion)
    return [build_entry(patient, session, by_session[session.pk]) for session in sessions]


def build_entry(patient: Patient, session: Session, its: Sequence[Completion]) -> LogEntry:
    standing = [c for c in its if c.in_error_at is None]
    worst = fact_of(session).worst_pain
    return LogEntry(
        session=session,
        done=[c for c in standing if c.outcome == Completion.Outcome.DONE],
        skipped=[c for c in standing if c.outcome == Completion.Outcome.SKIPPED],
        in_error=[c for c in its if c.in_error_at is not None],
        light="" if worst is None else patient.pain_rule.light_for(worst),
    )
