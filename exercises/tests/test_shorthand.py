"""Is what physios type understood, and written so that it is understood again?"""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from exercises.dosing.dose import BAND_LEVELS, EFFORTS, Dose, read_back, validate
from exercises.dosing.frequency import Frequency
from exercises.dosing.shorthand import (
    Prescribed,
    ShorthandError,
    parse,
    parse_frequency,
    to_shorthand,
)

# Lines of the starter plans with the dosage that was stored beside them. Where text and stored
# dosage disagree, the case holds what the text says, the stored dosage and `why`.
CASES = json.loads(Path(__file__).with_name("shorthand_cases.json").read_text("utf-8"))


def expected(case):
    frequency = Frequency(**case["frequency"]) if case["frequency"] else None
    return Prescribed(Dose(**case["dose"]), frequency)


def settings_of(case):
    exercise = {"timed_as": case.get("timed_as"), "side": case.get("side_of_exercise")}
    return {name: value for name, value in exercise.items() if value}


def test_there_are_150_lines_and_25_differ_from_the_stored_dosage():
    assert len(CASES) == 150
    assert len([case for case in CASES if "why" in case]) == 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['exercise']}: {case['shorthand']}")
def test_every_line_of_the_starter_plans_is_understood(case):
    assert parse(case["shorthand"], **settings_of(case)) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['exercise']}: {case['shorthand']}")
def test_every_line_of_the_starter_plans_is_written_so_that_it_is_understood_again(case):
    written = to_shorthand(expected(case), **settings_of(case))

    assert parse(written, **settings_of(case)) == expected(case)


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("3 x 12", Dose(sets=3, reps=12)),
        ("3x8-12", Dose(sets=3, reps=8, reps_max=12)),
        ("3 × 8–12 reps", Dose(sets=3, reps=8, reps_max=12)),
        ("3 sets of 12", Dose(sets=3, reps=12)),
        ("12 reps x 3 sets", Dose(sets=3, reps=12)),
        ("2 sets, 12 reps", Dose(sets=2, reps=12)),
        ("3 x 12 x 5 s hold", Dose(sets=3, reps=12, hold_s=5)),
        ("5 s hold, 3 x 12", Dose(sets=3, reps=12, hold_s=5)),
        ("12", Dose(sets=1, reps=12)),
        ("5 x 45 s", Dose(sets=5, hold_s=45)),
        ("10 x 5 s hold", Dose(sets=1, reps=10, hold_s=5)),
        ("5 x 10 s", Dose(sets=1, reps=5, hold_s=10)),
        ("6 x 30 s", Dose(sets=1, reps=6, hold_s=30)),
        ("5 sets x 10 s", Dose(sets=5, hold_s=10)),
        ('3 x 30" ea', Dose(sets=3, hold_s=30, side="each")),
        ("hold 30 s", Dose(sets=1, hold_s=30)),
        ("2 x 45 s timed", Dose(sets=2, duration_s=45)),
        ("20 min", Dose(sets=1, duration_s=1200)),
        ("3 x 1 min", Dose(sets=3, duration_s=60)),
        ("2 km", Dose(sets=1, distance_m=2000)),
        ("5 m", Dose(sets=1, distance_m=5)),
        ("AMRAP", Dose(sets=1, reps_unit="max")),
        ("3 x AMRAP", Dose(sets=3, reps_unit="max")),
        ("max in 60 s", Dose(sets=1, reps_unit="max", duration_s=60)),
        ("3 x to fatigue", Dose(sets=3, reps_unit="max")),
        ("3 x 12 to fatigue", Dose(sets=3, reps=12, effort_words="to fatigue")),
        ("A-Z", Dose(sets=1, reps=1, reps_unit="alphabet")),
        ("3 x 10 steps each way",
         Dose(sets=3, reps=10, reps_unit="steps", side="each", each_way=True)),
    ],
)  # fmt: skip
def test_amounts_are_understood_in_the_ways_physios_write_them(text, dose):
    assert parse(text) == Prescribed(dose)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        *[(text, {"side": "each"}) for text in
          ("ea", "ES", "L+R", "each side", "/ each side", "/side", "per leg", "both sides")],
        *[(text, {"side": "left"}) for text in ("L", "(L)", "left leg")],
        *[(text, {"side": "right"}) for text in ("R", "on the right side")],
        ("affected", {"side": "affected"}),
        ("alternating", {"side": "alternating"}),
        ("each way", {"side": "each", "each_way": True}),
        ("@ 10 kg", {"load_text": "10 kg"}),
        ("with 2 x 5 kg", {"load_text": "2 x 5 kg"}),
        ("5-12 kg", {"load_text": "5–12 kg"}),
        ("70% 1RM", {"load_text": "70% 1RM"}),
        ("BW", {"load_text": "bodyweight"}),
        ("red TB", {"band_level": 3, "band_label": "red"}),
        ("light→medium band", {"band_level": 2, "band_label": "light to medium"}),
        ("level 4 band", {"band_level": 4}),
        ("band 4", {"band_level": 4}),
        ("with band level 4", {"band_level": 4}),
        ("orange band", {"band_label": "orange"}),
        ("with a band", {"load_text": "with band"}),
        ("3-0-1", {"tempo": "3-0-1"}),
        ("tempo 3–1–2–0", {"tempo": "3-1-2-0"}),
        ("slowly", {"tempo": "slow"}),
        ("RPE 7", {"effort_scale": "rpe", "effort_min": 7}),
        ("RPE 5-6/10", {"effort_scale": "rpe", "effort_min": 5, "effort_max": 6}),
        ("RIR 2", {"effort_scale": "rir", "effort_min": 2}),
        ("2-3 RIR", {"effort_scale": "rir", "effort_min": 2, "effort_max": 3}),
        ("somewhat hard", {"effort_words": "somewhat hard"}),
        ("pressure ≤ 4/10", {"feel_max": 4}),
        ("R60 s", {"rest_s": 60}),
        ("R90", {"rest_s": 90}),
        ("rest 2 min", {"rest_s": 120}),
        ("(hold the chair)", {"note": "hold the chair"}),
        ("to 60°", {"note": "to 60°"}),
        ("on a hard floor", {"note": "on a hard floor"}),
        ("band at ankles", {"note": "band at ankles"}),
    ],
)  # fmt: skip
def test_the_ways_of_doing_it_are_understood(text, fields):
    assert parse(f"3 x 12 {text}").dose == Dose(**{"sets": 3, "reps": 12, **fields})


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        *[(text, Frequency("daily")) for text in
          ("daily", "1x/day", "once a day", "every day", "7x/week")],
        *[(text, Frequency("daily", times_per_day=2)) for text in
          ("BD", "b.i.d.", "2x/day", "2 x day", "twice a day", "2 times a day", "2x daily")],
        ("TDS", Frequency("daily", times_per_day=3)),
        ("QID", Frequency("daily", times_per_day=4)),
        *[(text, Frequency("times_a_week", n=3)) for text in
          ("3x/wk", "3x/week", "3 times a week", "three times a week", "3 days a week", "3/week")],
        ("3–5x/week", Frequency("times_a_week", n=4)),
        *[(text, Frequency("every_n_days", n=2)) for text in
          ("EOD", "every other day", "alternate days", "every 2 days")],
        *[(text, Frequency("weekdays", (0, 2, 4))) for text in
          ("M/W/F", "MWF", "MO WE FR", "Mon, Wed, Fri", "Monday, Wednesday and Friday")],
        ("Tu/Th", Frequency("weekdays", (1, 3))),
        ("Mon-Fri", Frequency("weekdays", (0, 1, 2, 3, 4))),
        ("Fri to Mon", Frequency("weekdays", (0, 4, 5, 6))),
        ("BD M/W/F", Frequency("weekdays", (0, 2, 4), times_per_day=2)),
        ("5 days a week, 2x/day", Frequency("times_a_week", n=5, times_per_day=2)),
        ("PRN", Frequency("as_needed")),
        *[(text, Frequency("as_needed", max_per_day=2)) for text in
          ("PRN max 2/day", "PRN (max 2/day)", "as needed, up to twice a day", "up to 2x/day")],
    ],
)  # fmt: skip
def test_frequencies_are_understood(text, frequency):
    assert parse(f"3 x 12, {text}") == Prescribed(Dose(sets=3, reps=12), frequency)


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("daily", Frequency()),
        ("twice a day", Frequency(times_per_day=2)),
        ("3x/week", Frequency("times_a_week", n=3)),
        ("3 x 12, daily", None),
        ("daily, slow", None),
        ("sometimes", None),
        ("", None),
    ],
)
def test_how_often_can_be_said_alone(text, frequency):
    assert parse_frequency(text) == frequency


