"""What has been understood of a line of shorthand so far? The state and the shape of its rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from exercises.dosing.dose import Side

TimedAs = Literal["hold", "duration"]


class ClashError(Exception):
    """Two pieces of the line say different things about the same."""


@dataclass
class Reading:
    """Fields of the dose in `given`, of the frequency in `when`; the rest is told in words.

    `timed_as` and `side` are what the exercise wants where the text is silent.
    """

    timed_as: TimedAs
    side: Side
    given: dict[str, Any] = field(default_factory=dict)
    when: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, **values: Any) -> None:
        """Keep fields of the dose; None is left out."""
        _keep(self.given, values)

    def take_when(self, **values: Any) -> None:
        """Keep fields of the frequency; None is left out."""
        _keep(self.when, values)

    def warn(self, text: str) -> None:
        self.warnings.append(text)


def _keep(kept: dict[str, Any], values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None and kept.setdefault(name, value) != value:
            raise ClashError


Read = Callable[[Reading, re.Match[str]], None]


class Rules(list[tuple[re.Pattern[str], Read]]):
    """Ways to read the beginning of a text, in order: the first that fits is taken."""

    def add(self, *patterns: str) -> Callable[[Read], Read]:
        def keep(read: Read) -> Read:
            self.extend((re.compile(text, re.IGNORECASE), read) for text in patterns)
            return read

        return keep


# Building blocks of the patterns. WHOLE and RANGE have two groups: low and high.
NUMBER = r"(\d+(?:\.\d+)?)"
WHOLE = r"(\d+)(?:\s*(?:[-–—]|to)\s*(\d+))?"
RANGE = NUMBER + r"(?:\s*(?:[-–—]|to)\s*" + NUMBER + r")?"
SECONDS = r"\s*(?:s|secs?|seconds?)\b|\s*[\"″]"
MINUTES = r"\s*(?:mins?|minutes?)\b"


def whole(low: str, high: str | None) -> tuple[int, int | None]:
    """The two groups of WHOLE as numbers; a range from a number to itself is no range."""
    return int(low), int(high) if high and int(high) != int(low) else None
