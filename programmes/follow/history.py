"""What did this patient do in a month: day by day, in counts, in pain and in their own words?"""

from calendar import Calendar, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR

from patients.models import Patient

from ..adherence import Adherence
from ..day_states import DayState, day_states, total_adherence
from ..models import Session
from ..pain_line import PainLine, pain_line
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from ..schedule import BACK_DATING_DAYS

WEEK_DAYS = 7


@dataclass(frozen=True)
class Entry:
    """One session in the list, with how much of its day was done."""

    session: Session
    day: DayState

    @property
    def has_scores(self) -> bool:
        said = (self.session.pain_before, self.session.pain_after)
        return any(score is not None for score in (*said, self.session.pain_next_morning))


@dataclass(frozen=True)
class Square:
    """One day of the calendar; days that can still be corrected lead to their page."""

    day: DayState
    today: date

    @property
    def number(self) -> int:
        return self.day.date.day

    @property
    def state(self) -> str:
        return self.day.state

    @property
    def words(self) -> str:
        return self.day.words

    @property
    def is_today(self) -> bool:
        return self.day.date == self.today

    @property
    def href(self) -> str:
        if self.is_today:
            return reverse("follow:today")
        is_open = self.today - timedelta(days=BACK_DATING_DAYS) <= self.day.date < self.today
        return reverse("follow:day", args=[self.day.date]) if is_open else ""


@dataclass(frozen=True)
class HistoryPage:
    """One month. `days` are all days of the month."""

    patient: Patient
    today: date
    days: Sequence[DayState]
    adherence: Adherence
    counted_until: date
    entries: Sequence[Entry]
    line: PainLine

    @property
    def month(self) -> date:
        return self.days[0].date

    @property
    def month_before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def month_after(self) -> date | None:
        """None for a month that has not begun."""
        after = self.days[-1].date + timedelta(days=1)
        return after if after <= self.today else None

    @property
    def weeks(self) -> list[list[Square | None]]:
        """Rows of seven from Monday; None outside the month."""
        by_day = {state.date.day: Square(state, self.today) for state in self.days}
        grid = Calendar().monthdayscalendar(self.month.year, self.month.month)
        return [[by_day.get(number) for number in week] for week in grid]

    @property
    def weekdays(self) -> tuple[str, ...]:
        return tuple(str(WEEKDAYS_ABBR[day]) for day in range(7))

    @property
    def days_with_something_done(self) -> int:
        return sum(day.done > 0 for day in self.days)


def history_for(patient: Patient, month: date | None = None) -> HistoryPage:
    """A month (given by its first day; this month) in four queries, however much was done."""
    today = patient.local_today()
    first = month or today.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    since = first - timedelta(days=WEEK_DAYS)
    return build_history(
        patient,
        running_plans_for([patient.pk], since=first).get(patient.pk, []),
        ticks_for([patient.pk], first_day=since, last_day=last)[patient.pk],
        list(patient.sessions.filter(on__range=(first, last))),
        first=first,
        last=last,
        today=today,
    )


def build_history(
    patient: Patient,
    plans: Sequence[Plan],
    ticks: Ticks,
    sessions: Sequence[Session],
    *,
    first: date,
    last: date,
    today: date,
) -> HistoryPage:
    days = day_states(plans, ticks, first_day=first, last_day=last, today=today)
    by_date = {day.date: day for day in days}
    # A day that has not ended counts from its first tick on.
    until = today if by_date.get(today) and by_date[today].done else today - timedelta(days=1)
    until = min(last, until)
    scores = [(s.on, s.pain_after) for s in reversed(sessions) if s.pain_after is not None]
    return HistoryPage(
        patient=patient,
        today=today,
        days=days,
        adherence=total_adherence(plans, ticks, first=first, last=until),
        counted_until=until,
        entries=[Entry(session, by_date[session.on]) for session in sessions],
        line=pain_line(
            scores,
            rule=patient.pain_rule,
            first_day=first,
            last_day=last,
            width=100,  # the page draws in per cent, so letters keep their size on any screen
            height=100,
        ),
    )
