"""Does a dose say the right words, take the right time and keep its limits?"""

import pytest

from exercises.dosing.dose import Dose, in_sentences, in_short, read_back, seconds_for, validate
from exercises.dosing.frequency import Frequency

TWELVE_EACH = Dose(sets=3, reps=12, hold_s=5, side="each")


@pytest.mark.parametrize(
    ("dose", "short"),
    [
        (TWELVE_EACH, "3 x 12, 5 s hold, each side"),
        (Dose(sets=2, sets_max=3, reps=8, reps_max=12), "2–3 x 8–12"),
        (Dose(sets=2, hold_s=30, side="each"), "2 x 30 s hold, each side"),
        (Dose(sets=1, duration_s=60, duration_s_max=90, side="each"), "60–90 s, each side"),
        (Dose(sets=1, duration_s=600, duration_s_max=900), "10–15 min"),
        (Dose(sets=3, duration_s=90), "3 x 90 s"),
        (Dose(sets=5, hold_s=10), "5 sets x 10 s hold"),
        (
            Dose(sets=3, reps=10, reps_unit="steps", side="each", each_way=True),
            "3 x 10 steps, each way",
        ),
        (Dose(sets=1, reps=1, reps_unit="alphabet", side="affected"), "1 x A–Z, affected"),
        (Dose(sets=3, reps_unit="max", effort_scale="rir", effort_min=2), "3 x max, RIR 2"),
        (
            Dose(sets=3, reps=8, load_text="5–12 kg", rest_s=90, tempo="3-0-1", side="left"),
            "3 x 8, L, @ 5–12 kg, 3-0-1, R90 s",
        ),
        (
            Dose(sets=3, reps=10, band_level=3, band_label="red", effort_scale="rpe",
                 effort_min=5, effort_max=6, feel_max=4, note="toes forward"),
            "3 x 10, red band, RPE 5–6, feel ≤4/10, (toes forward)",
        ),
        (Dose(sets=1, distance_m=2000), "2 km"),
        (Dose(sets=3, distance_m=20, band_level=4), "3 x 20 m, band level 4"),
    ],
)  # fmt: skip
def test_the_physio_reads_a_dose_in_one_short_line(dose, short):
    assert in_short(dose) == short


@pytest.mark.parametrize(
    ("dose", "sentences"),
    [
        (
            TWELVE_EACH,
            ["Do 12 on each side.", "Hold each one for 5 seconds.", "Do 3 sets."],
        ),
        (Dose(sets=1, reps=1, hold_s=1), ["Do 1.", "Hold it for 1 second."]),
        (Dose(sets=1, reps=10), ["Do 10."]),
        (
            Dose(sets=2, sets_max=3, reps=8, reps_max=12, side="left"),
            ["Do 8 to 12 on your left side.", "Do 2 to 3 sets."],
        ),
        (
            Dose(sets=2, hold_s=30, side="each"),
            ["Hold for 30 seconds on each side.", "Do it twice."],
        ),
        (
            Dose(sets=1, duration_s=60, duration_s_max=90, side="each", feel_max=4),
            [
                "Do this for 60 to 90 seconds on each side.",
                "Keep the feeling at 4 out of 10 or less.",
            ],
        ),
        (Dose(sets=1, duration_s=600, duration_s_max=900), ["Do this for 10 to 15 minutes."]),
        (Dose(sets=1, duration_s=150), ["Do this for 2 and a half minutes."]),
        (Dose(sets=1, duration_s=119), ["Do this for 119 seconds."]),
        (Dose(sets=1, duration_s=120), ["Do this for 2 minutes."]),
        (Dose(sets=1, duration_s=130), ["Do this for 2 minutes 10 seconds."]),
        (
            Dose(sets=3, reps=10, reps_unit="steps", side="each", each_way=True,
                 band_level=3, band_label="medium"),
            ["Take 10 steps each way.", "Do 3 sets.", "Use a medium band."],
        ),
        (
            Dose(sets=1, reps=1, reps_unit="alphabet", side="affected"),
            ["Draw every letter from A to Z on the side that needs it."],
        ),
        (
            Dose(sets=2, reps_unit="max", effort_scale="rir", effort_min=2),
            [
                "Do as many as you can do well.",
                "Do 2 sets.",
                "Stop when you could still do 2 more.",
            ],
        ),
        (
            Dose(sets=3, reps=8, side="alternating", load_text="2 x 5 kg", rest_s=90),
            [
                "Do 8, changing sides each time.",
                "Do 3 sets.",
                "Rest for 90 seconds between sets.",
                "Use 2 weights of 5 kg.",
            ],
        ),
        (
            Dose(sets=1, reps=10, load_text="5–8 kg", effort_scale="rpe",
                 effort_min=5, effort_max=6),
            [
                "Do 10.",
                "Use a weight of 5 to 8 kg.",
                "It should feel like 5 to 6 out of 10 effort.",
            ],
        ),
        (
            Dose(sets=1, reps=10, load_text="holding a weight",
                 effort_words="light to somewhat hard"),
            [
                "Do 10.",
                "Hold a weight while you do it.",
                "It should feel light to somewhat hard.",
            ],
        ),
        (Dose(distance_m=1), ["Go 1 metre."]),
        (
            Dose(sets=2, distance_m=1500, note="on grass."),
            ["Go 1.5 kilometres.", "Do it twice.", "Note: on grass."],
        ),
    ],
)  # fmt: skip
def test_the_patient_reads_a_dose_as_short_sentences(dose, sentences):
    assert in_sentences(dose) == sentences


