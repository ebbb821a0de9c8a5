"""What is there to do today, or on one of the last days, and what is already done?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal
from uuid import UUID, uuid4

from django.db.models import Exists, QuerySet

from exercises.models import RedFlag
from patients.models import Patient

from ..day import Day, DayItem
from ..missed_day import missed_day
from ..models import Missed, Prescription, Session, Stage
from ..plans import Plan, Ticks, ticks_for
from ..reasons import Choice, choices_for
from ..schedule import BACK_DATING_DAYS, is_paused
from ..warning_signs import warning_signs
from .changed import News, news_for, unseen_revisions
from .followed import Followed, followed_for
from .row import Row
from .see_you import LOOK_AHEAD_DAYS, is_fixed, see_you

Phase = Literal["before", "paused", "running", "over"]
Situation = Literal["", "rest", "paused", "before", "over", "none"]
SEEN_AT_ONCE = 3  # rows on the first screen of a phone


@dataclass(frozen=True)
class PlanToday:
    """Where one programme stands on the day."""

    plan: Plan
    on: date

    @property
    def phase(self) -> Phase:
        if self.on < self.plan.programme.start_on:
            return "before"
        if is_paused(self.on, self.plan.pauses):
            return "paused"
        return "over" if self.plan.is_over_on(self.on) else "running"

    @property
    def stage(self) -> Stage | None:
        return self.plan.stage_on(self.on)

    @property
    def week(self) -> int | None:
        return self.plan.week_on(self.on)

    @property
    def paused_until(self) -> date | None:
        """The last paused day; None while the pause is open."""
        ends = [
            to for start, to in self.plan.pauses if start <= self.on and (not to or to >= self.on)
        ]
        return max((end for end in ends if end), default=None) if all(ends) else None


@dataclass(frozen=True)
class DayPage:
    """One day of a patient as a page. Without a log, a carer sees what is due and no more."""

    followed: Followed
    day: Day
    session: Session | None = None
    previous: Session | None = None  # of the day before
    is_first_ever: bool = False
    has_news: bool = False  # the clinic wrote, and the patient has not opened it
    shows_log: bool = True
    flags: Sequence[RedFlag] = ()
    yesterday_left: Day | None = None  # only while something of it is unanswered
    next_due_on: date | None = None
    missed_on: date | None = None  # nothing was done on it, and nobody said why
    reasons: Sequence[Choice] = ()  # to choose from, where a day was missed
    is_off: bool = False  # the patient said "not today"
    is_ahead: bool = False  # kept by a phone for a day to come
    news: News | None = None  # what was changed in the plan, until it is put away
    batch: UUID = field(default_factory=uuid4)
    message_id: UUID = field(default_factory=uuid4)  # of what can be told with one tap

    @property
    def on(self) -> date:
        return self.day.date

    @property
    def is_today(self) -> bool:
        return self.on == self.followed.today

    @property
    def patient(self) -> Patient:
        return self.followed.patient

    @property
    def plans(self) -> list[PlanToday]:
        return [PlanToday(plan, self.on) for plan in self.followed.plans]

    @property
    def running(self) -> list[PlanToday]:
        return [plan for plan in self.plans if plan.phase == "running"]

    @property
    def paused(self) -> list[PlanToday]:
        return [plan for plan in self.plans if plan.phase == "paused"]

    @property
    def parts(self) -> list[tuple[str, list[Row]]]:
        """Rows of what is due or done, by part in the order of a session."""
        return [
            (part, [self.row(item) for item in items])
            for part, grouped in self.day.by_part()
            if (items := [item for item in grouped if not is_as_needed(item)])
        ]

    @property
    def as_needed(self) -> list[Row]:
        return [self.row(item) for item in self.day.items if is_as_needed(item)]

    def row_of(self, line: UUID) -> Row | None:
        """The row of a prescription, in whichever version is in force; None if not shown."""
        items = (item for item in self.day.items if item.prescription.line == line)
        item = next(items, None)
        return self.row(item) if item else None

    def is_due(self, line: UUID) -> bool:
        row = self.row_of(line)
        return bool(row and row.item.slots)

    def row(self, item: DayItem) -> Row:
        at = next((n for n, other in enumerate(self.ordered) if other is item), 0)
        return Row(item, self.on, self.patient.affected_side, is_first=at < SEEN_AT_ONCE)

    @cached_property
    def ordered(self) -> list[DayItem]:
        """The day's items in the order in which they are done."""
        return [item for _, items in self.day.by_part() for item in items]

    @property
    def open_items(self) -> list[DayItem]:
        return [item for item in self.ordered if item.slots and item.next_slot is not None]

    @property
    def next_item(self) -> DayItem | None:
        return next(iter(self.open_items), None)

    def next_besides(self, prescription: Prescription) -> Prescription | None:
        """The next one that is another exercise: what hurts is not offered a second time."""
        rest = (item.prescription for item in self.open_items)
        return next((other for other in rest if other.line != prescription.line), None)

    @property
    def is_finished(self) -> bool:
        return bool(self.session and self.session.finished_at)

    @property
    def first_signs(self) -> Sequence[RedFlag]:
        """Which signs need help, while there is a plan to begin with and nothing is done of it."""
        return self.flags if self.situation in ("", "rest") else ()

    @property
    def see_you(self) -> str:
        return see_you(self.followed, self.on)

    @property
    def asks_how_it_went(self) -> bool:
        return bool(self.day.due) and self.day.is_all_answered and not self.is_finished

    @property
    def asks_about_the_morning(self) -> bool:
        """Only of somebody who told how it was after the exercises of the day before."""
        told = self.previous is not None and self.previous.pain_after is not None
        return self.is_today and told and self.previous.pain_next_morning is None

    @property
    def missed_was_yesterday(self) -> bool:
        return self.missed_on == self.on - timedelta(days=1)

    @property
    def situation(self) -> Situation:
        """Why there is nothing to do; "" when there is something."""
        if self.day.items:
            return ""
        phases = {plan.phase for plan in self.plans}
        if "running" in phases:
            return "rest"
        return next((phase for phase in ("paused", "before", "over") if phase in phases), "none")


