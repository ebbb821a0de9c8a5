"""How did pain and effort go: before, after, the next morning? Three paths over the same bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.pain_rule import PainRule

from ..models import Session
from ..pain_line import PainLine, pain_line

SIZE = 100  # the page draws in per cent, so letters keep their size on any screen


@dataclass(frozen=True)
class PainPaths:
    """`worst` says the words and the last score; the three others are drawn."""

    worst: PainLine
    before: PainLine
    after: PainLine
    next_morning: PainLine
    effort: PainLine


def paths_for(
    sessions: Sequence[Session], *, rule: PainRule, first_day: date, last_day: date
) -> PainPaths:
    """`sessions` in order of their days."""

    def path(field: str) -> PainLine:
        return drawn([(s.on, at) for s in sessions if (at := getattr(s, field)) is not None])

    def drawn(scores: list[tuple[date, int]]) -> PainLine:
        days = {"first_day": first_day, "last_day": last_day}
        return pain_line(scores, rule=rule, **days, width=SIZE, height=SIZE)

    fields = ("pain_before", "pain_after", "pain_next_morning")
    said = [(s.on, [v for f in fields if (v := getattr(s, f)) is not None]) for s in sessions]
    return PainPaths(
        worst=drawn([(on, max(values)) for on, values in said if values]),
        before=path("pain_before"),
        after=path("pain_after"),
        next_morning=path("pain_next_morning"),
        effort=path("effort"),
    )
