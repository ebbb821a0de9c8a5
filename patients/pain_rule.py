"""What does the clinic say to this pain score?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Light = Literal["green", "amber", "red"]

# Limits and wording adapted from Silbernagel's pain-monitoring model (source S33), which was
# tested for Achilles tendons only; elsewhere it is used by analogy. A clinic sets its own.
DEFAULT_WORDS: dict[Light, str] = {
    "green": "Carry on. This much pain is fine.",
    "amber": (
        "This is OK for today. Do not add more yet. "
        "If the pain is not back to usual by tomorrow morning, do less next time."
    ),
    "red": (
        "Stop the exercise that hurts. Rest it for a day, then start with the easier version. "
        "If this happens twice, tell your physio."
    ),
}


@dataclass(frozen=True)
class PainRule:
    """Limits on the 0–10 scale: green up to green_max, amber up to amber_max, red above."""

    green_max: int = 3
    amber_max: int = 5
    words: Mapping[Light, str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if not 0 <= self.green_max < self.amber_max <= 9:
            raise ValueError("Pain limits must rise: green, then amber, at most 9.")
        if self.words is None:
            object.__setattr__(self, "words", DEFAULT_WORDS)

    def light_for(self, score: int) -> Light:
        """The light for a whole score from 0 to 10; ValueError outside."""
        if not 0 <= score <= 10:
            raise ValueError("A pain score is a whole number from 0 to 10.")
        if score <= self.green_max:
            return "green"
        return "amber" if score <= self.amber_max else "red"

    def words_for(self, score: int) -> str:
        return self.words[self.light_for(score)]

    def range_words(self, light: Light) -> str:
        """The scores of one light, as "0–3"."""
        first, last = {
            "green": (0, self.green_max),
            "amber": (self.green_max + 1, self.amber_max),
            "red": (self.amber_max + 1, 10),
        }[light]
        return str(first) if first == last else f"{first}–{last}"
