"""What happened with one patient: programmes, sessions and ticks, for the patient's page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, prefetch_related_objects

from exercises.models import Exercise
from patients.models import Patient

from ..adherence import Adherence
from ..day_states import DayState, day_states
from ..models import Completion, Correction, Handled, Pause, Session
from ..pain_line import PainLine, pain_line
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from .attention import Reason, SessionFact
from .calendar import weeks_of
from .caseload import counted
from .given import Given, RevisionNote, given_stages, pauses_for, revisions_for
from .situations import WINDOW_DAYS, Known, known_for
from .standing import standing_on

LOG_WEEKS = 8
SHOWN_HANDLED = 12
OPEN_ENTRIES = 7  # days of the log that are not behind "earlier"


@dataclass(frozen=True)
class LogEntry:
    """One day of the log: what the patient said, and what was ticked and how."""

    session: Session
    done: Sequence[Completion]
    skipped: Sequence[Completion]
    in_error: Sequence[Completion]
    light: str

    @property
    def worst_pain(self) -> int | None:
        return fact_of(self.session).worst_pain

    @property
    def has_scores(self) -> bool:
        return self.worst_pain is not None or self.session.effort is not None


@dataclass(frozen=True)
class PatientRecord:
    patient: Patient
    today: date
    programmes: Sequence[Given]
    days: Sequence[DayState]
    adherence: Adherence
    recorded: Sequence[tuple[str, int]]
    line: PainLine
    log: Sequence[LogEntry]
    known: Known
    revisions: Sequence[RevisionNote]
    handled: Sequence[Handled]

    @property
    def weeks(self) -> list[list[dict]]:
        logged = {entry.session.on for entry in self.log}
        return weeks_of(self.days, self.today, logged)

    @property
    def recent_log(self) -> Sequence[LogEntry]:
        return self.log[:OPEN_ENTRIES]

    @property
    def earlier_log(self) -> Sequence[LogEntry]:
        return self.log[OPEN_ENTRIES:]

    @property
    def reasons(self) -> Sequence[Reason]:
        return self.known.reasons

    @property
    def last_done_on(self) -> date | None:
        return self.known.situation.last_done_on

    @property
    def has_current(self) -> bool:
        return any(given.standing.is_current for given in self.programmes)


def record_for(patient: Patient) -> PatientRecord:
    """The last eight weeks, in eleven queries."""
    today = patient.local_today()
    since = first_day_of_log(today)
    corrections = Prefetch("corrections", Correction.objects.select_related("by"))
    wanted = patient.sessions.filter(on__gte=since).order_by("-on")
    sessions = list(wanted.prefetch_related(corrections))
    completions = list(
        Completion.objects.filter(session__patient=patient, on__gte=since, undone_at__isnull=True)
        .select_related("prescription__exercise", "in_error_by__user", "by")
        .defer("prescription__exercise__pose", "prescription__exercise__evidence_figures")
        .order_by("prescription__exercise__part", "pk")
    )
    (known,) = known_for(Patient.objects.filter(pk=patient.pk))
    plans = running_plans_for([patient.pk], since=since).get(patient.pk, [])
    prefetch_related_objects(exercises_of(plans), "pictures")
    ticks = ticks_for([patient.pk], first_day=since, last_day=today)[patient.pk]
    history = revisions_for(patient), pauses_for(patient), handled_for(patient)
    return build_record(patient, known, plans, ticks, sessions, completions, *history)


def handled_for(patient: Patient) -> list[Handled]:
    """What was dealt with lately, the newest first, in one query."""
    return list(patient.handled.standing().select_related("by__user")[:SHOWN_HANDLED])


def exercises_of(plans: Sequence[Plan]) -> list[Exercise]:
    return [one.exercise for plan in plans for its in plan.prescriptions.values() for one in its]


def first_day_of_log(today: date) -> date:
    """A Monday: the weeks of the calendar are whole."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=LOG_WEEKS - 1)


def build_record(
    patient: Patient,
    known: Known,
    plans: Sequence[Plan],
    ticks: Ticks,
    sessions: Sequence[Session],
    completions: Sequence[Completion],
    revisions: Sequence[RevisionNote],
    pauses: Mapping[int, Sequence[Pause]],
    handled: Sequence[Handled],
) -> PatientRecord:
    today = patient.local_today()
    since = first_day_of_log(today)
    facts = [fact_of(session) for session in reversed(sessions)]
    scores = [(fact.on, fact.worst_pain) for fact in facts if fact.worst_pain is not None]
    last_day = today + timedelta(days=6 - today.weekday())
    return PatientRecord(
        patient=patient,
        today=today,
        programmes=[
            given_stages(standing_on(plan, today), ticks, today, pauses.get(plan.programme.pk, ()))
            for plan in plans
        ],
        days=day_states(plans, ticks, first_day=since, last_day=last_day, today=today),
        adherence=counted(plans, ticks, today, days=WINDOW_DAYS),
        recorded=recorded_counts(completions),
        line=pain_line(
            scores,
            rule=patient.pain_rule,
            first_day=since,
            last_day=today,
            width=380,
            height=110,
            left=36,
        ),
        log=build_log(patient, sessions, completions),
        known=known,
        revisions=revisions,
        handled=handled,
    )


def fact_of(session: Session) -> SessionFact:
    return SessionFact(
        session.on,
        session.pain_before,
        session.pain_after,
        session.pain_next_morning,
        session.note,
    )


def recorded_counts(completions: Iterable[Completion]) -> list[tuple[str, int]]:
    """How the done ones were recorded, in words with counts, the commonest first."""
    counts = Counter(
        completion.get_recorded_display()
        for completion in completions
        if completion.in_error_at is None and completion.outcome == Completion.Outcome.DONE
    )
    return counts.most_common()


def build_log(
    patient: Patient, sessions: Sequence[Session], completions: Sequence[Completion]
) -> list[LogEntry]:
    by_session: dict[int, list[Completion]] = defaultdict(list)
    for completion in completions:
        by_session[completion.session_id].append(completion)
    entries = [build_entry(patient, session, by_session[session.pk]) for session in sessions]
    return [entry for entry in entries if says_anything(entry)]


def says_anything(entry: LogEntry) -> bool:
    """A day on which everything was undone again, without a word or a score, is left out."""
    ticked = entry.done or entry.skipped or entry.in_error
    return bool(ticked or entry.has_scores or entry.session.note)


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