def test_a_slash_may_stand_right_behind_the_repetitions():
    assert parse("3x10/side").dose == Dose(sets=3, reps=10, side="each")


def test_seconds_are_what_the_exercise_says():
    assert parse("2 x 45 s").dose == Dose(sets=2, hold_s=45)
    assert parse("2 x 45 s", timed_as="duration").dose == Dose(sets=2, duration_s=45)
    assert parse("2 x 45 s hold", timed_as="duration").dose == Dose(sets=2, hold_s=45)


def test_a_line_without_a_side_means_the_side_of_the_exercise():
    assert parse("3 x 8", side="each").dose.side == "each"
    assert parse("3 x 8, L", side="each").dose.side == "left"
    assert parse("3 x 8, both together", side="each").dose.side == "both"


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("3 x 12, each side", ()),
        ("3 x 12 (slowly down)", ()),
        ("5 x 10 s", ("“5 x 10 s” was read as repetitions, each one held.",)),
        ("3 x 8, 2–3x/week", ("“2–3x/week” was read as 2 days a week.",)),
        ("5 m", ("“5 m” was read as metres. For minutes write “min”.",)),
        ("3 x 8 both sides", ("“both sides” was read as each side in turn.",)),
        ("3 x 8 eyes closed", ("“eyes closed” was kept as a note.",)),
    ],
)
def test_a_reading_that_had_to_be_chosen_is_told(text, warnings):
    assert parse(text).warnings == warnings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "“” does not say how much."),
        ("hello", "“hello” does not say how much."),
        ("3 x 10 kg", "“3 x 10 kg” does not say how much."),
        ("3 x 12, eech side", "“eech side” was not understood."),
        ("3 x 12, 5 q hold", "“5 q hold” was not understood."),
        ("3 x 12, hourly", "“hourly” was not understood."),
        ("3 x 12, each side, left", "“left” does not fit with what stands before it."),
        ("3 x 12, daily, EOD", "“EOD” does not fit with what stands before it."),
        ("3 x 12 " + "very " * 60, "This line is too long"),
        ("30 x 12", "Sets must be between 1 and 10."),
        ("3 x 12-8", "Repetitions: the upper number must not be less than the lower."),
        ("3 x 12, 8x/week", "Days a week must be between 1 and 7."),
    ],
)
def test_what_is_not_understood_is_said_with_an_example(text, said):
    with pytest.raises(ShorthandError) as error:
        parse(text)

    assert str(error.value).startswith(said)
    assert "3 x 12, 5 s hold, each side, 3x/week" in str(error.value)


