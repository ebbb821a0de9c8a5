"""How much is to be done? One dose: its limits, its words and its time."""

import math
import re
from dataclasses import dataclass
from typing import Literal

from exercises.dosing import frequency as frequencies
from exercises.dosing import words
from exercises.dosing.frequency import Frequency

Side = Literal["both", "each", "left", "right", "affected", "alternating"]
RepsUnit = Literal["", "steps", "alphabet", "max"]
EffortScale = Literal["", "rpe", "rir"]

SIDES: tuple[Side, ...] = ("both", "each", "left", "right", "affected", "alternating")
REPS_UNITS: tuple[RepsUnit, ...] = ("", "steps", "alphabet", "max")
EFFORT_SCALES: tuple[EffortScale, ...] = ("", "rpe", "rir")

# Strength words and colours as level 1-8. Colours differ by brand: these are the commonest
# order (tan, yellow, red, green, blue, black, silver, gold), and the label is what is shown.
BAND_LEVELS = {
    "extra light": 1, "light": 2, "light to medium": 2, "medium": 3, "medium to heavy": 4,
    "heavy": 5, "extra heavy": 6,
    "tan": 1, "yellow": 2, "red": 3, "green": 4, "blue": 5, "black": 6, "silver": 7, "gold": 8,
}  # fmt: skip

# field, its upper end of a range (if any), name, smallest, largest
RANGES = (
    ("sets", "sets_max", "Sets", 1, 10),
    ("reps", "reps_max", "Repetitions", 1, 100),
    ("hold_s", "hold_s_max", "Seconds to hold", 0, 300),
    ("duration_s", "duration_s_max", "Seconds to keep going", 5, 7200),
    ("distance_m", None, "Metres", 1, 50_000),
    ("rest_s", None, "Seconds of rest", 0, 600),
    ("band_level", None, "Band level", 1, 8),
    ("effort_min", "effort_max", "Effort", 0, 10),
    ("feel_max", None, "The most it may be felt", 0, 10),
)
LONGEST_TEXTS = (
    ("tempo", "Tempo", 40),
    ("load_text", "Load", 60),
    ("band_label", "Band colour", 30),
    ("effort_words", "Effort in words", 60),
    ("note", "The note", 200),
)
CHOICES = (
    ("side", SIDES, "Choose a side from the list."),
    ("reps_unit", REPS_UNITS, "Choose what is counted from the list."),
    ("effort_scale", EFFORT_SCALES, "Choose an effort scale from the list."),
)

EFFORTS = (
    "very light", "light", "very easy", "easy", "comfortable", "moderate", "somewhat hard",
    "very hard", "hard",
)  # fmt: skip

SECONDS_PER_REP = 4
SECONDS_TO_SET_UP = 20
SECONDS_PER_ALPHABET = 60
REPS_IF_MAX = 12
METRES_PER_SECOND = 1
# What is assumed where a dose gives no rest: in seconds, by the part of the plan.
USUAL_REST_S = {"strengthen": 45, "release": 10, "stretch": 10}


@dataclass(frozen=True)
class Dose:
    """One dose. `None` means not given; `..._max` makes a range; `_s` is seconds.

    `hold_s` is per repetition, or per set if there are no repetitions. `duration_s` and
    `distance_m` are per set. `side` "each" doubles the work and the time, and `each_way`
    only says "each way" instead of "each side". `feel_max` is the most a stretch or a
    pressure may be felt, 0-10. A numeric `tempo` such as "2-1-3" counts seconds in the
    order of the movement: go, stop, come back (, stop).
    """

    sets: int | None = None
    sets_max: int | None = None
    reps: int | None = None
    reps_max: int | None = None
    reps_unit: RepsUnit = ""
    hold_s: int | None = None
    hold_s_max: int | None = None
    duration_s: int | None = None
    duration_s_max: int | None = None
    distance_m: int | None = None
    rest_s: int | None = None
    tempo: str = ""
    load_text: str = ""
    band_level: int | None = None
    band_label: str = ""
    effort_scale: EffortScale = ""
    effort_min: float | None = None
    effort_max: float | None = None
    effort_words: str = ""
    side: Side = "both"
    each_way: bool = False
    feel_max: int | None = None
    note: str = ""


