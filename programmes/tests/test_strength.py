"""Strength numbers: what was done from when on, in words and as a line of steps."""

from datetime import date

import pytest

from exercises.dosing.dose import Dose
from programmes.strength import Strength, merged, step_line, step_of

FIRST, LATER = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(sets=2, reps=10), "2 sets of 10"),
        (Dose(sets=3, reps=8, reps_max=12, load_text="5 kg"), "3 sets of 12, 5 kg"),
        (Dose(sets=2, reps=10, load_text="2,5 kg each hand"), "2 sets of 10, 2.5 kg"),
        (Dose(sets=3, hold_s=30), "3 times 30 seconds"),
        (
            Dose(sets=2, reps=10, hold_s=5, band_label="red"),
            "2 sets of 10, each held for 5 seconds, red",
        ),
        (Dose(reps_unit="max"), ""),
    ],
)
def test_a_step_in_words(dose, words):
    assert step_of(dose, FIRST).words == words


@pytest.mark.parametrize(
    ("before", "after", "measure"),
    [
        (Dose(sets=2, reps=10), Dose(sets=3, reps=12), "times"),
        (Dose(sets=2, reps=10, load_text="4 kg"), Dose(sets=3, reps=8, load_text="6 kg"), "kg"),
        (Dose(sets=3, hold_s=20), Dose(sets=3, hold_s=30), "seconds"),
        (Dose(sets=2, reps=10), Dose(sets=2, reps=10), None),
        (Dose(sets=2, reps=10, band_label="red"), Dose(sets=2, reps=10, band_label="green"), None),
    ],
)
def test_the_line_shows_what_moved(before, after, measure):
    steps = merged([step_of(after, LATER), step_of(before, FIRST)])
    assert Strength("Bridge", steps, 5).measure == measure


def test_where_the_plan_was_changed_no_line_falls():
    steps = [step_of(Dose(sets=3, reps=10), FIRST), step_of(Dose(sets=2, reps=12), LATER)]
    assert Strength("Bridge", steps, 5).line is not None
    assert Strength("Bridge", steps, 5, has_new_dose=True).line is None


def test_the_same_dose_again_is_not_a_step():
    dose = Dose(sets=2, reps=10)
    assert len(merged([step_of(dose, FIRST), step_of(dose, LATER)])) == 1


def test_a_line_goes_along_and_then_up():
    line = step_line([(FIRST, 20), (LATER, 36)])
    (x1, y1), (x2, y2) = line.dots
    assert line.points == f"{x1:g},{y1:g} {x2:g},{y1:g} {x2:g},{y2:g}"
    assert y2 < y1
