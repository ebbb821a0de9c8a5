"""What differs between two doses: only that, in the patient's words and language."""

import pytest
from django.utils import translation

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from programmes.dose_changes import dose_changes, frequency_changes

EACH = Dose(sets=3, reps=10, hold_s=2, side="each")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (EACH, EACH, []),
        (EACH, Dose(sets=3, reps=8, hold_s=2, side="each"), ["Do 8 on each side (it was 10)."]),
        (
            EACH,
            Dose(sets=2, reps=10, hold_s=5, side="each"),
            ["Hold each one for 5 seconds (it was 2 seconds).", "Do 2 sets (it was 3)."],
        ),
        (Dose(sets=3, reps=8), Dose(reps=8), ["Do 1 set (it was 3)."]),
        (Dose(reps=8), Dose(reps=8, reps_max=12), ["Do 8 to 12 (it was 8)."]),
        (Dose(reps=8), Dose(reps=8, side="left"), ["Do 8 on your left side. Before: Do 8."]),
        (Dose(sets=2, hold_s=30), Dose(sets=3, hold_s=30), ["Do it 3 times (it was twice)."]),
        (Dose(reps=8), Dose(reps=8, load_text="5 kg"), ["New: Use a weight of 5 kg."]),
        (Dose(reps=8, tempo="slow"), Dose(reps=8), ["No longer: Move slowly."]),
    ],
)
def test_only_what_differs_is_said(was, now, said):
    assert dose_changes(was, now) == said


def test_how_often_is_said_with_what_it_was():
    twice, daily = Frequency("times_a_week", n=3), Frequency()
    said = ["3 days a week, you choose which. Before: Every day."]
    assert frequency_changes(daily, twice) == said
    assert frequency_changes(daily, daily) == []


def test_the_sentence_is_german_for_a_german_reader():
    with translation.override("de"):
        (said,) = dose_changes(Dose(reps=10, side="each"), Dose(reps=8, side="each"))
    assert said.startswith("Machen Sie 8 Wiederholungen auf jeder Seite (")