def validate(dose: Dose) -> list[str]:
    """What is wrong, in words; an empty list means that the dose can be prescribed."""
    errors = []
    for field, upper_field, name, smallest, largest in RANGES:
        errors += _range_errors(dose, field, upper_field, name, smallest, largest)
    for field, name, longest in LONGEST_TEXTS:
        if len(getattr(dose, field)) > longest:
            errors.append(f"{name} can have at most {longest} characters.")
    for field, choices, message in CHOICES:
        if getattr(dose, field) not in choices:
            errors.append(message)
    return errors + _contradictions(dose)


def _range_errors(
    dose: Dose, field: str, upper_field: str | None, name: str, smallest: int, largest: int
) -> list[str]:
    low = getattr(dose, field)
    high = getattr(dose, upper_field) if upper_field else None
    if any(value is not None and not smallest <= value <= largest for value in (low, high)):
        return [f"{name} must be between {smallest} and {largest}."]
    if high is not None and low is None:
        return [f"{name}: a range needs its lower number too."]
    if high is not None and high < low:
        return [f"{name}: the upper number must not be less than the lower."]
    return []


def _contradictions(dose: Dose) -> list[str]:
    errors = []
    amounts = (dose.reps, dose.hold_s, dose.duration_s, dose.distance_m)
    if not any(amounts) and dose.reps_unit not in ("max", "alphabet"):
        errors.append("Say how much: repetitions, a hold, a time or a distance.")
    if dose.hold_s and dose.duration_s:
        errors.append("Give a hold or a time to keep going, not both.")
    if dose.reps and dose.reps_unit == "max":
        errors.append("Give a number of repetitions or as many as possible, not both.")
    if dose.each_way and dose.side != "each":
        errors.append("“Each way” needs the side “each”.")
    if dose.effort_min is not None and not dose.effort_scale:
        errors.append("Choose an effort scale: RPE or RIR.")
    return errors


def seconds_for(dose: Dose, *, part: str = "") -> int:
    """About how long one session of this dose takes, in seconds.

    sets × sides × (reps × (4 s + hold) or duration) + (sets − 1) × rest + 20 s to set up.
    Of a range of sets or reps the upper number counts, of a range of seconds the middle.
    A hold without reps counts sets × sides × hold. As many as you can counts as 12 reps,
    an alphabet as a minute, a distance as 1 m a second. A rest that is not given is 45 s
    when strengthening and 10 s in the other parts; without a `part` ("strengthen",
    "release", "stretch") it is 45 s if there are reps, else 10 s.
    """
    sets = dose.sets_max or dose.sets or 1
    sides = 2 if dose.side == "each" else 1
    has_reps = dose.reps is not None or dose.reps_unit == "max"
    rest = dose.rest_s
    if rest is None:
        rest = USUAL_REST_S.get(part, USUAL_REST_S["strengthen" if has_reps else "stretch"])
    total = sets * sides * _seconds_of_one_set(dose) + (sets - 1) * rest + SECONDS_TO_SET_UP
    return math.ceil(total)


def _seconds_of_one_set(dose: Dose) -> float:
    if dose.duration_s is not None:
        return _middle(dose.duration_s, dose.duration_s_max)
    hold = _middle(dose.hold_s or 0, dose.hold_s_max)
    if dose.reps_unit == "alphabet":
        return (dose.reps_max or dose.reps or 1) * SECONDS_PER_ALPHABET
    if dose.reps_unit == "max":
        return REPS_IF_MAX * (SECONDS_PER_REP + hold)
    if dose.reps is not None:
        return (dose.reps_max or dose.reps) * (SECONDS_PER_REP + hold)
    if dose.distance_m is not None:
        return dose.distance_m / METRES_PER_SECOND
    return hold


def _middle(low: int, high: int | None) -> float:
    return low if high is None else (low + high) / 2