@pytest.mark.parametrize(
    ("tempo", "sentence"),
    [
        ("slow", "Move slowly."),
        ("slow lower", "Go down slowly."),
        ("3 s lower", "Take 3 seconds to go down."),
        ("2-1-3", "Take 2 seconds to go, stop for 1 second and take 3 seconds to come back."),
        ("1-0-3", "Take 1 second to go and 3 seconds to come back."),
        (
            "3-0-1-2",
            "Take 3 seconds to go and 1 second to come back. Then stop for 2 seconds.",
        ),
        ("like a wave", "Speed: like a wave."),
    ],
)
def test_the_patient_reads_the_speed_in_the_order_of_the_movement(tempo, sentence):
    assert in_sentences(Dose(reps=8, tempo=tempo)) == ["Do 8.", sentence]


def test_a_hold_that_is_said_already_is_not_said_again_with_the_speed():
    sentences = in_sentences(Dose(reps=8, hold_s=2, tempo="2-2-3"))

    assert sentences[1:] == [
        "Hold each one for 2 seconds.",
        "Take 2 seconds to go and 3 seconds to come back.",
    ]


@pytest.mark.parametrize(
    ("dose", "frequency", "text"),
    [
        (Dose(sets=1, reps=5, hold_s=10), None, "Hold 10 seconds. Do it 5 times."),
        (Dose(sets=5, hold_s=10), None, "Hold 10 seconds. Do it 5 times."),
        (
            Dose(sets=1, reps=10, hold_s=5, hold_s_max=10, side="each"),
            Frequency("daily", times_per_day=2),
            "Hold 5 to 10 seconds. Do it 10 times on each side. Twice a day.",
        ),
        (
            TWELVE_EACH,
            Frequency("weekdays", (0, 2, 4)),
            "Do 12 on each side. Hold each one for 5 seconds. Do 3 sets. "
            "Monday, Wednesday and Friday.",
        ),
    ],
)
def test_what_a_physio_typed_is_read_back_in_full(dose, frequency, text):
    assert read_back(dose, frequency) == text


