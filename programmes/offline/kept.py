"""What is a phone to keep for the days to come, and which of it is new? Five queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import chain

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

MOST_ARTICLES = 12
SHORT_SESSION = 5  # minutes: the session for a bad day
SHORT_SESSIONS_AHEAD = 2  # of today and tomorrow
ALWAYS = ""  # no digest: fetched anew each time


@dataclass(frozen=True)
class KeptPage:
    """One page: the address it is fetched from, and what changes when it does."""

    address: str
    digest: str = ALWAYS


@dataclass(frozen=True)
class Kept:
    """Pages and days for one person. The first day is today."""

    days: Sequence[Day]
    pages: Sequence[KeptPage]


def kept_for(patient: Patient, *, by: User, roles: Roles) -> Kept:
    today = patient.local_today()
    since = today - timedelta(days=BACK_DATING_DAYS)
    plans = running_plans_for([patient.pk], since=since).get(patient.pk, [])
    ticks = ticks_for(
        [patient.pk],
        first_day=min(ticks_needed_from(plans, today), today),
        last_day=today + timedelta(days=KEPT_AHEAD_DAYS),
    )[patient.pk]
    dates = [today + timedelta(days=ahead) for ahead in range(KEPT_AHEAD_DAYS + 1)]
    days = [build_day(plans, ticks, on) for on in dates]
    shared = digest(release(), get_language(), facts(patient), facts(patient.clinic), facts(by))
    by_day = [list(day_pages(day, number, shared, roles)) for number, day in enumerate(days)]
    pages = [  # what is needed first comes first: the signal may be gone in a moment
        *by_day[0],
        *exercise_pages(days, shared),
        *general_pages(patient, today, shared, roles),
        *chain.from_iterable(by_day[1:]),
        *article_pages(by, days, shared),
    ]
    return Kept(days, pages)


def day_pages(day: Day, ahead: int, shared: str, roles: Roles) -> Iterator[KeptPage]:
    """Today and the guided session of a day; today's own is fetched every time."""
    of_day = digest(shared, day.date, in_words(day)) if ahead else ALWAYS
    yield KeptPage(f"{reverse('follow:today')}?ahead={day.date}", of_day)
    if roles.may_tick and day.due:
        guided = f"{reverse('guide:guided')}?ahead={day.date}"
        of_session = digest(shared, day.date, in_words(day), ticked(day))
        yield KeptPage(guided, of_session)
        if ahead < SHORT_SESSIONS_AHEAD:
            yield KeptPage(f"{guided}&minutes={SHORT_SESSION}", of_session)


def exercise_pages(days: Sequence[Day], shared: str) -> Iterator[KeptPage]:
    """Each exercise once, as it is on the next day on which it is untouched."""
    shown: dict[Prescription, date] = {}
    for day in (*days[1:], days[0]):
        for item in day.items:
            shown.setdefault(item.prescription, day.date)
    for prescription, on in shown.items():
        address = reverse("follow:exercise", args=[prescription.code])
        changed_at = prescription.exercise.changed_at
        of_page = digest(shared, on, said(prescription), changed_at)
        yield KeptPage(f"{address}?ahead={on}", of_page)


def general_pages(patient: Patient, today: date, shared: str, roles: Roles) -> Iterator[KeptPage]:
    of_today = digest(shared, today)
    tomorrow = today + timedelta(days=1)
    yield KeptPage(reverse("offline:away"), of_today)
    yield KeptPage(reverse("follow:help"), shared)
    yield KeptPage(reverse("follow:plan"), of_today)
    if roles.may_tick:
        yield KeptPage(f"{reverse('follow:finish')}?ahead={tomorrow}", of_today)
    if roles.may_read_log:
        thread = patient.messages.aggregate(Count("pk"), Max("pk"), Max("seen_at"))
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
    }


def facts(row: Model) -> dict:
    """Everything a row says, but for what changes with each visit."""
    fields = (f.attname for f in row._meta.concrete_fields if f.name != "last_login")
    return {name: str(row.__dict__.get(name)) for name in fields}


def digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]


@cache
def release() -> str:
    """Differs when the templates, styles or scripts of this site do."""
    found = sha256()
    for folder in ("templates", "static/css", "static/js"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            found.update(path.read_bytes())
    return found.hexdigest()
