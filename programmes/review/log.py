"""What did the patient tick and say, day by day?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from patients.models import Patient

from ..models import Completion, Correction, Session
from .facts import SessionFact


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

    @property
    def says_anything(self) -> bool:
        """A day on which everything was undone, without a word or a score, says nothing."""
        ticked = self.done or self.skipped or self.in_error
        return bool(ticked or self.has_scores or self.session.note)


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
