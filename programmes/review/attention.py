"""What needs a physio's attention in a patient's last weeks? Facts and their words, no verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.pain_rule import PainRule

STOPPED_AFTER_DAYS = 5
ENDING_WITHIN_DAYS = 7
RISING_BY = 2


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
class Reason:
    """One reason for attention; a smaller weight comes first."""

    weight: int
    tone: str
    icon: str
    words: str


def reasons_for(
    *,
    sessions: Sequence[SessionFact],
    rule: PainRule,
    today: date,
    ever_signed_in: bool,
    days_since_done: int | None,
    has_programme: bool,
    days_to_end: int | None,
) -> list[Reason]:
    """The reasons that hold today, most pressing first. `sessions` are in order of date."""
    found = [
        pain_reason(sessions, rule, today),
        rising_reason(sessions, rule),
        sign_in_reason(ever_signed_in),
        stopped_reason(days_since_done) if has_programme and ever_signed_in else None,
        ending_reason(days_to_end),
        None if has_programme else Reason(6, "info", "list-check", "No programme"),
    ]
    return sorted((reason for reason in found if reason), key=lambda reason: reason.weight)


def pain_reason(sessions: Sequence[SessionFact], rule: PainRule, today: date) -> Reason | None:
    """One red, or two ambers, within the last week."""
    week = [s for s in sessions if (today - s.on).days <= 7 and s.worst_pain is not None]
    lights = [rule.light_for(s.worst_pain) for s in week]
    if "red" in lights:
        worst = max((s for s in week), key=lambda s: s.worst_pain)
        return Reason(1, "red", "heart-pulse", f"Pain {worst.worst_pain} on {worst.on:%A}")
    if lights.count("amber") >= 2:
        return Reason(2, "amber", "heart-pulse", f"{lights.count('amber')} amber days this week")
    return None


def rising_reason(sessions: Sequence[SessionFact], rule: PainRule) -> Reason | None:
    """The last three scores together lie two points above the three before."""
    scores = [s.worst_pain for s in sessions if s.worst_pain is not None][-6:]
    if len(scores) < 6:
        return None
    rise = (sum(scores[3:]) - sum(scores[:3])) / 3
    return Reason(3, "amber", "graph-up", "Pain is rising") if rise >= RISING_BY else None


def sign_in_reason(ever_signed_in: bool) -> Reason | None:
    return None if ever_signed_in else Reason(4, "info", "key", "Never signed in")


def stopped_reason(days_since_done: int | None) -> Reason | None:
    if days_since_done is None:
        return Reason(4, "coral", "stopwatch", "Nothing done yet")
    if days_since_done < STOPPED_AFTER_DAYS:
        return None
    return Reason(4, "coral", "stopwatch", f"Nothing done for {days_since_done} days")


def ending_reason(days_to_end: int | None) -> Reason | None:
    if days_to_end is None or days_to_end > ENDING_WITHIN_DAYS:
        return None
    if days_to_end < 0:
        return Reason(5, "info", "flag", "Programme is over")
    return Reason(5, "info", "flag", f"Programme ends in {days_to_end} days")
