"""A dose with few words: the right numbers, in the order in which they are needed."""

import pytest
from django.utils.translation import override

from exercises.dosing.dose import Dose
from programmes.handout.big_numbers import big_numbers


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose(sets=3, reps=12, hold_s=2), ["3 × rounds", "12 times", "2 s hold"]),
        (Dose(sets=2, sets_max=3, reps=10, reps_max=12), ["2–3 × rounds", "10–12 times"]),
        (Dose(sets=1, reps=8, side="each"), ["8 times", "L + R each side"]),
        (Dose(sets=1, hold_s=30, side="left"), ["30 s hold", "L left side"]),
        (
            Dose(duration_s=60, duration_s_max=90, side="each", feel_max=4),
            ["60–90 s long", "L + R each side", "≤ 4 of 10: how it feels"],
        ),
        (Dose(duration_s=600), ["10 min long"]),
        (Dose(reps_unit="max"), ["max while it looks good"]),
        (Dose(reps_unit="alphabet"), ["A–Z in the air"]),
        (Dose(reps=20, reps_unit="steps"), ["20 steps"]),
        (Dose(distance_m=400), ["400 m far"]),
        (Dose(reps=5, load_text="2 x 5 kg"), ["5 times", "2 x 5 kg weight"]),
        (Dose(reps=5, band_label="green", band_level=4), ["5 times", "green band"]),
        (Dose(reps=5, side="each", each_way=True), ["5 times", "L + R each way"]),
    ],
)
def test_numbers_of_a_dose(dose, expected):
    assert [f"{number.value} {number.words}" for number in big_numbers(dose)] == expected


def test_a_band_is_named_in_the_readers_language():
    with override("de"):
        (number,) = big_numbers(Dose(band_label="light", band_level=2))
    assert (number.value, number.words) == ("leichtes", "Band")
