"""What is known about one patient today, for attention to be judged by? No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
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


class SessionFact(NamedTuple):
    """What the patient said about one day. Scores are 0–10 or None."""

    on: date
    pain_before: int | None = None
    pain_after: int | None = None
    pain_next_morning: int | None = None
    note: str = ""

    @property
    def worst_pain(self) -> int | None:
        said = [score for score in self[1:4] if score is not None]
        return max(said) if said else None


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
        return [s for s in self.sessions if first <= s.on <= self.today]

    @cached_property
    def scores(self) -> list[Fact]:
        """The worst score of each day that has one."""
        worst = ((s.on, s.worst_pain) for s in self.sessions)
        return [Fact(on, score) for on, score in worst if score is not None]

    @property
    def recent_scores(self) -> list[Fact]:
        first = self.today - timedelta(days=RECENT_DAYS - 1)
        return [fact for fact in self.scores if first <= fact.on <= self.today]

    def is_new(self, kind: str, fact: Fact) -> bool:
        """Whether this came after what was handled of the kind."""
        handled = self.handled.get(kind)
        return handled is None or fact > handled.fact
