"""What does "3 x 12, 5 s hold, each side, 2x/day" mean? Reads and writes what physios type.

The rules that settle what the text leaves open:

- "3 x 12" is sets x reps. "N x T s" is N sets of T seconds; but if a hold is 10 s at most, or
  there are more than 5 of them, it is one set of N repetitions ("10 x 5 s hold"). "5 sets x
  10 s" always says sets. Without a number of sets it is one set.
- Seconds are a hold; they are a time to keep going if the caller says that the exercise is
  `timed_as` "duration" (release), or if "timed" follows. Beside repetitions they are a hold.
  Minutes are always a time to keep going. "5 m" is 5 metres.
- Where no side is written, it is the `side` that the caller gives for the exercise.
- A range of days a week is its middle, rounded down. 7 days a week is daily. "Up to 2x/day" is
  as needed. "Both sides" is each side in turn.
- Text in brackets is a note. Other text that is not understood is kept as a note with a
  warning, unless it holds a number or a word of dosing: then it is an error.
"""

import re
from dataclasses import dataclass, field

from exercises.dosing import dose as doses
from exercises.dosing import frequency as frequencies
from exercises.dosing.amounts import AMOUNTS, SIDES
from exercises.dosing.dose import Dose, Side
from exercises.dosing.frequency import Frequency
from exercises.dosing.reading import ClashError, Reading, TimedAs
from exercises.dosing.ways import WAYS
from exercises.dosing.when import WHEN, frequency_of

EXAMPLE = "3 x 12, 5 s hold, each side, 3x/week"
LONGEST_LINE = 300

# In this order: "2 x 5 kg" is a load before it is 2 sets, "3x/week" is a frequency.
_RULES = WHEN + WAYS + AMOUNTS + SIDES
_BETWEEN = re.compile(r"(?:[\s,;:.·+&/]|(?:and|then)\b)*", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?(?:\s*[-–—]\s*\d+)?\s*(?:°|%|(?:deg|degrees|cm|mm)\b)", re.I)
_WORD_OF_DOSING = re.compile(
    r"\d|\b(?:sides?|hold|holds|sets?|reps?|rest|rpe|rir|kgs?|lbs?|secs?|seconds?|mins?|minutes?"
    r"|days?|daily|weeks?|weekly|wk|bands?|tempo|times|hours?|hourly)\b",
    re.IGNORECASE,
)


class ShorthandError(ValueError):
    """The text was not understood; the message says which part, and gives an example."""


@dataclass(frozen=True)
class Prescribed:
    """What a line of shorthand says. `frequency` is None where the line is silent.

    Warnings tell which reading was chosen; they do not count when comparing.
    """

    dose: Dose
    frequency: Frequency | None = None
    warnings: tuple[str, ...] = field(default=(), compare=False)


def parse(text: str, *, timed_as: TimedAs = "hold", side: Side = "both") -> Prescribed:
    """Read one line of shorthand.

    `timed_as` says what plain seconds are for this exercise, `side` which side is meant if
    the text names none. Raises ShorthandError.
    """
    if len(text) > LONGEST_LINE:
        raise ShorthandError(
            f"This line is too long: write at most {LONGEST_LINE} characters, "
            f"for example: {EXAMPLE}"
        )
    reading = Reading(timed_as, side)
    rest = _take_brackets(reading, text.strip())
    position = _BETWEEN.match(rest).end()
    while position < len(rest):
        end = _read_piece(reading, rest, position) or _read_note(reading, rest, position)
        position = _BETWEEN.match(rest, end).end()
    return _prescribed(reading, text)


def parse_frequency(text: str) -> Frequency | None:
    """The frequency of a text that says how often and nothing else; None where it does not."""
    try:
        read = parse(f"1 x 1, {text}")
    except ShorthandError:
        return None
    return read.frequency if read.dose == Dose(sets=1, reps=1) else None


def _take_brackets(reading: Reading, text: str) -> str:
    """Keep what stands in brackets as notes; "(L)" and "(max 2/day)" are pieces like others."""

    def take(found: re.Match[str]) -> str:
        inner = found[1].strip()
        if any(pattern.fullmatch(inner) for pattern, _ in WHEN + SIDES):
            return f", {inner}, "
        if inner:
            reading.notes.append(inner)
        return ", "

    return _BRACKETS.sub(take, text)


def _read_piece(reading: Reading, text: str, position: int) -> int:
    """Read one piece with the first rule that fits; returns where it ends, 0 if none does."""
    for pattern, read in _RULES:
        found = pattern.match(text, position)
        if found and found.end() > position:
            try:
                read(reading, found)
            except ClashError:
                raise ShorthandError(
                    f"“{found[0].strip()}” does not fit with what stands before it. "
                    f"Write each thing once, for example: {EXAMPLE}"
                ) from None
            return found.end()
    return 0


def _read_note(reading: Reading, text: str, position: int) -> int:
    """Keep words that mean no dose, up to a comma or to a piece that begins with "each"."""
    end = position
    while found := _WORD.match(text, end):
        end = found.end()
        ahead = re.compile(r"\s+").match(text, end)
        if not ahead or re.compile(r"(?:each|per)\b", re.I).match(text, ahead.end()):
            break
        end = ahead.end()
    note = text[position:end].strip()
    if _WORD_OF_DOSING.search(_MEASURE.sub("", note)):
        raise ShorthandError(
            f"“{note}” was not understood. Write for example: {EXAMPLE}. "
            f"A note goes in brackets: ({note})"
        )
    reading.notes.append(note)
    if not _MEASURE.search(note):
        reading.warn(f"“{note}” was kept as a note.")
    return end


def _prescribed(reading: Reading, text: str) -> Prescribed:
    given = reading.given
    if not {"reps", "reps_unit", "hold_s", "duration_s", "distance_m"} & set(given):
        raise ShorthandError(f"“{text}” does not say how much. Write for example: {EXAMPLE}")
    dose = Dose(**{"sets": 1, "side": reading.side, "note": "; ".join(reading.notes), **given})
    frequency = frequency_of(reading.when)
    errors = doses.validate(dose) + (frequencies.validate(frequency) if frequency else [])
    if errors:
        raise ShorthandError(f"{' '.join(errors)} Write for example: {EXAMPLE}")
    return Prescribed(dose, frequency, tuple(reading.warnings))


def to_shorthand(prescribed: Prescribed, *, timed_as: TimedAs = "hold", side: Side = "both") -> str:
    """One line that `parse`, given the same keywords, reads as the same dose and frequency."""
    dose = prescribed.dose
    parts = doses.short_parts(dose)
    is_in_seconds = parts[0].endswith(" s") and dose.reps_unit != "max"
    if dose.duration_s and is_in_seconds and timed_as == "hold":
        parts[0] += " timed"
    if dose.side == "both" and side != "both":
        parts.insert(1, "both together")
    if prescribed.frequency:
        parts.insert(len(parts) - bool(dose.note), frequencies.in_short(prescribed.frequency))
    return ", ".join(parts)
