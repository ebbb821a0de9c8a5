"""Does the reading check find hard texts and frightening words?"""

import pytest

from exercises.plain_words import avoided_words, reading_grade, shorthand_in, syllables_in


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("hip", 1),
        ("the", 1),
        ("makes", 1),
        ("helped", 1),
        ("lifted", 2),
        ("muscles", 2),
        ("stretches", 2),
        ("exercise", 3),
        ("diagnosis", 4),
        ("12", 1),
    ],
)
def test_syllables_are_counted(word, syllables):
    assert syllables_in(word) == syllables


def test_the_grade_follows_the_flesch_kincaid_formula():
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_a_long_sentence_of_long_words_is_graded_as_hard():
    hard = "Gluteal tendinopathy necessitates individualised progressive rehabilitation exercises."
    assert reading_grade(hard) > 15


def test_source_marks_addresses_and_markdown_do_not_count():
    plain = "Sit tall. Hold."
    assert reading_grade("- *Sit* [tall](https://example.org/long-address). [S24]\n- Hold.") == (
        reading_grade(plain)
    )


def test_a_text_without_words_has_grade_nought():
    assert reading_grade("") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Never fire your glutes", ["never", "fire"]),
        ("Sitting switches the glutes off", ["switches the glutes off"]),
        ("It will switch off", ["switch off"]),
        ("Press the knot, release the toxins", ["knot"]),
        ("Settle and switch on", []),
        ("Fireside, nevertheless", []),
    ],
)
def test_words_to_avoid_are_found_as_whole_words(text, found):
    assert avoided_words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Step-up 3 x 10 with 2 x 5 kg at RPE ≤7", ["3 x 1", "2 x 5", "RPE", "≤"]),
        ("Pain ≤3/10, settled in 24 h", ["≤", "3/10", "4 h"]),
        ("Side plank 30 s each side, 3x/week", ["0 s", "3x/"]),
        ("Single-leg RDL, 2–3 reps in reserve", ["RDL", "reps", "in reserve"]),
        ("Prom night: a 90/90 stretch, a step 10–15 cm high, 5 kg, 4 sets", []),
    ],
)
def test_a_physios_shorthand_is_found(text, found):
    assert shorthand_in(text) == found
