"""In which steps is one dose done, and how long does each of them take? Seconds throughout.

sets × sides × work, as `seconds_for` counts them: each set is done on both sides before the
rest. A range runs to its upper number, and the step says from when on it is enough.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from exercises.dosing.dose import (
    METRES_PER_SECOND,
    REPS_IF_MAX,
    SECONDS_PER_ALPHABET,
    SECONDS_PER_REP,
    SECONDS_TO_SET_UP,
    USUAL_REST_S,
    Dose,
)

Kind = Literal["intro", "ready", "work", "switch", "rest"]
# timed: ends by the clock · paced: counted at the dose's tempo, ends by a tap · open: by a tap
Way = Literal["timed", "paced", "open"]
StepSide = Literal["", "left", "right", "affected", "one", "other"]
# what a tick can keep of a range that was left before its upper end
Number = Literal["", "reps_done", "hold_done"]

READY_S = 5
SWITCH_S = 8
LONG_HOLD_S = 5  # from here on, repetitions with a hold run by the clock
# Release: press and breathe, then ease off and move on, as the steps of these exercises say.
# Only the order comes from them. These lengths pace it; the dose stays the whole time.
PRESS_S, EASE_S, SHORTEST_WITH_RHYTHM_S = 15, 5, 30
MIRRORED = ("left", "other")  # the drawings show the right side at work


@dataclass(frozen=True)
class Phase:
    """A part of one repetition, known by a word of `words.PHASES`."""

    word: str
    seconds: float


@dataclass(frozen=True)
class Step:
    """One thing to do. `seconds` is its length if it is timed, else about how long it takes."""

    kind: Kind
    seconds: float = 0
    way: Way = "timed"
    side: StepSide = ""
    set: int = 1
    sets: int = 1
    least: int = 1  # so many sets were asked for; the ones beyond may be left out
    amount: str = ""  # what the big number says before counting: "12", "8–12", "A–Z"
    unit: str = ""  # "times", "steps", "metres", "alphabet", "max", "kilometres"
    reps: int = 0
    phases: tuple[Phase, ...] = ()
    enough_s: float | None = None
    number: Number = ""

    @property
    def is_extra(self) -> bool:
        """A set beyond the least that was asked for."""
        return self.set > self.least

    @property
    def is_mirrored(self) -> bool:
        return self.side in MIRRORED


def steps_of(dose: Dose, *, part: str) -> list[Step]:
    """The steps of one exercise: set-up, get ready, each set on each side, and rests."""
    steps = [Step("intro", SECONDS_TO_SET_UP, side=sides_of(dose)[0])]
    steps += each_set(dose, part)
    return steps


def each_set(dose: Dose, part: str) -> Iterator[Step]:
    sides, rest = sides_of(dose), rest_of(dose, part)
    sets = dose.sets_max or dose.sets or 1
    for number in range(1, sets + 1):
        at = Step("work", set=number, sets=sets, least=dose.sets or 1)
        for place, side in enumerate(sides):
            yield from before(replace(at, side=side), place=place, rest=rest)
            yield work_of(dose, part, replace(at, side=side))


def before(work: Step, *, place: int, rest: int) -> Iterator[Step]:
    """What stands before the work: get ready, change sides, or rest."""
    if place:
        yield replace(work, kind="switch", seconds=SWITCH_S)
    elif work.set == 1:
        yield replace(work, kind="ready", seconds=READY_S)
    elif rest:
        yield replace(work, kind="rest", seconds=rest)
    else:
        yield replace(work, kind="ready" if not work.side else "switch", seconds=READY_S)


def sides_of(dose: Dose) -> tuple[StepSide, ...]:
    if dose.side == "each":
        return ("one", "other") if dose.each_way else ("right", "left")
    return (dose.side,) if dose.side in ("left", "right", "affected") else ("",)


def rest_of(dose: Dose, part: str) -> int:
    if dose.rest_s is not None:
        return dose.rest_s
    return USUAL_REST_S.get(part, USUAL_REST_S["strengthen"])


def work_of(dose: Dose, part: str, at: Step) -> Step:
    """One set on one side."""
    if dose.duration_s is not None:
        return timed(at, dose.duration_s, dose.duration_s_max, steady_phases(dose, part))
    if dose.reps_unit == "alphabet":
        often = dose.reps_max or dose.reps or 1
        amount = "A–Z" if often == 1 else f"A–Z × {often}"
        return open_end(at, often * SECONDS_PER_ALPHABET, amount, "alphabet")
    if dose.reps_unit == "max":
        return open_end(at, REPS_IF_MAX * (SECONDS_PER_REP + (dose.hold_s or 0)), "", "max")
    if dose.reps is not None:
        return repeated(dose, at)
    if dose.distance_m is not None:
        return far(at, dose.distance_m)
    held = replace(at, number="hold_done" if dose.hold_s_max else "")
    return timed(held, dose.hold_s or 0, dose.hold_s_max, (Phase(hold_word(part), 1),))


def timed(at: Step, low: float, high: float | None, phases: tuple[Phase, ...]) -> Step:
    enough = low if high and high > low else None
    return replace(at, seconds=high or low, way="timed", phases=phases, enough_s=enough)


def open_end(at: Step, about_s: float, amount: str, unit: str, reps: int = 0) -> Step:
    return replace(at, seconds=about_s, way="open", amount=amount, unit=unit, reps=reps)


def far(at: Step, metres: int) -> Step:
    in_km = metres >= 1000
    amount = f"{metres / 1000:g}" if in_km else f"{metres}"
    unit = "kilometres" if in_km else "metres"
    return open_end(at, metres / METRES_PER_SECOND, amount, unit)


def repeated(dose: Dose, at: Step) -> Step:
    """Repetitions: by the clock where each one is a long hold, else counted and tapped."""
    low, most = dose.reps or 1, dose.reps_max or dose.reps or 1
    amount = f"{low}" if most == low else f"{low}–{most}"
    phases = phases_of_rep(dose)
    length = sum(phase.seconds for phase in phases)
    if dose.reps_unit == "steps":
        return open_end(at, most * SECONDS_PER_REP, amount, "steps", most)
    is_long = (dose.hold_s or 0) >= LONG_HOLD_S
    return replace(
        at,
        seconds=most * length,
        way="timed" if is_long else "paced",
        amount=amount,
        unit="times",
        reps=most,
        phases=phases,
        enough_s=low * length if most > low else None,
        number="reps_done" if is_long and most > low else "",
    )


def phases_of_rep(dose: Dose) -> tuple[Phase, ...]:
    """Go, hold, come back: at the tempo of the dose, or 4 s and the hold."""
    hold = dose.hold_s_max or dose.hold_s or 0
    go, stop, back, last = seconds_of_tempo(dose.tempo)
    phases = (Phase("go", go), Phase("hold", hold or stop), Phase("back", back))
    return tuple(phase for phase in (*phases, Phase("stop", last)) if phase.seconds)


def seconds_of_tempo(tempo: str) -> tuple[float, float, float, float]:
    """Go, stop, come back, stop. Words such as "slow" share out 4 s in their own way."""
    if re.fullmatch(r"\d+(-\d+){2,3}", tempo):
        go, stop, back, *last = (float(part) for part in tempo.split("-"))
        return (go, stop, back, last[0] if last else 0) if go + back else (2, stop, 2, 0)
    if lower := re.fullmatch(r"(\d+) s lower", tempo):
        return 2, 0, float(lower[1]), 0
    half = SECONDS_PER_REP / 2
    return {"slow lower": (1.0, 0, 3.0, 0), "fast": (1.0, 0, 1.0, 0)}.get(tempo, (half, 0, half, 0))


def steady_phases(dose: Dose, part: str) -> tuple[Phase, ...]:
    """The cue words while the clock runs: one, or the rhythm of a release."""
    if part == "release" and dose.duration_s and dose.duration_s >= SHORTEST_WITH_RHYTHM_S:
        return (Phase("press", PRESS_S), Phase("ease", EASE_S))
    if dose.reps_unit == "max":
        return (Phase("max", 1),)
    return (Phase({"stretch": "stretch", "release": "press"}.get(part, "keep"), 1),)


def hold_word(part: str) -> str:
    return {"stretch": "stretch", "release": "press"}.get(part, "hold")
