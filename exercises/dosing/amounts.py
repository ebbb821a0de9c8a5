"""How much work does the text ask for? Sets, repetitions, holds, times, distances, sides."""

import re

from exercises.dosing.dose import counts_as_reps
from exercises.dosing.reading import MINUTES, NUMBER, SECONDS, WHOLE, Reading, Rules, whole

AMOUNTS = Rules()

_X = r"(\s*sets?\s*(?:of|[x×*])?\s*|\s*[x×*]\s*)"
_MAX = r"(?:max\b(?: reps?\b)?|AMRAP\b|(?:to )?(?:fatigue|failure)\b)"
_A_TO_Z = r"(?:A\s*(?:[-–—]|to)\s*Z\b|alphabets?\b)"


@AMOUNTS.add(rf"{WHOLE}{_X}{WHOLE}(?:\s*reps?)?\s*[x×*]\s*{WHOLE}(?:{SECONDS})(?:\s*holds?\b)?")
def _sets_reps_and_hold(reading: Reading, found: re.Match[str]) -> None:
    low_sets, high_sets, _, low_reps, high_reps, low, high = found.groups()
    _take_range(reading, "sets", low_sets, high_sets)
    _take_range(reading, "reps", low_reps, high_reps)
    _take_range(reading, "hold_s", low, high)


@AMOUNTS.add(rf"{WHOLE}\s*reps?\s*[x×*]\s*{WHOLE}\s*sets?\b")
def _reps_then_sets(reading: Reading, found: re.Match[str]) -> None:
    _take_range(reading, "reps", found[1], found[2])
    _take_range(reading, "sets", found[3], found[4])


@AMOUNTS.add(rf"{WHOLE}{_X}{_MAX}(?:\s*(?:in|for)\s*{WHOLE}(?:({MINUTES})|{SECONDS}))?")
def _sets_of_as_many_as_you_can(reading: Reading, found: re.Match[str]) -> None:
    _take_range(reading, "sets", found[1], found[2])
    reading.take(reps_unit="max")
    if found[4]:
        _take_duration(reading, found[4], found[5], bool(found[6]))


@AMOUNTS.add(rf"{_MAX}(?:\s*(?:in|for)\s*{WHOLE}(?:({MINUTES})|{SECONDS}))?")
def _as_many_as_you_can(reading: Reading, found: re.Match[str]) -> None:
    if {"reps", "reps_unit", "hold_s", "duration_s", "distance_m"} & set(reading.given):
        reading.take(effort_words="to fatigue")
        return
    reading.take(reps_unit="max")
    if found[1]:
        _take_duration(reading, found[1], found[2], bool(found[3]))


@AMOUNTS.add(rf"{WHOLE}{_X}(?:{WHOLE}\s*)?{_A_TO_Z}", rf"()()()()(){_A_TO_Z}")
def _alphabet(reading: Reading, found: re.Match[str]) -> None:
    if found[1]:
        _take_range(reading, "sets", found[1], found[2])
    _take_range(reading, "reps", found[4] or "1", found[5])
    reading.take(reps_unit="alphabet")


@AMOUNTS.add(
    rf"{WHOLE}{_X}(?:hold\s*)?{WHOLE}(?:({MINUTES})|{SECONDS})(?:\s*(holds?|timed)\b)?(?!\s*rest)"
)
def _sets_of_a_time(reading: Reading, found: re.Match[str]) -> None:
    low_sets, high_sets, times, low, high, is_minutes, named = found.groups()
    if _is_duration(reading, is_minutes, named):
        _take_range(reading, "sets", low_sets, high_sets)
        _take_duration(reading, low, high, bool(is_minutes))
        return
    most, hold = int(high_sets or low_sets), int(low)
    if "set" not in times.lower() and counts_as_reps(most, hold):
        reading.take(sets=1)
        _take_range(reading, "reps", low_sets, high_sets)
        reading.warn(f"“{found[0].strip()}” was read as repetitions, each one held.")
    else:
        _take_range(reading, "sets", low_sets, high_sets)
    _take_range(reading, "hold_s", low, high)


@AMOUNTS.add(rf"{WHOLE}{_X}{NUMBER}\s*(k)?(?:m|metres?|meters?)\b")
def _sets_of_a_distance(reading: Reading, found: re.Match[str]) -> None:
    _take_range(reading, "sets", found[1], found[2])
    _take_distance(reading, found[4], found[5])


@AMOUNTS.add(
    rf"{WHOLE}{_X}{WHOLE}(?:\s*(reps?|steps?)\b)?(?![\d.%°]|/(?!\s*[a-z])|\s*(?:cm|mm|kgs?|lbs?|s|mins?)\b)"
)
def _sets_of_reps(reading: Reading, found: re.Match[str]) -> None:
    _take_range(reading, "sets", found[1], found[2])
    _take_reps(reading, found[4], found[5], found[6])


