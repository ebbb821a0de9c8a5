"""Does a German patient read a dose in whole German sentences?"""

import pytest
from django.utils import translation

from exercises.dosing import english, german
from exercises.dosing.dose import Dose, in_sentences, in_short, read_back
from exercises.dosing.frequency import Frequency
from exercises.dosing.frequency import in_words as frequency_in_words


@pytest.fixture(autouse=True)
def _german():
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("dose", "sentences"),
    [
        (
            Dose(sets=3, reps=12, hold_s=5, side="each"),
            ["Machen Sie 12 Wiederholungen auf jeder Seite.", "Halten Sie jedes Mal 5 Sekunden.",
             "Machen Sie 3 Durchgänge."],
        ),
        (Dose(sets=1, reps=1, hold_s=1), ["Machen Sie 1 Wiederholung.", "Halten Sie 1 Sekunde."]),
        (
            Dose(sets=2, sets_max=3, reps=8, reps_max=12, side="left"),
            ["Machen Sie 8 bis 12 Wiederholungen auf der linken Seite.",
             "Machen Sie 2 bis 3 Durchgänge."],
        ),
        (
            Dose(sets=2, hold_s=30, side="affected"),
            ["Halten Sie die Position 30 Sekunden auf der betroffenen Seite.",
             "Machen Sie das zweimal."],
        ),
        (Dose(duration_s=150), ["Machen Sie das 2,5 Minuten lang."]),
        (Dose(duration_s=600, duration_s_max=900), ["Machen Sie das 10 bis 15 Minuten lang."]),
        (Dose(distance_m=1500), ["Legen Sie 1,5 Kilometer zurück."]),
        (
            Dose(sets=3, reps=10, reps_unit="steps", side="each", each_way=True),
            ["Machen Sie 10 Schritte in jede Richtung.", "Machen Sie 3 Durchgänge."],
        ),
        (
            Dose(reps_unit="max", effort_scale="rir", effort_min=2, effort_max=3),
            ["Machen Sie so viele, wie Sie gut schaffen.",
             "Hören Sie auf, wenn Sie noch 2 bis 3 schaffen würden."],
        ),
        (
            Dose(sets=3, reps=8, rest_s=90, tempo="2-1-3", load_text="5–12 kg"),
            ["Machen Sie 8 Wiederholungen.", "Machen Sie 3 Durchgänge.",
             "Machen Sie zwischen den Durchgängen 90 Sekunden Pause.",
             "So schnell: 2 Sekunden hin, 1 Sekunde stehen bleiben, 3 Sekunden zurück.",
             "Nehmen Sie ein Gewicht von 5 bis 12 kg."],
        ),
        (
            Dose(reps=10, band_level=3, band_label="red", effort_scale="rpe", effort_min=6.5,
                 feel_max=4, note="Zehen nach vorn"),
            ["Machen Sie 10 Wiederholungen.", "Nehmen Sie ein rotes Band.",
             "Die Anstrengung soll bei 6,5 von 10 liegen.",
             "Das Gefühl soll höchstens 4 von 10 sein.", "Hinweis: Zehen nach vorn."],
        ),
        (
            Dose(reps=10, effort_words="easy to moderate"),
            ["Machen Sie 10 Wiederholungen.", "Es soll sich leicht bis mittelschwer anfühlen."],
        ),
    ],
)  # fmt: skip
def test_the_patient_reads_short_german_sentences(dose, sentences):
    assert in_sentences(dose) == sentences


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        (Frequency(), "Jeden Tag"),
        (Frequency(times_per_day=2), "Zweimal am Tag"),
        (Frequency("weekdays", (0, 2, 4)), "Montag, Mittwoch und Freitag"),
        (
            Frequency("weekdays", (0, 1, 2, 3, 4), times_per_day=3),
            "3-mal am Tag, Montag bis Freitag",
        ),
        (Frequency("every_n_days", n=2, times_per_day=2), "Zweimal am Tag, jeden zweiten Tag"),
        (Frequency("times_a_week", n=3), "3 Tage pro Woche, Sie wählen welche"),
        (Frequency("times_a_week", n=1), "1 Tag pro Woche, Sie wählen welchen"),
        (Frequency("as_needed", max_per_day=2), "Wenn Sie es brauchen, höchstens zweimal am Tag"),
    ],
)
def test_how_often_is_german_too(frequency, words):
    assert frequency_in_words(frequency) == words


def test_what_a_physio_typed_comes_back_in_german():
    assert read_back(Dose(reps=5, hold_s=10)) == (
        "Halten Sie die Position 10 Sekunden. Machen Sie das 5-mal."
    )


def test_the_shorthand_stays_international():
    assert in_short(Dose(sets=3, reps=12, hold_s=5, side="each")) == "3 x 12, 5 s hold, each side"


def test_both_languages_have_the_same_functions_and_keys():
    public = [{name for name in vars(book) if name[0] != "_"} for book in (english, german)]
    assert public[0] - {"german"} <= public[1]
    for table in ("SIDES", "LOADS", "TEMPOS"):
        assert getattr(english, table).keys() == getattr(german, table).keys()


def test_any_other_language_reads_english():
    with translation.override("he"):
        assert in_sentences(Dose(reps=10)) == ["Do 10."]
