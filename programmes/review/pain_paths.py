"""How did pain and effort go: before, after, the next morning? Three paths over the same bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.pain_rule import PainRule

from ..models import Session
from ..pain_line import PainLine, pain_line

WIDTH, HEIGHT, LEFT, EFFORT_HEIGHT = 380, 120, 36, 40


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

    def path(field: str, height: int = HEIGHT) -> PainLine:
        said = [(s.on, value) for s in sessions if (value := getattr(s, field)) is not None]
        return drawn(said, height)

    def drawn(scores: list[tuple[date, int]], height: int) -> PainLine:
        days = {"first_day": first_day, "last_day": last_day}
        return pain_line(scores, rule=rule, **days, width=WIDTH, height=height, left=LEFT)

    fields = ("pain_before", "pain_after", "pain_next_morning")
    said = [(s.on, [v for f in fields if (v := getattr(s, f)) is not None]) for s in sessions]
    return PainPaths(
        worst=drawn([(on, max(values)) for on, values in said if values], HEIGHT),
        before=path("pain_before"),
        after=path("pain_after"),
        next_morning=path("pain_next_morning"),
        effort=path("effort", EFFORT_HEIGHT),
    )