def is_as_needed(item: DayItem) -> bool:
    return item.prescription.frequency_kind == "as_needed"


def day_page_for(
    patient: Patient,
    on: date | None = None,
    *,
    shows_log: bool = True,
    asks_why: bool = False,
    as_of: date | None = None,
) -> DayPage:
    """Today, or another day: four queries, and two more before the first session ever.

    Two more tell what was changed in the plan, until the patient has put that away.
    With `asks_why` one more where a day was missed and nobody said why. `as_of` is another today,
    for a page that a phone keeps for that day.
    """
    followed = followed_for(patient, on=as_of)
    on = on or followed.today
    since = min(followed.ticks_needed_from(on), on - timedelta(days=BACK_DATING_DAYS))
    ticks = ticks_for([patient.pk], first_day=since, last_day=on)[patient.pk]
    missed_on = missed_day(followed.plans, ticks, on) if asks_why else None
    sessions = list(
        with_small_facts(patient.sessions.filter(on__lte=on), patient, on, missed_on)[:2]
    )
    facts = sessions[0] if sessions else facts_without_session(patient, on, missed_on)
    asked_on = missed_on if missed_on and not facts.is_answered else None
    return build_day_page(
        followed,
        ticks if shows_log else Ticks(),
        on,
        sessions=sessions,
        flags=() if sessions else warning_signs(),
        has_news=facts.has_news,
        shows_log=shows_log,
        missed_on=asked_on,
        reasons=choices_for(patient.clinic) if asked_on else (),
        is_off=facts.is_off,
        news=news_for(patient, on) if facts.has_changes and on == followed.today else None,
    )


def day_ahead_for(patient: Patient, on: date, *, shows_log: bool = True) -> DayPage:
    """Today as it will be on one of the next days; what is still to come today is not known yet."""
    page = day_page_for(patient, on, shows_log=shows_log, as_of=on)
    return replace(page, yesterday_left=None, is_ahead=True)


def with_small_facts(
    rows: QuerySet, patient: Patient, on: date, missed_on: date | None
) -> QuerySet:
    """News from the clinic, changes of the plan, whether somebody said why a day was missed, and "not today"."""
    said = Missed.objects.filter(patient=patient, replaced_at__isnull=True)
    return rows.annotate(
        has_news=Exists(patient.messages.unseen_by_patient()),
        has_changes=Exists(unseen_revisions(patient, on)),
        is_answered=Exists(said.filter(on=missed_on)),
        is_off=Exists(said.filter(on=on).exclude(kind="")),
    )


def facts_without_session(patient: Patient, on: date, missed_on: date | None) -> Patient:
    """The same facts before the first session, on a row of the patient."""
    rows = Patient.objects.filter(pk=patient.pk).only("pk")
    return with_small_facts(rows, patient, on, missed_on).get()


def build_day_page(
    followed: Followed,
    ticks: Ticks,
    on: date,
    *,
    sessions: Sequence[Session] = (),
    flags: Sequence[RedFlag] = (),
    shows_log: bool = True,
    **facts: Any,
) -> DayPage:
    """`facts` are further fields of the page, such as `has_news`."""
    day = followed.day(ticks, on)
    by_day = {session.on: session for session in sessions}
    is_today = on == followed.today
    return DayPage(
        followed=followed,
        day=day,
        session=by_day.get(on),
        previous=by_day.get(on - timedelta(days=1)),
        is_first_ever=not sessions,
        shows_log=shows_log,
        flags=flags,
        yesterday_left=left_over(followed, ticks, on) if is_today and shows_log else None,
        next_due_on=None if day.items else next_due_day(followed, on),
        **facts,
    )


def left_over(followed: Followed, ticks: Ticks, today: date) -> Day | None:
    """Yesterday, while something that was due on that very day is unanswered.

    What the patient may do on days of their own choice was not missed.
    """
    day = followed.day(ticks, today - timedelta(days=1))
    fixed = [item for item in day.due_items if is_fixed(item)]
    has_open = any(item.next_slot is not None for item in fixed)
    return Day(day.date, fixed) if has_open else None


def next_due_day(followed: Followed, after: date) -> date | None:
    """The next day with something to do, within four weeks."""
    days = (after + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS + 1))
    return next((day for day in days if followed.day(Ticks(), day).due), None)
