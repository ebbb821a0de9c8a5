"""What is known about one patient today, for attention to be judged by? No database, no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from patients.pain_rule import PainRule

RECENT_DAYS = 7


class Fact(NamedTuple):
    """What raises a reason: its day, and a number that tells two facts of one day apart."""

    on: date
    level: int = 0


class Handling(NamedTuple):
    """Up to which fact a kind of reason was handled, and on which day of the patient's."""

    fact: Fact
    on: date


@lru_cache(maxsize=2048)
def worst_of(*scores: int | None) -> int | None:
    """The highest; None where none was given. Of thousands of sessions few differ."""
    return max((score for score in scores if score is not None), default=None)


class SessionFact(NamedTuple):
    """What the patient said about one day. Scores are 0–10 or None."""

    on: date
    pain_before: int | None = None
    pain_after: int | None = None
    pain_next_morning: int | None = None
    note: str = ""

    @property
    def worst_pain(self) -> int | None:
        return worst_of(*self[1:4])


def scores_in(sessions: Iterable[SessionFact]) -> Iterator[Fact]:
    for session in sessions:
        worst = session.worst_pain
        if worst is not None:
            yield Fact(session.on, worst)


class Question(NamedTuple):
    """The patient's last word in the thread: its day, its row, and whether anybody opened it."""

    on: date
    pk: int
    was_opened: bool = False


class StageFact(NamedTuple):
    """The stage of today: since when it holds, and whether another one follows."""

    pk: int
    since: date
    has_next: bool


@dataclass(frozen=True)
class Situation:
    """One patient today. `sessions` of the last weeks in order of date.

    `days_idle`: days on which a programme ran and nothing was done, None while none runs.
    `days_to_end`: of the programme that ends first, below 0 when it is over, None if none counts.
    `done` and `due`: must-do exercises of two weeks in number, done on whichever day.
    `skips`: recent days with the number of exercises that were skipped because they hurt.
    """

    today: date
    rule: PainRule
    sessions: Sequence[SessionFact] = ()
    has_joined: bool = True
    has_programme: bool = True
    has_done_anything: bool = True
    last_done_on: date | None = None
    days_idle: int | None = 0
    days_to_end: int | None = None
    done: int = 0
    due: int = 0
    skips: Sequence[Fact] = ()
    question: Question | None = None
    wish: Fact | None = None
    stage: StageFact | None = None
    changed_on: date | None = None
    handled: Mapping[str, Handling] = field(default_factory=dict)

    @cached_property
    def recent(self) -> list[SessionFact]:
        first = self.today - timedelta(days=RECENT_DAYS - 1)
        newest = takewhile(lambda s: s.on >= first, reversed(self.sessions))
        return [s for s in newest if s.on <= self.today][::-1]

    @cached_property
    def scores(self) -> list[Fact]:
        """The worst score of each day that has one."""
        return list(scores_in(self.sessions))

    @cached_property
    def recent_scores(self) -> list[Fact]:
        return list(scores_in(self.recent))

    def scores_since(self, first: date) -> list[Fact]:
        newest = takewhile(lambda s: s.on >= first, reversed(self.sessions))
        return list(scores_in(newest))[::-1]

    def last_scores(self, number: int) -> list[Fact]:
        """So many of the newest, in order; the older ones are not looked at."""
        return list(islice(scores_in(reversed(self.sessions)), number))[::-1]

    def is_new(self, kind: str, fact: Fact) -> bool:
        """Whether this came after what was handled of the kind."""
        handled = self.handled.get(kind)
        return handled is None or fact > handled.fact