WEEKLY = some.integers(1, 6)


def ranges(smallest, largest):
    """A number, or a range of two different ones, as (low, high or None)."""
    numbers = some.integers(smallest, largest)
    pair = some.tuples(numbers, numbers).filter(lambda both: both[0] < both[1])
    return some.tuples(numbers, some.none()) | pair


def maybe(values):
    return some.none() | values


@some.composite
def amounts(draw):
    sets, sets_max = draw(ranges(1, 10))
    kind = draw(some.sampled_from(["reps", "steps", "hold", "duration", "distance", "max"]))
    fields = {"sets": sets, "sets_max": sets_max}
    if kind in ("reps", "steps"):
        fields["reps"], fields["reps_max"] = draw(ranges(1, 100))
        fields["reps_unit"] = "steps" if kind == "steps" else ""
    if kind == "hold" or (kind == "reps" and draw(some.booleans())):
        fields["hold_s"], fields["hold_s_max"] = draw(ranges(1, 300))
    if kind == "duration":
        fields["duration_s"], fields["duration_s_max"] = draw(ranges(5, 7200))
    if kind == "distance":
        fields["distance_m"] = draw(some.integers(1, 5000))
    if kind == "max":
        fields["reps_unit"] = "max"
    return fields


@some.composite
def doses(draw):
    fields = draw(amounts())
    fields["side"] = draw(some.sampled_from(["both", "each", "left", "right", "affected"]))
    fields["each_way"] = fields["side"] == "each" and draw(some.booleans())
    fields["rest_s"] = draw(maybe(some.integers(0, 600)))
    fields["feel_max"] = draw(maybe(some.integers(0, 10)))
    fields["tempo"] = draw(some.sampled_from(["", "slow", "3-0-1", "3 s lower", "like a wave"]))
    fields["load_text"] = draw(
        some.sampled_from(["", "10 kg", "2 x 5 kg", "5–12 lb", "loaded", "a bag of rice"])
    )
    fields["effort_words"] = draw(some.sampled_from(["", "to fatigue", "as is fun", *EFFORTS]))
    if draw(some.booleans()):
        fields["band_label"] = draw(some.sampled_from(sorted(BAND_LEVELS)))
        fields["band_level"] = BAND_LEVELS[fields["band_label"]]
    if draw(some.booleans()):
        fields["effort_scale"] = draw(some.sampled_from(["rpe", "rir"]))
        fields["effort_min"], fields["effort_max"] = draw(ranges(0, 10))
    fields["note"] = draw(some.sampled_from(["", "eyes closed", "3 x a day, or 5 kg more"]))
    return Dose(**fields)


@some.composite
def frequencies(draw):
    kind = draw(some.sampled_from(["daily", "weekdays", "every_n_days", "times_a_week", "prn"]))
    if kind == "prn":
        return Frequency("as_needed", max_per_day=draw(maybe(some.integers(1, 12))))
    times = draw(some.integers(1, 6))
    if kind == "weekdays":
        days = draw(some.sets(some.integers(0, 6), min_size=1))
        return Frequency(kind, tuple(sorted(days)), times_per_day=times)
    n = {"daily": some.none(), "every_n_days": some.integers(2, 31), "times_a_week": WEEKLY}
    return Frequency(kind, n=draw(n[kind]), times_per_day=times)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(doses(), maybe(frequencies()), some.sampled_from(["hold", "duration"]),
       some.sampled_from(["both", "each", "affected"]))  # fmt: skip
def test_any_dose_is_written_so_that_it_is_understood_again(dose, frequency, timed_as, side):
    assert validate(dose) == []
    prescribed = Prescribed(dose, frequency)

    written = to_shorthand(prescribed, timed_as=timed_as, side=side)

    assert parse(written, timed_as=timed_as, side=side) == prescribed
    assert read_back(dose, frequency)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(some.text("0123456789 x–-,sholdeachkgRPE/ayweLR()", max_size=30))
def test_any_typing_is_understood_or_refused_in_words(text):
    try:
        prescribed = parse(text)
    except ShorthandError:
        return
    assert validate(prescribed.dose) == []
