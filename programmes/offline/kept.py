"""What is a phone to keep for the days to come, and which of it is new? Six queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Model, Q
from django.urls import reverse
from django.utils.translation import get_language

from exercises.dosing.dose import in_short
from exercises.models import Article
from patients.access import Roles
from patients.models import Patient, User

from ..day import Day, DayItem, build_day, ticks_needed_from
from ..models import Prescription
from ..plans import running_plans_for, ticks_for
from ..schedule import BACK_DATING_DAYS
from ..without_network import KEPT_AHEAD_DAYS
from .answers import every_answer

MOST_ARTICLES = 12
SHORT_SESSION = 5  # minutes: the session for a bad day
SHORT_SESSIONS_AHEAD = 2  # of today and tomorrow
ALWAYS = ""  # no digest: fetched anew each time
Told = Mapping[date, list]  # what was said of a day


@dataclass(frozen=True)
class KeptPage:
    """One page: the address it is fetched from, and what changes when it does."""

    address: str
    digest: str = ALWAYS


@dataclass(frozen=True)
class Kept:
    """Pages and days for one person. The first of the days is today."""

    yesterday: Day
    days: Sequence[Day]
    pages: Sequence[KeptPage]


def kept_for(patient: Patient, *, by: User, roles: Roles) -> Kept:
    today = patient.local_today()
    yesterday = today - timedelta(days=1)
    since = today - timedelta(days=BACK_DATING_DAYS)
    plans = running_plans_for([patient.pk], since=since).get(patient.pk, [])
    ticks = ticks_for(
        [patient.pk],
        first_day=ticks_needed_from(plans, yesterday),
        last_day=today + timedelta(days=KEPT_AHEAD_DAYS),
    )[patient.pk]
    dates = [today + timedelta(days=ahead) for ahead in range(KEPT_AHEAD_DAYS + 1)]
    before, *days = (build_day(plans, ticks, on) for on in (yesterday, *dates))
    told = told_since(patient, since)
    shared = digest(release(), get_language(), facts(patient), facts(patient.clinic), facts(by))
    known = frozenset(ticks.done_by_line)
    by_day = [
        list(day_pages(day, number, shared, roles, told, known)) for number, day in enumerate(days)
    ]
    pages = [  # what is needed first comes first: the signal may be gone in a moment
        *by_day[0],
        *how_it_went_pages(patient, today, shared, roles),
        *exercise_pages(days, shared, roles),
        *day_before_pages(before, shared, roles, told),
        *general_pages(patient, today, shared, roles),
        *chain.from_iterable(by_day[1:]),
        *article_pages(by, days, shared),
    ]
    return Kept(before, days, pages)


def day_pages(
    day: Day, ahead: int, shared: str, roles: Roles, told: Told, known: Set[UUID]
) -> Iterator[KeptPage]:
    """Today and the guided session of a day; today's own is fetched every time.

    What was told of the day before decides whether the morning after is asked about. The session
    asks for pain unless it was told, and unfolds how an exercise is done unless it is known.
    """
    before = told.get(day.date - timedelta(days=1))
    of_day = digest(shared, day.date, in_words(day), before) if ahead else ALWAYS
    yield KeptPage(f"{reverse('follow:today')}?ahead={day.date}", of_day)
    if roles.may_tick and day.due:
        guided = f"{reverse('guide:guided')}?ahead={day.date}"
        is_known = [item.prescription.line in known for item in day.items]
        told_of_it = told.get(day.date)
        of_session = digest(shared, day.date, in_words(day), ticked(day), told_of_it, is_known)
        yield KeptPage(guided, of_session)
        if ahead < SHORT_SESSIONS_AHEAD:
            yield KeptPage(f"{guided}&minutes={SHORT_SESSION}", of_session)


def how_it_went_pages(
    patient: Patient, today: date, shared: str, roles: Roles
) -> Iterator[KeptPage]:
    """The question at the end, and what the clinic says to each answer."""
    if not roles.may_tick:
        return
    tomorrow = today + timedelta(days=1)
    yield KeptPage(f"{reverse('follow:finish')}?ahead={tomorrow}", digest(shared, today))
    for moment, light in every_answer(patient.pain_rule):
        yield KeptPage(reverse("offline:answer", args=[moment, light]), shared)


def day_before_pages(day: Day, shared: str, roles: Roles, told: Told) -> Iterator[KeptPage]:
    """Yesterday, to add what was done."""
    if roles.may_tick and roles.may_read_log:
        of_day = digest(shared, day.date, in_words(day), ticked(day), told.get(day.date))
        yield KeptPage(reverse("follow:day", args=[day.date]), of_day)


def exercise_pages(days: Sequence[Day], shared: str, roles: Roles) -> Iterator[KeptPage]:
    """Each exercise once, as it is on the next day on which it is untouched, and its skip."""
    shown: dict[Prescription, date] = {}
    for day in (*days[1:], days[0]):
        for item in day.items:
            shown.setdefault(item.prescription, day.date)
    for prescription, on in shown.items():
        address = reverse("follow:exercise", args=[prescription.code])
        changed_at = prescription.exercise.changed_at
        of_page = digest(shared, on, said(prescription), changed_at)
        yield KeptPage(f"{address}?ahead={on}", of_page)
        of_skip = digest(shared, on, changed_at)
        for name in ("follow:skip", "follow:hurts") if roles.may_tick else ():
            yield KeptPage(f"{reverse(name, args=[prescription.code])}?ahead={on}", of_skip)


def general_pages(patient: Patient, today: date, shared: str, roles: Roles) -> Iterator[KeptPage]:
    of_today = digest(shared, today)
    yield KeptPage(reverse("offline:away"), of_today)
    yield KeptPage(reverse("follow:help"), shared)
    yield KeptPage(reverse("follow:plan"), of_today)
    if roles.may_read_log:
        thread = patient.messages.standing().aggregate(Count("pk"), Max("pk"), Max("seen_at"))
        yield KeptPage(reverse("talk:own"), digest(shared, thread))


def article_pages(by: User, days: Sequence[Day], shared: str) -> Iterator[KeptPage]:
    """What there is to read, the articles of the plan's own exercises first."""
    own = {item.prescription.exercise_id for day in days for item in day.items}
    rows = Article.objects.readable_by(by).annotate(of_plan=own_exercises(own))
    rows = list(rows.values_list("code", "changed_at", "of_plan").order_by("position", "title"))
    rows.sort(key=lambda row: not row[2])
    yield KeptPage(reverse("exercises:article-list"), digest(shared, rows))
    for code, changed_at, _ in rows[:MOST_ARTICLES]:
        yield KeptPage(reverse("exercises:article", args=[code]), digest(shared, changed_at))


