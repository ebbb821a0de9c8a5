"""How does a row of pain scores look as a line? Points and bands for an SVG, 0 at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.pain_rule import PainRule

MOST = 10


@dataclass(frozen=True)
class Band:
    light: str
    y: float
    height: float


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    on: date
    score: int


@dataclass(frozen=True)
class PainLine:
    width: int
    height: int
    dots: Sequence[Dot]
    bands: Sequence[Band]

    @property
    def points(self) -> str:
        """For a polyline: "x,y x,y"."""
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)


def pain_line(
    scores: Sequence[tuple[date, int]],
    *,
    rule: PainRule,
    first_day: date,
    last_day: date,
    width: int = 120,
    height: int = 36,
) -> PainLine:
    """Scores (0–10) by day, drawn from `first_day` at the left to `last_day` at the right."""
    pad = 3
    span = max((last_day - first_day).days, 1)

    def across(day: date) -> float:
        return round(pad + (day - first_day).days / span * (width - 2 * pad), 1)

    def up(score: float) -> float:
        return round(height - pad - score / MOST * (height - 2 * pad), 1)

    edges = [0, rule.green_max + 0.5, rule.amber_max + 0.5, MOST]
    lights = ("green", "amber", "red")
    return PainLine(
        width=width,
        height=height,
        dots=[Dot(across(day), up(score), day, score) for day, score in scores],
        bands=[
            Band(light, up(high), round(up(low) - up(high), 1))
            for light, low, high in zip(lights, edges, edges[1:], strict=False)
        ],
    )