@AMOUNTS.add(rf"{WHOLE}\s*sets?\b")
def _sets(reading: Reading, found: re.Match[str]) -> None:
    _take_range(reading, "sets", found[1], found[2])


@AMOUNTS.add(rf"{WHOLE}\s*(reps?|repetitions?|steps?)\b")
def _reps(reading: Reading, found: re.Match[str]) -> None:
    _take_reps(reading, found[1], found[2], found[3])


@AMOUNTS.add(
    rf"{WHOLE}(?:({MINUTES})|{SECONDS})(?:\s*(holds?|timed)\b)?",
    rf"hold\s*(?:for\s*)?{WHOLE}(?:({MINUTES})|{SECONDS})()",
)
def _time(reading: Reading, found: re.Match[str]) -> None:
    low, high, is_minutes, named = found.groups()
    is_per_rep = "reps" in reading.given and not is_minutes
    if named is not None and named.lower() != "timed" or is_per_rep:
        _take_range(reading, "hold_s", low, high, 60 if is_minutes else 1)
    elif _is_duration(reading, is_minutes, named):
        _take_duration(reading, low, high, bool(is_minutes))
    else:
        _take_range(reading, "hold_s", low, high)


@AMOUNTS.add(rf"{NUMBER}\s*(k)?(?:m|metres?|meters?)\b")
def _distance(reading: Reading, found: re.Match[str]) -> None:
    _take_distance(reading, found[1], found[2])
    if found[0].endswith(("m", "M")) and not found[2] and float(found[1]) <= 60:
        reading.warn(f"“{found[0]}” was read as metres. For minutes write “min”.")


@AMOUNTS.add(rf"\A{WHOLE}(?=\s*(?:\Z|,))")
def _bare_number(reading: Reading, found: re.Match[str]) -> None:
    _take_reps(reading, found[1], found[2], None)


SIDES = Rules()
_LIMB = r"(?:sides?|legs?|arms?|feet|foot|hands?|hips?|knees?)"


@SIDES.add(
    rf"(?:on )?(?:each|per|every|ea\.?) {_LIMB}\b",
    r"(?:each|ea|ES|E/S|EL)\b(?! (?:way|direction))",
    rf"(?<=/){_LIMB}\b",
    r"L\s*[+/&]\s*R\b|(?:left|L) and (?:right|R)\b",
)
def _each_side(reading: Reading, found: re.Match[str]) -> None:
    reading.take(side="each")


@SIDES.add(r"(?:each|per|ea\.?) (?:way|direction)\b|both (?:ways|directions)\b")
def _each_way(reading: Reading, found: re.Match[str]) -> None:
    reading.take(side="each", each_way=True)


@SIDES.add(r"both sides\b")
def _both_sides(reading: Reading, found: re.Match[str]) -> None:
    reading.take(side="each")
    reading.warn("“both sides” was read as each side in turn.")


@SIDES.add(rf"(?:both(?: {_LIMB})?(?: together)?|bilateral(?:ly)?|together)\b")
def _both(reading: Reading, found: re.Match[str]) -> None:
    reading.take(side="both")


@SIDES.add(rf"(?:on )?(?:the )?(left|right|affected|sore|L|R)(?: {_LIMB})?(?: only)?(?![\w/])")
def _one_side(reading: Reading, found: re.Match[str]) -> None:
    side = found[1].lower()
    reading.take(side={"l": "left", "r": "right", "sore": "affected"}.get(side, side))


@SIDES.add(rf"(?:alternating|alternate|alt)(?: {_LIMB})?\b(?! days)")
def _alternating(reading: Reading, found: re.Match[str]) -> None:
    reading.take(side="alternating")


def _is_duration(reading: Reading, is_minutes: str | None, named: str | None) -> bool:
    if named:
        return named.lower() == "timed"
    return bool(is_minutes) or reading.timed_as == "duration"


def _take_range(reading: Reading, name: str, low: str, high: str | None, unit: int = 1) -> None:
    smallest, largest = whole(low, high)
    reading.take(**{name: smallest * unit, f"{name}_max": largest and largest * unit})


def _take_duration(reading: Reading, low: str, high: str | None, is_minutes: bool) -> None:
    _take_range(reading, "duration_s", low, high, 60 if is_minutes else 1)


def _take_reps(reading: Reading, low: str, high: str | None, unit: str | None) -> None:
    _take_range(reading, "reps", low, high)
    if unit and unit.lower().startswith("step"):
        reading.take(reps_unit="steps")


def _take_distance(reading: Reading, number: str, kilo: str | None) -> None:
    reading.take(distance_m=round(float(number) * (1000 if kilo else 1)))