def own_exercises(ids: Iterable[int]) -> Count:
    return Count("exercises", filter=Q(exercises__in=list(ids)))


def told_since(patient: Patient, since: date) -> Told:
    """What was said of each day; a day with ticks alone is none of them."""
    fields = ("pain_before", "pain_after", "pain_next_morning", "note")
    rows = patient.sessions.filter(on__gte=since).values_list("on", *fields)
    return {on: said for on, *said in rows if any(answer not in (None, "") for answer in said)}


def in_words(day: Day) -> list[tuple]:
    return [(said(item.prescription), item.slots, item.other_days_done) for item in day.items]


def said(prescription: Prescription) -> tuple:
    """What a page says of a prescription."""
    return (
        str(prescription.code),
        in_short(prescription.dose),
        prescription.note,
        prescription.must_do,
        prescription.picture_code,
    )


def ticked(day: Day) -> list[str]:
    return [str(tick.tick_id) for item in day.items for tick in item.ticks]


def slots_of(item: DayItem) -> dict:
    """What the phone must know of an exercise on a day to tick it without signal."""
    return {
        "code": str(item.prescription.code),
        "name": item.prescription.exercise.name,
        "slots": item.slots,
        "taken": [tick.slot for tick in item.ticks],
        "skipped": [tick.slot for tick in item.ticks if not tick.is_done],
    }


def facts(row: Model) -> dict:
    """Everything a row says, but for what changes with each visit."""
    fields = (f.attname for f in row._meta.concrete_fields if f.name != "last_login")
    return {name: str(row.__dict__.get(name)) for name in fields}


def digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]


@cache
def release() -> str:
    """Differs when the templates, styles, scripts or warning signs of this site do."""
    found = sha256((settings.BASE_DIR / "exercises/content/red_flags.json").read_bytes())
    for folder in ("templates", "static/css", "static/js"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            found.update(path.read_bytes())
    return found.hexdigest()
