"""In which steps is a dose done? A table of doses, and the steps each of them becomes."""

import pytest

from exercises.dosing.dose import Dose, seconds_for
from programmes.guide.rhythm import READY_S, SWITCH_S, Step, steps_of


def told(step: Step) -> str:
    """A step in short: "work 30 left", "work 12×4 paced"."""
    way = "" if step.way == "timed" else step.way
    return " ".join(filter(None, [step.kind, f"{step.seconds:g}", step.side, way]))


def steps(dose: Dose, part: str = "strengthen") -> list[str]:
    return [told(step) for step in steps_of(dose, part=part)]


CASES = [
    (
        "3 x 12, 2 s hold, rest 60 s",
        Dose(sets=3, reps=12, hold_s=2, rest_s=60),
        "strengthen",
        ["work 72 paced", "rest 60", "work 72 paced", "rest 60", "work 72 paced"],
    ),
    (
        "2 x 30 s hold, each side: both sides, then the rest",
        Dose(sets=2, hold_s=30, side="each"),
        "stretch",
        ["work 30 right", "switch 8 left", "work 30 left", "rest 10 right"]
        + ["work 30 right", "switch 8 left", "work 30 left"],
    ),
    ("one side only", Dose(reps=8, side="left"), "strengthen", ["work 32 left paced"]),
    (
        "each way",
        Dose(reps=5, side="each", each_way=True),
        "strengthen",
        ["work 20 one paced", "switch 8 other", "work 20 other paced"],
    ),
    ("5 x 10 s: long holds run by the clock", Dose(reps=5, hold_s=10), "strengthen", ["work 70"]),
    ("a time", Dose(duration_s=90), "release", ["work 90"]),
    ("a range of time: the upper", Dose(duration_s=60, duration_s_max=90), "release", ["work 90"]),
    ("as many as you can", Dose(reps_unit="max"), "strengthen", ["work 48 open"]),
    (
        "as many as you can in 30 s",
        Dose(reps_unit="max", duration_s=30),
        "strengthen",
        ["work 30"],
    ),
    ("the alphabet twice", Dose(reps=2, reps_unit="alphabet"), "stretch", ["work 120 open"]),
    ("10 steps", Dose(reps=10, reps_unit="steps"), "strengthen", ["work 40 open"]),
    ("400 m", Dose(distance_m=400), "strengthen", ["work 400 open"]),
    (
        "no rest, both legs together",
        Dose(sets=2, reps=10, rest_s=0),
        "strengthen",
        ["work 40 paced", "ready 5", "work 40 paced"],
    ),
    (
        "no rest, each side",
        Dose(sets=2, reps=10, rest_s=0, side="each"),
        "strengthen",
        ["work 40 right paced", "switch 8 left", "work 40 left paced", "switch 5 right"]
        + ["work 40 right paced", "switch 8 left", "work 40 left paced"],
    ),
]


@pytest.mark.parametrize(("dose", "part", "expected"), [c[1:] for c in CASES], ids=lambda v: "")
def test_a_dose_becomes_these_steps(dose, part, expected):
    side = expected[0].split(" ")[2] if " right" in expected[0] or " left" in expected[0] else ""
    side = "one" if " one" in expected[0] else side
    before = [f"intro 20 {side}".strip(), f"ready 5 {side}".strip()]
    assert steps(dose, part) == before + expected


@pytest.mark.parametrize(
    ("tempo", "hold", "phases"),
    [
        ("", None, [("go", 2), ("back", 2)]),
        ("", 3, [("go", 2), ("hold", 3), ("back", 2)]),
        ("2-1-3", None, [("go", 2), ("hold", 1), ("back", 3)]),
        ("2-1-3", 4, [("go", 2), ("hold", 4), ("back", 3)]),
        ("2-0-2-1", None, [("go", 2), ("back", 2), ("stop", 1)]),
        ("0-2-0", None, [("go", 2), ("hold", 2), ("back", 2)]),
        ("3 s lower", None, [("go", 2), ("back", 3)]),
        ("slow lower", None, [("go", 1), ("back", 3)]),
        ("fast", None, [("go", 1), ("back", 1)]),
        ("with your breath", None, [("go", 2), ("back", 2)]),
    ],
)
def test_the_pace_of_a_repetition_comes_from_the_tempo(tempo, hold, phases):
    work = steps_of(Dose(reps=10, tempo=tempo, hold_s=hold), part="strengthen")[-1]
    assert [(phase.word, phase.seconds) for phase in work.phases] == phases
    assert work.seconds == 10 * sum(seconds for _, seconds in phases)


@pytest.mark.parametrize(
    ("dose", "amount", "enough"),
    [
        (Dose(reps=8, reps_max=12), "8–12", 32),
        (Dose(hold_s=20, hold_s_max=30), "", 20),
        (Dose(duration_s=600, duration_s_max=900), "", 600),
        (Dose(reps=5, reps_max=8, hold_s=10), "5–8", 70),
        (Dose(hold_s=30), "", None),
    ],
)
def test_of_a_range_the_upper_is_offered_and_the_lower_is_enough(dose, amount, enough):
    work = steps_of(dose, part="strengthen")[-1]
    assert (work.amount, work.enough_s) == (amount, enough)


def test_sets_beyond_the_least_are_extra():
    work = [s for s in steps_of(Dose(sets=2, sets_max=3, reps=8), part="") if s.kind == "work"]
    assert [step.is_extra for step in work] == [False, False, True]


@pytest.mark.parametrize(
    ("part", "seconds", "words"),
    [
        ("release", 60, ["press", "ease"]),
        ("release", 20, ["press"]),
        ("strengthen", 60, ["keep"]),
        ("stretch", 60, ["stretch"]),
    ],
)
def test_only_a_release_has_a_rhythm_of_press_and_ease(part, seconds, words):
    work = steps_of(Dose(duration_s=seconds), part=part)[-1]
    assert [phase.word for phase in work.phases] == words


@pytest.mark.parametrize(("part", "word"), [("strengthen", "hold"), ("stretch", "stretch")])
def test_a_hold_has_the_word_of_its_part(part, word):
    assert steps_of(Dose(hold_s=30), part=part)[-1].phases[0].word == word


def test_the_figure_is_mirrored_for_the_left_and_for_the_other_way():
    one_each = steps_of(Dose(reps=5, side="each"), part="")
    assert [step.is_mirrored for step in one_each if step.kind == "work"] == [False, True]
    ways = steps_of(Dose(reps=5, side="each", each_way=True), part="")
    assert [step.is_mirrored for step in ways if step.kind == "work"] == [False, True]


@pytest.mark.parametrize("dose", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_session_takes_about_as_long_as_the_plan_says(dose):
    """Besides getting ready and changing sides, which the estimate leaves to its 20 s."""
    found = steps_of(dose, part="stretch")
    counted = sum(step.seconds for step in found if step.kind not in ("ready", "switch"))
    upper = {"duration_s_max": None, "duration_s": dose.duration_s_max or dose.duration_s}
    assert counted == seconds_for(Dose(**{**vars(dose), **upper}), part="stretch")
    assert {s.seconds for s in found if s.kind in ("ready", "switch")} <= {READY_S, SWITCH_S}
