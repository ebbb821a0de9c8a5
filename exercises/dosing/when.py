"""How often does the text say? Reads "2x/day", "3x/week", "EOD", "M/W/F", "PRN max 2/day"."""

import re
from typing import Any

from exercises.dosing.frequency import Frequency
from exercises.dosing.reading import Reading, Rules

WHEN = Rules()

_NUMBER_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven")
_N = rf"(\d+|{'|'.join(_NUMBER_WORDS[1:])})"
_UP_TO = r"(?:\s*[-–—]\s*(\d+))?"
_A = r"(?:\s*/\s*|\s+(?:a|per|each|every)\s+)"
_TIMES = r"(?:\s*[x×](?:\s+|(?=/))|\s*[x×]\s*(?=day|daily|d\b|week|wk)|\s+times\b|\s*(?=/))"
_DAY = r"(?:day|daily|d)\b"
_WEEK = r"(?:week|weekly|wk|w)\b"
_AT_MOST = r"(?:max(?:imum)?|up to|at most|≤)\s*"
_ONCE_TWICE = {"once": 1, "twice": 2}


@WHEN.add(r"(?:PRN|p\.r\.n\.?|(?:as|when|if) (?:needed|required|necessary))(?!\w)")
def _as_needed(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("as_needed", None))


@WHEN.add(rf"{_AT_MOST}{_N}{_TIMES}?(?:{_A}|\s*){_DAY}", rf"{_AT_MOST}(once|twice){_A}{_DAY}")
def _at_most_a_day(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("as_needed", None), max_per_day=_number(found[1]))


@WHEN.add(
    rf"{_N}{_UP_TO}{_TIMES}(?:{_A}|\s*){_DAY}",
    rf"(once|twice)()(?:{_A}|\s+){_DAY}",
)
def _times_a_day(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(times=_middle(reading, found, "times a day"))


_LATIN = {"od": 1, "qd": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}


@WHEN.add(r"(o\.?d|q\.?d|b\.?d|b\.?i\.?d|t\.?d\.?s|t\.?i\.?d|q\.?d\.?s|q\.?i\.?d)\b\.?")
def _latin(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(times=_LATIN[found[1].lower().replace(".", "")])


@WHEN.add(r"(?:EOD\b|e\.o\.d\.?|every (?:other|second|2nd) day\b|alternate days\b)")
def _every_other_day(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("every_n_days", 2))


@WHEN.add(rf"every {_N} days\b")
def _every_n_days(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("every_n_days", _number(found[1])))


@WHEN.add(r"(?:daily|every ?day|each day)\b")
def _daily(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("daily", None))


@WHEN.add(
    rf"{_N}{_UP_TO}{_TIMES}(?:{_A}|\s*){_WEEK}",
    rf"{_N}{_UP_TO}\s+days?{_A}{_WEEK}",
    rf"(once|twice)()(?:{_A}|\s+){_WEEK}",
)
def _days_a_week(reading: Reading, found: re.Match[str]) -> None:
    n = _middle(reading, found, "days a week")
    reading.take_when(days=("daily", None) if n == 7 else ("times_a_week", n))


@WHEN.add(r"weekly\b")
def _weekly(reading: Reading, found: re.Match[str]) -> None:
    reading.take_when(days=("times_a_week", 1))


_DAY_NAMES = (
    "mon(?:day)?s?", "tue(?:s|sday)?s?", "wed(?:nesday)?s?", "thu(?:r|rs|rsday)?s?",
    "fri(?:day)?s?", "sat(?:urday)?s?", "sun(?:day)?s?",
)  # fmt: skip
_TWO_LETTERS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_ONE_LETTER = ("m", "t", "w", "", "f")
_NAME = rf"(?:{'|'.join(_DAY_NAMES + _TWO_LETTERS)})\b"
_LETTER = r"(?:Tu|Th|Sa|Su|[MTWF])\b"


@WHEN.add(rf"(?:on )?({_NAME})\s*(?:-|–|—|to)\s*({_NAME})", r"(?:on )?weekdays()()\b")
def _days_from_to(reading: Reading, found: re.Match[str]) -> None:
    first, last = (_day(found[1]), _day(found[2])) if found[1] else (0, 4)
    _take_days(reading, {(first + more) % 7 for more in range((last - first) % 7 + 1)})


@WHEN.add(
    rf"(?:on )?{_NAME}(?:(?:\s*[/,+&]\s*|\s+and\s+|\s+){_NAME})*",
    rf"(?:on )?{_LETTER}(?:\s*[/+&]\s*{_LETTER})+",
)
def _days_by_name(reading: Reading, found: re.Match[str]) -> None:
    names = re.findall(r"[a-z]+", re.sub(r"\b(on|and)\b", " ", found[0].lower()))
    _take_days(reading, {_day(name) for name in names})


@WHEN.add(r"MWF\b")
def _monday_wednesday_friday(reading: Reading, found: re.Match[str]) -> None:
    _take_days(reading, {0, 2, 4})


@WHEN.add(r"(?:on |at )?weekends?\b")
def _weekends(reading: Reading, found: re.Match[str]) -> None:
    _take_days(reading, {5, 6})


def frequency_of(when: dict[str, Any]) -> Frequency | None:
    """The frequency of all that was read; None if the text is silent."""
    if not when:
        return None
    kind, n = when.get("days", ("daily", None))
    times = when.get("times", 1)
    if kind == "as_needed":
        return Frequency("as_needed", max_per_day=when.get("max_per_day", when.get("times")))
    return Frequency(kind, tuple(sorted(when.get("weekdays", ()))), n, times)


def _take_days(reading: Reading, days: set[int]) -> None:
    reading.take_when(days=("weekdays", None))
    reading.when.setdefault("weekdays", set()).update(days)


def _day(name: str) -> int:
    for days in (_ONE_LETTER, _TWO_LETTERS):
        if name.lower() in days:
            return days.index(name.lower())
    return next(day for day, text in enumerate(_DAY_NAMES) if re.fullmatch(text, name.lower()))


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _ONCE_TWICE.get(text.lower()) or _NUMBER_WORDS.index(text.lower())


def _middle(reading: Reading, found: re.Match[str], unit: str) -> int:
    """The number, or the middle of a range rounded down, with a warning."""
    low = _number(found[1])
    if not found[2]:
        return low
    middle = (low + int(found[2])) // 2
    reading.warn(f"“{found[0].strip()}” was read as {middle} {unit}.")
    return middle
