"""What needs a physio's attention in a patient's last weeks? Facts and their words, no verdict.

The limits are explained in docs/attention.md. Nothing happens by itself when one is reached.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from patients.pain_rule import PainRule

from ..adherence import Adherence

RECENT_DAYS = 7
AMBER_DAYS = 2
RISING_SCORES, RISING_BY = 3, 2
STOPPED_AFTER_DAYS = 5
NOT_STARTED_AFTER_DAYS = 3
FEW_SHARE, FEW_FROM_DUE = 0.5, 6
ENDING_WITHIN_DAYS = 7

NextStep = Literal["review", "invite", "assign", "answer"]


@dataclass(frozen=True)
class SessionFact:
    """What the patient said about one day. Scores are 0–10 or None."""

    on: date
    pain_before: int | None = None
    pain_after: int | None = None
    pain_next_morning: int | None = None
    note: str = ""

    @property
    def worst_pain(self) -> int | None:
        said = [self.pain_before, self.pain_after, self.pain_next_morning]
        return max((score for score in said if score is not None), default=None)


@dataclass(frozen=True)
class Situation:
    """One patient today. `sessions` of the last weeks in order of date.

    `days_idle`: days on which a programme ran and nothing was done, None while none runs.
    `days_to_end`: of the programme that ends first, below 0 when it is over, None if none counts.
    """

    today: date
    rule: PainRule
    sessions: Sequence[SessionFact] = ()
    has_joined: bool = True
    has_programme: bool = True
    has_done_anything: bool = True
    days_idle: int | None = 0
    days_to_end: int | None = None
    adherence: Adherence = Adherence()
    skips_that_hurt: int = 0  # in the last days
    has_question: bool = False

    @property
    def recent(self) -> list[SessionFact]:
        return [s for s in self.sessions if 0 <= (self.today - s.on).days < RECENT_DAYS]


@dataclass(frozen=True)
class Reason:
    """One reason for attention; a smaller weight comes first."""

    weight: int
    tone: str
    icon: str
    words: str
    next_step: NextStep = "review"


def reasons_for(situation: Situation) -> list[Reason]:
    """The reasons that hold today, most pressing first."""
    found = (rule(situation) for rule in RULES)
    return sorted((reason for reason in found if reason), key=lambda reason: reason.weight)


def pain(at: Situation) -> Reason | None:
    """One red day, or two amber ones, within the last week."""
    scores = [(s.worst_pain, s.on) for s in at.recent if s.worst_pain is not None]
    lights = [at.rule.light_for(score) for score, _ in scores]
    if "red" in lights:
        worst, on = max(scores)
        return Reason(1, "red", "heart-pulse", f"Pain {worst} {day_words(on, at.today)}")
    if lights.count("amber") >= AMBER_DAYS:
        words = f"Pain up to {max(scores)[0]} on {lights.count('amber')} days"
        return Reason(2, "amber", "heart-pulse", words)
    return None


def next_morning(at: Situation) -> Reason | None:
    """Not back to usual by the next morning: above green, and above the score before."""
    worse = [s for s in at.recent if is_worse_next_morning(s, at.rule)]
    if not worse:
        return None
    score, on = worse[-1].pain_next_morning, worse[-1].on
    words = f"Pain {score} the morning after {on:%A}"
    return Reason(2, "amber", "clock", words)


def is_worse_next_morning(session: SessionFact, rule: PainRule) -> bool:
    score = session.pain_next_morning
    if score is None or rule.light_for(score) == "green":
        return False
    return session.pain_before is None or score > session.pain_before


def hurting_skips(at: Situation) -> Reason | None:
    """An exercise was left out because it hurts."""
    if not at.skips_that_hurt:
        return None
    often = "once" if at.skips_that_hurt == 1 else f"{at.skips_that_hurt} times"
    return Reason(2, "amber", "skip-forward-fill", f"Skipped {often}: it hurts")


def question(at: Situation) -> Reason | None:
    """A message that nobody of the clinic has opened yet."""
    if not at.has_question:
        return None
    return Reason(2, "coral", "chat-left-text", "New message", "answer")


def rising(at: Situation) -> Reason | None:
    """The last three scores lie, on average, two points above the three before."""
    scores = [s.worst_pain for s in at.sessions if s.worst_pain is not None]
    scores = scores[-2 * RISING_SCORES :]
    if len(scores) < 2 * RISING_SCORES:
        return None
    rise = sum(scores[RISING_SCORES:]) - sum(scores[:RISING_SCORES])
    if rise < RISING_BY * RISING_SCORES:
        return None
    return Reason(3, "amber", "graph-up", "Pain is rising")


def stopped(at: Situation) -> Reason | None:
    """Nothing done for some days on which a programme ran."""
    if not at.has_joined or at.days_idle is None:
        return None
    if not at.has_done_anything:
        if at.days_idle < NOT_STARTED_AFTER_DAYS:
            return None
        return Reason(4, "coral", "stopwatch", "Nothing done yet")
    if at.days_idle < STOPPED_AFTER_DAYS:
        return None
    return Reason(4, "coral", "stopwatch", f"Nothing done for {at.days_idle} days")


def few(at: Situation) -> Reason | None:
    """Less than half of the must-do exercises while a programme runs, and no plain stop."""
    if not at.has_joined or at.days_idle is None or stopped(at):
        return None
    done, due = at.adherence.must_do_done, at.adherence.must_do_due
    if due < FEW_FROM_DUE or done >= FEW_SHARE * due:
        return None
    return Reason(5, "coral", "list-check", f"{done} of {due} done in two weeks")


def note(at: Situation) -> Reason | None:
    noted = [s for s in at.recent if s.note.strip()]
    if not noted:
        return None
    words = f"Wrote a note {day_words(noted[-1].on, at.today)}"
    return Reason(6, "info", "chat-left-text", words)


def not_joined(at: Situation) -> Reason | None:
    return None if at.has_joined else Reason(6, "info", "key", "Link not used yet", "invite")


def no_programme(at: Situation) -> Reason | None:
    if at.has_programme:
        return None
    return Reason(5, "info", "layers", "No programme", "assign")


def ending(at: Situation) -> Reason | None:
    left = at.days_to_end
    if left is None or left > ENDING_WITHIN_DAYS:
        return None
    if left < 0:
        return Reason(5, "info", "flag", "Programme is over", "assign")
    words = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    return Reason(7, "info", "flag", f"Programme ends {words}")


RULES: tuple[Callable[[Situation], Reason | None], ...] = (
    pain,
    next_morning,
    hurting_skips,
    question,
    rising,
    stopped,
    few,
    no_programme,
    note,
    not_joined,
    ending,
)


def day_words(on: date, today: date) -> str:
    """A day of the last week: "today", "yesterday", "on Friday"."""
    return {0: "today", 1: "yesterday"}.get((today - on).days, f"on {on:%A}")
