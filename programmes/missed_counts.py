"""Why did a patient miss days lately, and do they want to stop? For the physio's page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from patients.models import Patient

from .models import Missed, StopWish
from .reasons import said_in_words

WEEKS = 8


@dataclass(frozen=True)
class Count:
    words: str
    times: int
    last_on: date


@dataclass(frozen=True)
class MissedDay:
    on: date
    kind: str
    words: str


@dataclass(frozen=True)
class SaidMissed:
    """The reasons given in the last weeks, the commonest first, and the open wish to stop."""

    patient: Patient
    counts: Sequence[Count]
    wish: StopWish | None
    days: Sequence[MissedDay] = ()

    @property
    def wish_words(self) -> str:
        return said_in_words(self.wish.kind, self.wish.reason) if self.wish else ""


def missed_for(patient: Patient) -> SaidMissed:
    """Two queries."""
    days = missed_days(patient, since=patient.local_today() - timedelta(weeks=WEEKS))
    said = [(day.words, day.on) for day in days]
    wishes = StopWish.objects.open().filter(patient=patient)
    return SaidMissed(patient, counted(said), wishes.select_related("reason", "by").first(), days)


def missed_days(patient: Patient, *, since: date) -> list[MissedDay]:
    """Days for which a reason was given, the newest first; one query."""
    rows = Missed.objects.filter(patient=patient, on__gte=since, replaced_at__isnull=True)
    said = rows.exclude(kind="").select_related("reason")
    return [MissedDay(row.on, row.kind, said_in_words(row.kind, row.reason)) for row in said]


def counted(said: Sequence[tuple[str, date]]) -> list[Count]:
    often = Counter(words for words, _ in said)
    last = {words: max(on for w, on in said if w == words) for words in often}
    return [Count(words, times, last[words]) for words, times in often.most_common()]