# Times worked out by hand in the runner's plan, with the rest that its sheet took.
@pytest.mark.parametrize(
    ("seconds", "part", "dose"),
    [
        (170, "release", Dose(sets=1, duration_s=60, duration_s_max=90, side="each")),
        (200, "release", Dose(sets=1, duration_s=90, side="each")),
        (150, "stretch", Dose(sets=2, hold_s=30, side="each")),
        (190, "stretch", Dose(sets=2, hold_s=40, side="each")),
        (356, "strengthen", Dose(sets=2, sets_max=3, reps=12, hold_s=2, rest_s=60)),
        (425, "strengthen", Dose(sets=2, reps=12, reps_max=15, hold_s=2, side="each")),
        (257, "strengthen", Dose(sets=2, reps=10, reps_max=12, side="each")),
        (500, "strengthen",
         Dose(sets=3, reps=8, reps_max=10, hold_s=2, side="each", rest_s=60)),
        (398, "strengthen", Dose(sets=3, reps=10, reps_max=12, side="each")),
        (350, "strengthen",
         Dose(sets=2, sets_max=3, reps=10, reps_unit="steps", side="each", each_way=True)),
        (362, "strengthen", Dose(sets=3, reps=8, side="each", tempo="1-0-3", rest_s=75)),
        (230, "strengthen", Dose(sets=3, hold_s=20, side="each")),
        (290, "strengthen", Dose(sets=3, hold_s=30, side="each")),
        (410, "strengthen",
         Dose(sets=3, reps=10, side="each", load_text="2 x 5 kg", rest_s=75)),
        (225, "strengthen", Dose(sets=2, reps=10, side="each")),
        (440, "strengthen", Dose(sets=3, reps=10, side="each", rest_s=90)),
        (392, "strengthen", Dose(sets=3, reps=8, side="each", rest_s=90)),
    ],
)  # fmt: skip
def test_the_time_is_that_of_the_runners_plan(seconds, part, dose):
    assert seconds_for(dose, part=part) == seconds


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose(sets=1, reps=10), 60),
        (Dose(reps=10), 60),
        (Dose(sets=1, reps=10, side="each"), 100),
        (Dose(sets=1, reps=10, side="left"), 60),
        (Dose(sets=1, reps=10, side="alternating"), 60),
        (Dose(sets=3, reps=10), 230),
        (Dose(sets=3, reps=10, rest_s=0), 140),
        (Dose(sets=2, hold_s=30), 90),
        (Dose(sets=1, hold_s=5, hold_s_max=10), 28),
        (Dose(sets=1, duration_s=600, duration_s_max=900), 770),
        (Dose(sets=1, reps_unit="max"), 68),
        (Dose(sets=1, reps_unit="max", duration_s=60), 80),
        (Dose(sets=1, reps=1, reps_unit="alphabet", side="each"), 140),
        (Dose(sets=2, distance_m=100), 230),
    ],
)
def test_the_time_counts_sides_ranges_and_the_usual_rest(dose, seconds):
    assert seconds_for(dose) == seconds


@pytest.mark.parametrize(
    "dose",
    [
        Dose(sets=1, reps=1),
        Dose(sets=10, reps=100, hold_s=300, rest_s=600, band_level=8, feel_max=10),
        Dose(duration_s=5),
        Dose(duration_s=7200),
        Dose(reps_unit="max"),
        Dose(reps=1, reps_unit="alphabet"),
        Dose(reps=8, effort_scale="rpe", effort_min=0, effort_max=10),
    ],
)
def test_a_dose_at_its_limits_can_be_prescribed(dose):
    assert validate(dose) == []


@pytest.mark.parametrize(
    ("dose", "errors"),
    [
        (Dose(), ["Say how much: repetitions, a hold, a time or a distance."]),
        (Dose(sets=11, reps=1), ["Sets must be between 1 and 10."]),
        (Dose(sets=0, reps=1), ["Sets must be between 1 and 10."]),
        (Dose(reps=101), ["Repetitions must be between 1 and 100."]),
        (Dose(hold_s=301), ["Seconds to hold must be between 0 and 300."]),
        (Dose(duration_s=4), ["Seconds to keep going must be between 5 and 7200."]),
        (Dose(reps=8, rest_s=601), ["Seconds of rest must be between 0 and 600."]),
        (Dose(reps=8, band_level=9), ["Band level must be between 1 and 8."]),
        (Dose(reps=8, feel_max=11), ["The most it may be felt must be between 0 and 10."]),
        (
            Dose(reps=8, reps_max=7),
            ["Repetitions: the upper number must not be less than the lower."],
        ),
        (
            Dose(reps=8, reps_unit="max"),
            ["Give a number of repetitions or as many as possible, not both."],
        ),
        (Dose(hold_s=5, reps_max=7), ["Repetitions: a range needs its lower number too."]),
        (Dose(hold_s=5, duration_s=7), ["Give a hold or a time to keep going, not both."]),
        (Dose(reps=8, each_way=True), ["“Each way” needs the side “each”."]),
        (Dose(reps=8, side="top"), ["Choose a side from the list."]),
        (Dose(reps=8, effort_min=5), ["Choose an effort scale: RPE or RIR."]),
        (Dose(reps=8, note="a" * 201), ["The note can have at most 200 characters."]),
    ],
)  # fmt: skip
def test_a_dose_beyond_its_limits_is_refused_in_words(dose, errors):
    assert validate(dose) == errors
