"""Who on this caseload needs what? All are sorted, one page of them is drawn."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from patients.models import Patient, StaffMember

from ..adherence import Adherence
from ..day_states import DayState, day_states, total_adherence
from ..pain_line import PainLine, pain_line
from ..plans import Plan, Ticks, ticks_for
from .attention import KINDS, NextStep, Reason
from .light_plans import light_plans_for
from .situations import COUNTED_DAYS, WINDOW_DAYS, Known, known_for
from .standing import Standing, standing_on

ANY_REASON = "any"


@dataclass(frozen=True)
class WorkList:
    """Everybody asked for, in order, and how many have which reason."""

    everyone: int
    needing: int
    counts: Mapping[str, int]  # by kind of reason
    shown: Sequence[Known]


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
    def today(self) -> date:
        """The last day of the strip."""
        return self.days[-1].date

    @property
    def is_paused(self) -> bool:
        return bool(self.standings) and all(s.state == "paused" for s in self.standings)

    @property
    def full_days(self) -> int:
        return sum(day.state == "full" for day in self.days)

    @property
    def part_days(self) -> int:
        return sum(day.state == "part" for day in self.days)

    @property
    def next_step(self) -> NextStep | None:
        return self.reasons[0].next_step if self.reasons else None


def caseload_of(
    patients: QuerySet[Patient], physio: StaffMember, *, whole_clinic: bool, words: str
) -> QuerySet[Patient]:
    """Current patients: the physio's own or the whole clinic's, by name if asked."""
    found = patients.current() if whole_clinic else patients.current().cared_for_by(physio)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return found


def work_list_for(patients: QuerySet[Patient], *, reason: str = "", order: str = "") -> WorkList:
    """Those with this reason (a kind, or any), in the order asked for.

    Thirteen queries for any number of patients.
    """
    known = known_for(patients)
    counts = Counter(one.kind for each in known for one in each.reasons)
    shown = [each for each in known if is_wanted(each, reason)]
    return WorkList(
        everyone=len(known),
        needing=sum(bool(each.reasons) for each in known),
        counts={kind: counts[kind] for kind in KINDS if counts[kind]},
        shown=sorted(shown, key=ORDERS.get(order, ORDERS[""])),
    )


def is_wanted(known: Known, reason: str) -> bool:
    if not reason:
        return True
    return any(reason in (one.kind, ANY_REASON) for one in known.reasons)


def pressing(known: Known) -> tuple:
    return known.urgency


def by_name(known: Known) -> tuple:
    return (known.name.lower(), known.pk)


def longest_without(known: Known) -> tuple:
    """Whose last session is longest ago; who never had one stands first."""
    return (known.situation.last_done_on or date.min, *by_name(known))


def most_pain(known: Known) -> tuple:
    scores = (fact.level for fact in known.situation.recent_scores)
    return (-max(scores, default=-1), *known.urgency)


def ending_first(known: Known) -> tuple:
    left = known.situation.days_to_end
    return (9999 if left is None else left, *by_name(known))


ORDERS = {
    "": pressing,
    "name": by_name,
    "quiet": longest_without,
    "pain": most_pain,
    "ending": ending_first,
}


def rows_for(known: Sequence[Known], patients: QuerySet[Patient]) -> list[CaseRow]:
    """The rows of one page, in the order given; five more queries."""
    if not known:
        return []
    by_pk = patients.in_bulk([each.pk for each in known])
    days = [each.situation.today for each in known]
    first, last = min(days) - timedelta(days=WINDOW_DAYS - 1), max(days)
    ticks = ticks_for(by_pk, first_day=first, last_day=last)
    plans = light_plans_for(list(by_pk), first_day=first, last_day=last)
    return [
        build_row(by_pk[k.pk], k, plans.get(k.pk, ()), ticks[k.pk]) for k in known if k.pk in by_pk
    ]


def build_row(patient: Patient, known: Known, plans: Sequence[Plan], ticks: Ticks) -> CaseRow:
    at = known.situation
    first_day = at.today - timedelta(days=WINDOW_DAYS - 1)
    return CaseRow(
        patient=patient,
        standings=[standing_on(plan, at.today) for plan in plans],
        days=day_states(plans, ticks, first_day=first_day, last_day=at.today, today=at.today),
        adherence=counted(plans, ticks, at.today, days=COUNTED_DAYS),
        last_done_on=at.last_done_on,
        line=pain_line(at.scores, rule=at.rule, first_day=first_day, last_day=at.today),
        reasons=known.reasons,
    )


def counted(plans: Sequence[Plan], ticks: Ticks, today: date, *, days: int) -> Adherence:
    """Done of due on the last days before today: today is not over yet."""
    first, last = today - timedelta(days=days), today - timedelta(days=1)
    return total_adherence(plans, ticks, first=first, last=last)
