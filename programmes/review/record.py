"""What happened with one patient? All that the two-minute view shows, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from patients.models import Patient, User

from ..adherence import Adherence
from ..day_states import DayState, day_states
from ..goal_lines import GoalLine, goals_for
from ..missed_counts import SaidMissed, missed_for
from ..models import Completion, Handled, Kind, Pause, Programme, Session
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from ..thread import Thread, thread_for
from .attention import Reason
from .calendar import weeks_of
from .caseload import counted
from .criteria import StandingFact, facts_for
from .given import Given, given_stages, pauses_for
from .history import Change, history_for
from .log import (
    LogEntry,
    MissedDays,
    Skipped,
    completions_of,
    log_of,
    recorded_counts,
    sessions_of,
    skipped_counts,
    with_missed,
)
from .outcomes import OutcomeLine, outcomes_for
from .pain_paths import PainPaths, paths_for
from .situations import COUNTED_DAYS, WINDOW_DAYS, Known, known_for
from .standing import standing_on
from .weeks import Week, weeks_for

LOG_WEEKS = 8
OPEN_ENTRIES = 7  # days of the log that stand on the page; all are on their own
SIDES = {"left": _("left side"), "right": _("right side"), "both": _("both sides")}
SHOWN_HANDLED, SHOWN_NOTES, SHOWN_MESSAGES = 12, 3, 3


@dataclass(frozen=True)
class Happened:
    """The rows of the last weeks: sessions with the newest first, and what was ticked in them."""

    sessions: Sequence[Session]
    completions: Sequence[Completion]
    plans: Sequence[Plan]
    ticks: Ticks


@dataclass(frozen=True)
class PatientRecord:
    patient: Patient
    known: Known
    since: date
    happened: Happened
    programmes: Sequence[Given]
    days: Sequence[DayState]
    adherence: Adherence
    two_weeks: Adherence
    pain: PainPaths
    log: Sequence[LogEntry]
    history: Sequence[Change]
    handled: Sequence[Handled]
    outcomes: Sequence[OutcomeLine]
    goals: Sequence[GoalLine]
    missed: SaidMissed
    thread: Thread
    drafts: Sequence[Programme]

    @property
    def today(self) -> date:
        return self.known.situation.today

    @property
    def counted_from(self) -> date:
        """The first day of the four weeks up to yesterday."""
        return self.today - timedelta(days=WINDOW_DAYS)

    @cached_property
    def reasons(self) -> Sequence[Reason]:
        return self.known.reasons

    @property
    def last_done_on(self) -> date | None:
        return self.known.situation.last_done_on

    @property
    def current(self) -> Given | None:
        """The programme that is meant where one is: one that runs, else one not yet through."""
        current = [given for given in self.programmes if given.standing.is_current]
        running = (given for given in current if given.standing.state == "running")
        return next(running, next(iter(current), None))

    @property
    def first_step(self) -> str:
        """The main button of the page."""
        if self.thread.waits_for_clinic:
            return "answer"
        if self.current is None:
            return "give"
        return "revise" if self.patient.user_id else "link"

    @property
    def about(self) -> str:
        """Age and affected side, as far as they are kept: "40, left side"."""
        side = SIDES.get(self.patient.affected_side)
        age = self.age
        return ", ".join(str(part) for part in (age, side) if part is not None)

    @property
    def age(self) -> int | None:
        born, today = self.patient.born_on, self.today
        if born is None:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    @property
    def said_is_new(self) -> bool:
        """A message waits, or a note that nobody has handled."""
        new = any(reason.kind in ("note", "question") for reason in self.reasons)
        return new or self.thread.waits_for_clinic

    @cached_property
    def weeks(self) -> list[Week]:
        rows = self.happened
        return weeks_for(rows.plans, rows.ticks, rows.completions, self.today, LOG_WEEKS)

    @cached_property
    def calendar(self) -> list[list[dict]]:
        return weeks_of(
            self.days,
            self.today,
            {entry.on for entry in self.recent_log if isinstance(entry, LogEntry)},
        )

    @cached_property
    def recorded(self) -> list[tuple[str, int]]:
        return recorded_counts(self.happened.completions)

    @cached_property
    def skipped(self) -> list[Skipped]:
        return skipped_counts(self.happened.completions)

    @cached_property
    def facts(self) -> list[StandingFact]:
        rows = self.happened
        pain_days = [day.on for day in self.missed.days if day.kind == Kind.PAIN]
        return facts_for(
            self.known.situation, rows.sessions, rows.completions, pain_days, self.two_weeks
        )

    @cached_property
    def notes(self) -> list[Session]:
        """The newest words of the patient about their sessions."""
        return [s for s in self.happened.sessions if s.note.strip()][:SHOWN_NOTES]

    @property
    def last_messages(self) -> Sequence:
        return self.thread.messages[-SHOWN_MESSAGES:]

    @cached_property
    def recent_log(self) -> Sequence[LogEntry | MissedDays]:
        return with_missed(self.log, self.days, self.missed.days)[:OPEN_ENTRIES]


def record_for(patient: Patient) -> PatientRecord:
    """The last eight weeks and what stands today."""
    today = patient.local_today()
    since = first_day_of_log(today)
    sessions = list(sessions_of(patient).filter(on__gte=since))
    plans = running_plans_for([patient.pk], since=since).get(patient.pk, [])
    prefetch_related_objects(exercises_of(plans), "pictures")
    ticks = ticks_for([patient.pk], first_day=since, last_day=today)[patient.pk]
    rows = Happened(sessions, completions_of(sessions), plans, ticks)
    running = [plan for plan in plans if plan.programme.ended_on is None]
    (known,) = known_for(Patient.objects.filter(pk=patient.pk), plans={patient.pk: running})
    pauses, drafts = pauses_for(patient), drafts_for(patient)
    last_day = today + timedelta(days=6 - today.weekday())
    return PatientRecord(
        patient=patient,
        known=known,
        since=since,
        happened=rows,
        programmes=given_to(rows, today, pauses, drafts),
        days=day_states(plans, ticks, first_day=since, last_day=last_day, today=today),
        adherence=counted(plans, ticks, today, days=WINDOW_DAYS),
        two_weeks=counted(running, ticks, today, days=COUNTED_DAYS),
        pain=paths_for(sessions[::-1], rule=patient.pain_rule, first_day=since, last_day=today),
        log=log_of(patient, sessions, rows.completions),
        history=history_for(patient, pauses),
        handled=handled_for(patient),
        outcomes=outcomes_for(patient),
        goals=goals_for(patient),
        missed=missed_for(patient),
        thread=thread_for(patient),
        drafts=drafts,
    )


def given_to(
    rows: Happened,
    today: date,
    pauses: Mapping[int, Sequence[Pause]],
    drafts: Sequence[Programme],
) -> list[Given]:
    changing = {draft.revises_id: draft for draft in drafts}
    return [
        given_stages(
            standing_on(plan, today),
            rows.ticks,
            rows.completions,
            today,
            pauses.get(plan.programme.pk, ()),
            changing.get(plan.programme.pk),
        )
        for plan in rows.plans
    ]


def handled_for(patient: Patient) -> list[Handled]:
    """What was dealt with lately, the newest first, in one query."""
    return list(patient.handled.standing().select_related("by__user")[:SHOWN_HANDLED])


def drafts_for(patient: Patient) -> list[Programme]:
    """Changes and programmes that are being written for this patient, in one query."""
    drafts = patient.drafts.filter(archived_on__isnull=True).order_by("created_at", "pk")
    holding = Q(stages__removed_on__isnull=True, stages__prescriptions__ended_on__isnull=True)
    exercises = Count("stages__prescriptions__exercise", filter=holding, distinct=True)
    return list(drafts.annotate(exercises=exercises).select_related("revises", "physio__user"))


def exercises_of(plans: Sequence[Plan]) -> list[Exercise]:
    return [one.exercise for plan in plans for its in plan.prescriptions.values() for one in its]


def with_harder(record: PatientRecord, user: User) -> set[int]:
    """Ids of exercises for which this person may prescribe a harder version, in one query."""
    given = exercises_of(record.happened.plans)
    harder = Exercise.objects.readable_by(user).filter(easier__in={one.pk for one in given})
    return set(harder.values_list("easier", flat=True))


def first_day_of_log(today: date) -> date:
    """A Monday: the weeks of the calendar are whole."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=LOG_WEEKS - 1)