def in_sentences(dose: Dose) -> list[str]:
    """The dose for the patient, a short sentence each: "Do 12 on each side." "Do 3 sets." """
    at = words.where(dose.side, dose.each_way)
    has_reps = dose.reps is not None or dose.reps_unit in ("max", "alphabet")
    sentences = _work(dose, at, has_reps)
    if has_reps and dose.sets and (dose.sets_max or dose.sets) > 1:
        sentences.append(words.sets(dose.sets, dose.sets_max))
    elif dose.sets and (dose.sets_max or dose.sets) > 1:
        sentences.append(words.do_it(dose.sets, dose.sets_max))
    return sentences + _rest_and_way(dose, has_reps)


def _work(dose: Dose, at: str, has_reps: bool) -> list[str]:
    said = []
    if has_reps:
        said.append(words.reps(dose.reps, dose.reps_max, dose.reps_unit, at))
        at = ""
    if dose.hold_s and has_reps:
        is_single = dose.reps == 1 and dose.reps_max in (None, 1)
        said.append(words.hold_each(dose.hold_s, dose.hold_s_max, is_single))
    elif dose.hold_s:
        said.append(words.hold(dose.hold_s, dose.hold_s_max, at))
        at = ""
    if dose.duration_s:
        said.append(words.keep_going(dose.duration_s, dose.duration_s_max, at))
        at = ""
    if dose.distance_m:
        said.append(words.go_far(dose.distance_m, at))
    return said


def _rest_and_way(dose: Dose, has_reps: bool) -> list[str]:
    said = []
    if dose.rest_s is not None and (dose.sets_max or dose.sets or 1) > 1:
        said.append(words.rest(dose.rest_s, has_reps))
    if dose.tempo:
        said.append(words.tempo(dose.tempo, bool(dose.hold_s)))
    if dose.load_text:
        said.append(words.load(dose.load_text))
    if dose.band_level or dose.band_label:
        said.append(words.band(dose.band_level, dose.band_label))
    return said + _effort_and_note(dose)


def _effort_and_note(dose: Dose) -> list[str]:
    said = []
    if dose.effort_min is not None:
        said.append(words.effort(dose.effort_scale, dose.effort_min, dose.effort_max))
    if dose.effort_words:
        said.append(words.effort_in_words(dose.effort_words))
    if dose.feel_max is not None:
        said.append(words.feel(dose.feel_max))
    if dose.note:
        said.append(words.note(dose.note))
    return said


def read_back(dose: Dose, frequency: Frequency | None = None) -> str:
    """What a physio typed, in full and with nothing left open.

    "5 x 10 s" comes back as "Hold 10 seconds. Do it 5 times."
    """
    at = words.where(dose.side, dose.each_way)
    sentences = in_sentences(dose)
    if dose.hold_s and dose.reps and not dose.reps_unit and dose.sets in (None, 1):
        if dose.sets_max in (None, 1):
            held = words.hold_read_back(dose.hold_s, dose.hold_s_max)
            sentences[:2] = [held, words.do_it(dose.reps, dose.reps_max, at)]
    elif dose.hold_s and dose.reps is None:
        sentences[0] = words.hold_read_back(dose.hold_s, dose.hold_s_max, at)
    if frequency is not None:
        sentences.append(f"{frequencies.in_words(frequency)}.")
    return " ".join(sentences)


def in_short(dose: Dose) -> str:
    """The dose for the physio: "3 x 12, 5 s hold, each side, RPE 7, R60 s"."""
    return ", ".join(short_parts(dose))


def short_parts(dose: Dose) -> list[str]:
    """The pieces of `in_short`, the amount first; each one can be parsed again."""
    parts = [_short_amount(dose)]
    if dose.hold_s is not None and _has_reps_or_distance(dose):
        parts.append(f"{_span(dose.hold_s, dose.hold_s_max)} s hold")
    if dose.side != "both":
        parts.append(_short_side(dose))
    parts += [_short_load(dose.load_text), _short_band(dose), _short_effort(dose)]
    parts.append(_short_effort_words(dose.effort_words))
    if dose.feel_max is not None:
        parts.append(f"feel ≤{dose.feel_max}/10")
    parts.append(_short_tempo(dose.tempo))
    if dose.rest_s is not None:
        parts.append(f"R{dose.rest_s} s")
    if dose.note:
        parts.append(f"({dose.note})")
    return [part for part in parts if part]


