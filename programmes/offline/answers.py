"""What does the clinic say to a score that waits for signal? A page for each moment and light."""

from collections.abc import Iterator
from dataclasses import dataclass

from patients.pain_rule import Light, PainRule

SCORES = range(11)
ON_THE_PHONE = "{score}"  # the number is filled in on the phone
FIELDS = {"before": "pain_before", "after": "pain_after", "morning": "pain_next_morning"}


@dataclass(frozen=True)
class SaidOnThePhone:
    """One score and what the clinic says to it, as the page after it shows them."""

    score: str
    light: Light
    words: str
    moment: str

    @property
    def field(self) -> str:
        return FIELDS[self.moment]


def answer_to(rule: PainRule, moment: str, light: str, score: str) -> SaidOnThePhone | None:
    """None where there is no such moment or light; another number than one of the light is none."""
    if moment not in FIELDS or light not in rule.words:
        return None
    numbers = {str(n) for n in SCORES if rule.light_for(n) == light}
    shown = score if score in numbers else ON_THE_PHONE
    return SaidOnThePhone(shown, light, rule.words[light], moment)


def every_answer(rule: PainRule) -> Iterator[tuple[str, str]]:
    return ((moment, light) for light in reversed(list(rule.words)) for moment in FIELDS)


def lights(rule: PainRule) -> list[str]:
    """The light of each score from 0 to 10."""
    return [rule.light_for(score) for score in SCORES]


def points(rule: PainRule) -> list[dict]:
    """The scale, as its template takes it."""
    return [{"value": score, "band": rule.light_for(score)} for score in SCORES]
