"""What did the patient tick and say, day by day?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from patients.models import Patient

from ..day_states import DayState, day_states
from ..missed_counts import MissedDay
from ..models import Completion, Correction, Session
from ..plans import running_plans_for, ticks_for
from .facts import SessionFact


@dataclass(frozen=True)
class LogEntry:
    """One day of the log: what the patient said, and what was ticked and how."""

    session: Session
    done: Sequence[Completion]
    skipped: Sequence[Completion]
    in_error: Sequence[Completion]
    light: str
    day: DayState | None = None  # what was due

    @property
    def worst_pain(self) -> int | None:
        return fact_of(self.session).worst_pain

    @property
    def on(self) -> date:
        return self.session.on

    @property
    def extra(self) -> int:
        """How much was done beyond what was due."""
        return max(0, len(self.done) - self.day.done) if self.day else 0

    @property
    def has_scores(self) -> bool:
        return self.worst_pain is not None or self.session.effort is not None

    @property
    def says_anything(self) -> bool:
        """A day on which everything was undone, without a word or a score, says nothing."""
        ticked = self.done or self.skipped or self.in_error
        return bool(ticked or self.has_scores or self.session.note)


@dataclass(frozen=True)
class MissedDays:
    """Days in a row, rest days aside, on which something was due and nothing done."""

    first: date
    on: date  # the last of them
    number: int
    words: str  # why, as the patient said; "" where nothing was said


@dataclass(frozen=True)
class Skipped:
    """One exercise left out for one reason: how often, and when last."""

    exercise: str
    why: str
    times: int
    last_on: date


def sessions_of(patient: Patient) -> QuerySet[Session]:
    """The newest first, each with what it said before it was corrected."""
    corrections = Prefetch("corrections", Correction.objects.select_related("by"))
    return patient.sessions.order_by("-on").prefetch_related(corrections)


def completions_of(sessions: Sequence[Session]) -> list[Completion]:
    """What was ticked in these sessions and not undone, in one query."""
    wanted = Completion.objects.filter(session__in=sessions, undone_at__isnull=True)
    # The exercise's name and part, and nothing of its long texts.
    return list(
        wanted.select_related("prescription__exercise", "in_error_by__user", "by")
        .only(
            "tick_id", "on", "slot", "outcome", "skip_reason", "recorded", "session_id",
            "sets_done", "reps_done", "load_done", "hold_done", "in_error_at", "in_error_reason",
            "in_error_by__user__name", "by__name", "by__email", "prescription__line",
            "prescription__exercise__name", "prescription__exercise__part",
            "prescription__exercise__in_other_languages",
        )
        .order_by("prescription__exercise__part", "pk")
    )  # fmt: skip


def log_of(
    patient: Patient, sessions: Sequence[Session], completions: Sequence[Completion]
) -> list[LogEntry]:
    by_session: dict[int, list[Completion]] = defaultdict(list)
    for completion in completions:
        by_session[completion.session_id].append(completion)
    entries = [entry_of(patient, session, by_session[session.pk]) for session in sessions]
    return [entry for entry in entries if entry.says_anything]


def with_missed(
    entries: Sequence[LogEntry], days: Sequence[DayState], said: Sequence[MissedDay]
) -> list[LogEntry | MissedDays]:
    """The log with what was due each day, and with the days on which nothing was done.

    The newest first; missed days in a row that have the same reason are one line.
    """
    by_day, why = {day.date: day for day in days}, {one.on: one.words for one in said}
    own = {entry.on: replace(entry, day=by_day.get(entry.on)) for entry in entries}
    found: list[LogEntry | MissedDays] = []
    for on in sorted({*own, *by_day}, reverse=True):
        if on in own:
            found.append(own[on])
        elif by_day[on].state == "none":
            add_missed(found, on, why.get(on, ""))
    return found


def add_missed(found: list[LogEntry | MissedDays], on: date, words: str) -> None:
    newest = found[-1] if found else None
    if isinstance(newest, MissedDays) and newest.words == words:
        found[-1] = replace(newest, first=on, number=newest.number + 1)
    else:
        found.append(MissedDays(on, on, 1, words))


def days_of(patient: Patient, first: date, last: date) -> list[DayState]:
    """What was due and done on these days, by the plans that ran then; five queries."""
    plans = running_plans_for([patient.pk], since=first).get(patient.pk, [])
    ticks = ticks_for([patient.pk], first_day=first, last_day=last)[patient.pk]
    begun = min((plan.programme.start_on for plan in plans), default=last)
    first = max(first, begun)
    if first > last:
        return []
    return day_states(plans, ticks, first_day=first, last_day=last, today=patient.local_today())


def entry_of(patient: Patient, session: Session, its: Sequence[Completion]) -> LogEntry:
    standing = [c for c in its if c.in_error_at is None]
    worst = fact_of(session).worst_pain
    session.patient = patient
    return LogEntry(
        session=session,
        done=[c for c in standing if c.outcome == Completion.Outcome.DONE],
        skipped=[c for c in standing if c.outcome == Completion.Outcome.SKIPPED],
        in_error=[c for c in its if c.in_error_at is not None],
        light="" if worst is None else patient.pain_rule.light_for(worst),
    )


def fact_of(session: Session) -> SessionFact:
    return SessionFact(
        session.on,
        session.pain_before,
        session.pain_after,
        session.pain_next_morning,
        session.note,
    )


def standing_done(completions: Iterable[Completion]) -> list[Completion]:
    return [
        completion
        for completion in completions
        if completion.in_error_at is None and completion.outcome == Completion.Outcome.DONE
    ]


def recorded_counts(completions: Iterable[Completion]) -> list[tuple[str, int]]:
    """How the done ones were recorded, in words with counts, the commonest first."""
    done = standing_done(completions)
    return Counter(str(each.get_recorded_display()) for each in done).most_common()


def skipped_counts(completions: Iterable[Completion]) -> list[Skipped]:
    """What was left out and why, the most often first."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for each in completions:
        if each.in_error_at is None and each.outcome == Completion.Outcome.SKIPPED:
            days[each.prescription.exercise.name, each.skip_reason].append(each.on)
    found = [Skipped(name, why, len(on), max(on)) for (name, why), on in days.items()]
    return sorted(found, key=lambda one: (-one.times, one.exercise))
