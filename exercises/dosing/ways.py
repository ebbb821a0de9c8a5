"""In which way is it done? Load, band, effort, feel, speed and rest in the text."""

import re

from exercises.dosing.dose import BAND_LEVELS, EFFORTS
from exercises.dosing.reading import MINUTES, RANGE, SECONDS, Reading, Rules

WAYS = Rules()

# After a plain word: no other plain word, so that "on a hard floor" stays a note.
_ENDS = r"(?=\s*(?:\Z|[^\sa-z]|(?:each|ea|es|both|left|right|daily|slow|RPE|RIR|R\d|BD|TDS)\b))"
_ANKLE = r"(\s+ankle weights?\b)?(?:\s+(?:dumbbells?|weights?|kettlebells?)\b)?"
_NUMBER_OF_WEIGHTS = r"(?:(\d+)\s*[x×*]\s*)?"


@WAYS.add(rf"(?:with\s*|load:?\s*|@\s*)?{_NUMBER_OF_WEIGHTS}{RANGE}\s*(kg|lb)s?\b{_ANKLE}")
def _weight(reading: Reading, found: re.Match[str]) -> None:
    pieces, low, high, unit, ankle = found.groups()
    text = f"{_range_as_text(low, high)} {unit.lower()}" + (" ankle weight" if ankle else "")
    reading.take(load_text=f"{pieces} x {text}" if pieces else text)


@WAYS.add(rf"(?:@\s*)?{RANGE}\s*%\s*(?:of\s*)?1\s*RM\b")
def _share_of_the_most(reading: Reading, found: re.Match[str]) -> None:
    reading.take(load_text=f"{_range_as_text(*found.groups())}% 1RM")


@WAYS.add(r"(?:body ?weight|BW)\b")
def _bodyweight(reading: Reading, found: re.Match[str]) -> None:
    reading.take(load_text="bodyweight")


@WAYS.add(
    r"(holding a weight)s?\b",
    r"(with )(?:an? )?(weight|load|band)s?\b(?! level)",
    rf"(loaded|heavy)\b{_ENDS}",
)
def _load_in_words(reading: Reading, found: re.Match[str]) -> None:
    reading.take(load_text="".join(found.groups()).lower())


@WAYS.add(r"load: *([^,;]+)")
def _load_as_written(reading: Reading, found: re.Match[str]) -> None:
    reading.take(load_text=found[1].strip())


_STRENGTH = r"(?:extra |x-?)?(?:light|medium|heavy)"
_COLOUR = "|".join(label for label in BAND_LEVELS if " " not in label)
_TO = r"\s*(?:→|->|–|-|\bto\b)\s*"
_BAND = r"(?:TB|(?:thera-?)?bands?)\b(?! (?:at|above|around|round|below))"


@WAYS.add(
    rf"(?:with )?(?:an? )?({_STRENGTH}(?:{_TO}{_STRENGTH})?|{_COLOUR})\s+{_BAND}(?: level (\d+))?",
    rf"(?:with )?(?:an? )?(){_BAND} (?:level )?([1-8])(?!\s*[\w.%°x×*-])",
    rf"(?:with )?(?:an? )?()level (\d+) {_BAND}",
    rf"(?:with )?(?:an? )?([a-z]+) {_BAND}(?: level (\d+))?",
    rf"(?:with )?(?:an? )?(){_BAND}()",
)
def _band(reading: Reading, found: re.Match[str]) -> None:
    label = re.sub(_TO, " to ", re.sub(r"\bx-?(?=[lmh])", "extra ", found[1].lower()))
    if not label and not found[2]:
        reading.take(load_text="with band")
        return
    level = int(found[2]) if found[2] else BAND_LEVELS.get(label)
    reading.take(band_label=label or None, band_level=level)


@WAYS.add(r"band (?:at|above|around|round|below) (?:(?!\s*(?:,|;|\beach\b|\bea\b)).)+")
def _place_of_the_band(reading: Reading, found: re.Match[str]) -> None:
    reading.notes.append(found[0])


@WAYS.add(rf"(?:@\s*)?(RPE|RIR):?\s*[≤<]?=?\s*{RANGE}(?:\s*/\s*10\b)?", rf"(){RANGE}\s*RIR\b")
def _effort(reading: Reading, found: re.Match[str]) -> None:
    scale, low, high = found.groups()
    reading.take(
        effort_scale=(scale or "RIR").lower(),
        effort_min=_number(low),
        effort_max=_number(high) if high and high != low else None,
    )


_FEELING = r"(?:stretch )?(?:feel(?:ing)?|pressure|discomfort|stretch|pain)"
_AT_MOST = r"(?:≤|<=?|up to|max|at most)"


@WAYS.add(
    rf"{_FEELING}\s*{_AT_MOST}?\s*(\d+)\s*(?:/|out of)\s*10\b",
    rf"{_AT_MOST}\s*(\d+)\s*(?:/|out of)\s*10\b(?:\s*{_FEELING})?",
)
def _feel(reading: Reading, found: re.Match[str]) -> None:
    reading.take(feel_max=int(found[1]))


_EASE = rf"(?:{'|'.join(EFFORTS)})"


@WAYS.add(rf"({_EASE}(?: to {_EASE})?)\b(?: effort\b)?{_ENDS}")
def _effort_in_words(reading: Reading, found: re.Match[str]) -> None:
    reading.take(effort_words=" ".join(found[1].lower().split()))


@WAYS.add(r"effort: *([^,;]+)")
def _effort_as_written(reading: Reading, found: re.Match[str]) -> None:
    reading.take(effort_words=found[1].strip())


@WAYS.add(r"(?:tempo:? *)?(\d+(?:\s*[-–—]\s*\d+){2,3})(?![\d–-])")
def _tempo_in_numbers(reading: Reading, found: re.Match[str]) -> None:
    reading.take(tempo="-".join(re.findall(r"\d+", found[1])))


@WAYS.add(rf"(\d+)(?:{SECONDS})\s*(?:lower(?:ing)?|down|eccentric)\b")
def _seconds_to_lower(reading: Reading, found: re.Match[str]) -> None:
    reading.take(tempo=f"{found[1]} s lower")


@WAYS.add(r"(?:slow(?:ly)? lower(?:ing)?|lower(?:ing)? slow(?:ly)?)\b")
def _lower_slowly(reading: Reading, found: re.Match[str]) -> None:
    reading.take(tempo="slow lower")


@WAYS.add(r"(slow|controlled|fast|quick)(?:ly)?\b")
def _tempo_in_words(reading: Reading, found: re.Match[str]) -> None:
    reading.take(tempo={"quick": "fast"}.get(found[1].lower(), found[1].lower()))


@WAYS.add(r"tempo:? *([^,;]+)")
def _tempo_as_written(reading: Reading, found: re.Match[str]) -> None:
    reading.take(tempo=found[1].strip())


@WAYS.add(
    rf"(?:R|rest:?)\s*(\d+)(?:({MINUTES})|{SECONDS})?(?![\w/])",
    rf"(\d+)(?:({MINUTES})|{SECONDS})\s*rest\b",
)
def _rest(reading: Reading, found: re.Match[str]) -> None:
    reading.take(rest_s=int(found[1]) * (60 if found[2] else 1))


def _range_as_text(low: str, high: str | None) -> str:
    return f"{low}–{high}" if high else low


def _number(text: str) -> float:
    return int(text) if text.isdigit() else float(text)
