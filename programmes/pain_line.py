"""How does a row of pain scores look as a line? Points and bands for an SVG, 0 at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.pain_rule import Light, PainRule

MOST = 10
LIGHTS: tuple[Light, ...] = ("green", "amber", "red")


@dataclass(frozen=True)
class Band:
    light: Light
    scores: str
    y: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    on: date
    score: int
    light: Light


@dataclass(frozen=True)
class Mark:
    """A date below the line."""

    x: float
    on: date


@dataclass(frozen=True)
class PainLine:
    width: int
    height: int
    dots: Sequence[Dot]
    bands: Sequence[Band]
    marks: Sequence[Mark]

    @property
    def points(self) -> str:
        """For a polyline: "x,y x,y"."""
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)

    @property
    def last(self) -> Dot | None:
        return self.dots[-1] if self.dots else None

    @property
    def words(self) -> str:
        """The line in one sentence, for those who do not see it."""
        if not self.last:
            return _("No pain score")
        worst = max(self.dots, key=lambda dot: (dot.score, dot.on))
        return _("Pain: last %(last)s, highest %(worst)s on %(when)s") % {
            "last": self.last.score,
            "worst": worst.score,
            "when": date_format(worst.on, "j F"),
        }


def pain_line(
    scores: Sequence[tuple[date, int]],
    *,
    rule: PainRule,
    first_day: date,
    last_day: date,
    width: int = 120,
    height: int = 36,
) -> PainLine:
    """Scores (0–10) by day, drawn from `first_day` at the left to `last_day` at the right.

    Sizes are in SVG units; of 100 by 100 they are per cent.
    """
    pad = 4
    span = max((last_day - first_day).days, 1)

    def across(day: date) -> float:
        return round(pad + (day - first_day).days / span * (width - 2 * pad), 1)

    def up(score: float) -> float:
        return round(height - score / MOST * height, 1)

    edges = [0, rule.green_max + 0.5, rule.amber_max + 0.5, MOST]
    inset = [(day, min(max(score, 0.4), 9.6), score) for day, score in scores]
    weeks = range(0, span, 7)
    return PainLine(
        width=width,
        height=height,
        dots=[Dot(across(day), up(at), day, s, rule.light_for(s)) for day, at, s in inset],
        bands=[
            Band(light, rule.range_words(light), up(high), round(up(low) - up(high), 1))
            for light, low, high in zip(LIGHTS, edges, edges[1:], strict=False)
        ],
        marks=[Mark(across(day), day) for day in (first_day + timedelta(days=n) for n in weeks)],
    )