def counts_as_reps(sets: int, hold_s: int) -> bool:
    """Whether "N x T s" means N repetitions: if each is 10 s at most, or there are more than 5."""
    return hold_s <= 10 or sets > 5


def _has_reps_or_distance(dose: Dose) -> bool:
    return dose.reps is not None or dose.reps_unit == "max" or dose.distance_m is not None


def _short_amount(dose: Dose) -> str:
    sets = _span(dose.sets or 1, dose.sets_max)
    single = dose.sets in (None, 1) and dose.sets_max in (None, 1)
    if dose.reps_unit == "max":
        return f"{sets} x max" + (f" in {_short_time(dose)}" if dose.duration_s else "")
    if dose.reps_unit == "alphabet":
        several = f"{_span(dose.reps, dose.reps_max)} " if (dose.reps or 1) > 1 else ""
        return f"{sets} x {several}A–Z"
    if dose.reps is not None:
        unit = f" {dose.reps_unit}" if dose.reps_unit else ""
        return f"{sets} x {_span(dose.reps, dose.reps_max)}{unit}"
    prefix = "" if single else f"{sets} x "
    if dose.duration_s is not None:
        return prefix + _short_time(dose)
    if dose.distance_m is not None:
        return prefix + (_short_distance(dose.distance_m))
    if dose.hold_s is None:
        return f"{sets} x" if dose.sets else ""
    if not single and counts_as_reps(dose.sets_max or dose.sets, dose.hold_s):
        prefix = f"{sets} sets x "
    return f"{prefix}{_span(dose.hold_s, dose.hold_s_max)} s hold"


def _short_time(dose: Dose) -> str:
    low, high = dose.duration_s, dose.duration_s_max
    if low >= 120 and low % 60 == 0 and (high or 0) % 60 == 0:
        return f"{_span(low // 60, high and high // 60)} min"
    return f"{_span(low, high)} s"


def _short_distance(metres: int) -> str:
    return f"{metres // 1000} km" if metres % 1000 == 0 else f"{metres} m"


def _short_side(dose: Dose) -> str:
    if dose.each_way and dose.side == "each":
        return "each way"
    return {"each": "each side", "left": "L", "right": "R"}.get(dose.side, dose.side)


def _short_load(text: str) -> str:
    if re.fullmatch(r"(\d+ x )?[\d.–]+ (kg|lb)( ankle weight)?|[\d.–]+% 1RM", text):
        return f"@ {text}"
    return text if not text or text in words.LOADS else f"load: {text}"


def _short_tempo(text: str) -> str:
    if not text or text in words.TEMPOS or re.fullmatch(r"\d+(-\d+){2,3}|\d+ s lower", text):
        return text
    return f"tempo: {text}"


def _short_effort_words(text: str) -> str:
    if not text or text == "to fatigue" or set(text.split(" to ")) <= set(EFFORTS):
        return text
    return f"effort: {text}"


def _short_band(dose: Dose) -> str:
    if dose.band_label and BAND_LEVELS.get(dose.band_label) == dose.band_level:
        return f"{dose.band_label} band"
    if dose.band_level is None:
        return f"{dose.band_label} band" if dose.band_label else ""
    return f"{dose.band_label} band level {dose.band_level}".strip()


def _short_effort(dose: Dose) -> str:
    if dose.effort_min is None:
        return ""
    low, high = words.number(dose.effort_min), dose.effort_max
    reach = low if high in (None, dose.effort_min) else f"{low}–{words.number(high)}"
    return f"{dose.effort_scale.upper() or 'RPE'} {reach}"


def _span(low: int | None, high: int | None) -> str:
    return f"{low}" if high in (None, low) else f"{low}–{high}"
