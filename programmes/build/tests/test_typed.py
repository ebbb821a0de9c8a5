"""Where in a typed line does the dose begin?"""

import pytest

from programmes.build.typed import split_at_number, split_typed


@pytest.mark.parametrize(
    ("line", "words", "dose"),
    [
        ("", "", ""),
        ("clamshell", "clamshell", ""),
        ("clamshell 3x15", "clamshell", "3x15"),
        ("clamshell, 3 x 15, each side, 3x/week", "clamshell", "3 x 15, each side, 3x/week"),
        ("figure 4", "figure 4", ""),
        ("figure 4 30 s each side", "figure 4", "30 s each side"),
        ("90/90 3 × 30 s", "90/90", "3 × 30 s"),
        ("90/90 hip stretch", "90/90 hip stretch", ""),
        ("single leg bridge 2-3 x 8-12", "single leg bridge", "2-3 x 8-12"),
        ("walking 20 min daily", "walking", "20 min daily"),
        ("plank 12 reps", "plank", "12 reps"),
        ("bridge 3 sets 12 reps", "bridge", "3 sets 12 reps"),
        ("bridge 3 sets of 10", "bridge", "3 sets of 10"),
        ("clamshell daily", "clamshell", "daily"),
        ("clamshell, 3x/week", "clamshell", "3x/week"),
        ("calf raise twice a day", "calf raise", "twice a day"),
        ("bridge 3", "bridge 3", ""),
        ("step 3 stairs", "step 3 stairs", ""),
    ],
)
def test_the_dose_begins_at_a_number_with_its_measure(line, words, dose):
    assert split_typed(line) == (words, dose)


@pytest.mark.parametrize(
    ("line", "words", "dose"),
    [
        ("clamshell 3xx15", "clamshell", "3xx15"),
        ("side plank, 30 secnds each", "side plank", "30 secnds each"),
        ("clamshell", "", ""),
        ("90/90", "", ""),
        ("", "", ""),
    ],
)
def test_a_misspelt_dose_is_all_from_the_first_number_on(line, words, dose):
    assert split_at_number(line) == (words, dose)
