"""How is a score from 0 to 10 asked for, and what does the clinic say to the answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from patients.pain_rule import Light, PainRule

LIGHTS: tuple[Light, ...] = ("green", "amber", "red")
SCORES = range(11)
EFFORT_WORDS = _("0 rest, 2 easy, 4 a bit hard, 6 hard, 8 very hard, 10 all I had")

Moment = Literal["before", "after", "morning"]
SCORE_OF: dict[Moment, str] = {
    "before": "pain_before",
    "after": "pain_after",
    "morning": "pain_next_morning",
}


@dataclass(frozen=True)
class Scale:
    """A row of numbers; each pain score has its light, and each light its words."""

    points: Sequence[dict]
    bands: Sequence[dict] = ()

    @classmethod
    def of_pain(cls, rule: PainRule) -> "Scale":
        points = [{"value": score, "band": rule.light_for(score)} for score in SCORES]
        bands = [
            {"tone": light, "range": rule.range_words(light), "words": rule.words[light]}
            for light in LIGHTS
        ]
        return cls(points, bands)

    @classmethod
    def of_effort(cls) -> "Scale":
        return cls([{"value": score} for score in SCORES])


@dataclass(frozen=True)
class Said:
    """One score and what the clinic says to it."""

    score: int
    light: Light
    words: str
    moment: Moment

    @property
    def field(self) -> str:
        """What it is called in a form and on a session."""
        return SCORE_OF[self.moment]


def said_about(rule: PainRule, score: int | None, moment: Moment = "after") -> Said | None:
    if score is None:
        return None
    return Said(score, rule.light_for(score), rule.words_for(score), moment)
