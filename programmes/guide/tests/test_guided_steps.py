"""What is in the session: what is open, in order, and what fits in the minutes chosen?"""

from datetime import timedelta

import pytest

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import a_picture, an_exercise
from programmes.guide.data import as_data
from programmes.guide.steps import guided_session_for
from programmes.tests.programmes import a_prescription, a_programme, a_tick, succeeded

TWO_MINUTES = Dose(duration_s=100)  # and 20 s to set up


@pytest.fixture
def plan(sam):
    return a_programme(sam)


def names(session) -> list[str]:
    return [each.exercise.name for each in session.exercises]


def test_open_exercises_come_in_the_order_of_a_session(sam, plan):
    a_prescription(plan, an_exercise("Pigeon", part="stretch"))
    done = a_prescription(plan, "Clam")
    a_prescription(plan, an_exercise("Ball", part="release"))
    a_prescription(plan, "Bridge")
    a_tick(done)
    session = guided_session_for(sam)
    assert names(session) == ["Bridge", "Ball", "Pigeon"]
    assert (session.answered, session.open_count) == (1, 3)


def test_a_skipped_exercise_is_answered_too(sam, plan):
    a_tick(a_prescription(plan, "Clam"), outcome="skipped", skip_reason="It hurts")
    assert guided_session_for(sam).exercises == []


def test_what_may_have_differed_is_asked_of_strengthening_alone(sam, plan):
    a_prescription(plan, "Clam", dose=Dose(sets=2, reps=12, hold_s=5))
    a_prescription(plan, "Step-up", dose=Dose(reps_unit="max"))
    a_prescription(plan, an_exercise("Pigeon", part="stretch"))
    asks = [each["asks"] for each in as_data(guided_session_for(sam))["exercises"]]
    assert asks == [
        {"load_done": "", "reps_done": 12, "hold_done": 5},
        {"load_done": "", "reps_done": ""},
        {},
    ]


def test_of_several_times_a_day_one_sitting_holds_the_next(sam, plan):
    thrice = a_prescription(plan, "Clam", frequency=Frequency(times_per_day=3))
    a_tick(thrice, slot=1)
    assert [each.item.next_slot for each in guided_session_for(sam).exercises] == [2]


def test_what_is_as_needed_is_not_part_of_it(sam, plan):
    a_prescription(plan, "Ball", frequency=Frequency("as_needed"))
    assert names(guided_session_for(sam)) == []


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (None, ["A", "B", "C", "D"]),
        (5, ["A", "C"]),
        (10, ["A", "C", "D"]),
        (15, ["A", "C", "D"]),
    ],
)
def test_a_short_session_takes_the_must_do_ones_that_fit(sam, plan, minutes, expected):
    for name, must_do in (("A", True), ("B", False), ("C", True), ("D", True)):
        a_prescription(plan, name, dose=TWO_MINUTES, must_do=must_do)
    session = guided_session_for(sam, minutes)
    assert names(session) == expected
    assert session.open_count == 4


def test_a_later_short_one_fills_what_a_long_one_left(sam, plan):
    a_prescription(plan, "A", dose=TWO_MINUTES)
    a_prescription(plan, "B", dose=Dose(duration_s=600))
    a_prescription(plan, "C", dose=TWO_MINUTES)
    assert names(guided_session_for(sam, 5)) == ["A", "C"]


def test_where_nothing_fits_the_shortest_is_offered(sam, plan):
    a_prescription(plan, "Long", dose=Dose(duration_s=1200))
    a_prescription(plan, "Shorter", dose=Dose(duration_s=600))
    assert names(guided_session_for(sam, 5)) == ["Shorter"]


def test_of_strengthening_too_long_for_the_minutes_there_are_fewer_sets(sam, plan):
    a_prescription(plan, "Clam", dose=Dose(sets=3, duration_s=100, rest_s=20))
    a_prescription(plan, an_exercise("Pigeon", part="stretch"), dose=Dose(duration_s=20))
    clam, pigeon = guided_session_for(sam, 5).exercises
    assert (clam.sets, clam.seconds, pigeon.sets) == (2, 240, None)
    assert clam.dose_words.endswith("Today only 2 of 3 sets.")
    assert [step.set for step in clam.steps if step.kind == "work"] == [1, 2]


def test_a_short_session_that_was_begun_stays_the_one_it_was(sam, plan):
    clam = a_prescription(plan, "Clam", dose=Dose(sets=2, duration_s=200, rest_s=0))
    a_prescription(plan, "Bridge", dose=Dose(sets=2, duration_s=200, rest_s=0))
    a_prescription(plan, an_exercise("Pigeon", part="stretch"), dose=Dose(duration_s=40))
    a_tick(clam, recorded="timer")
    assert names(guided_session_for(sam, 5)) == ["Bridge", "Pigeon"]
    sam.sessions.update(minutes_chosen=5)
    session = guided_session_for(sam, 5)
    assert (names(session), session.before, session.all) == (["Pigeon"], 1, 2)


def test_it_begins_with_the_one_that_was_asked_for_and_comes_to_the_others(sam, plan):
    codes = [a_prescription(plan, name).code for name in ("A", "B", "C")]
    assert names(guided_session_for(sam, first=codes[1])) == ["B", "C", "A"]


def test_the_code_of_an_older_version_is_understood(sam, plan):
    a_prescription(plan, "A")
    old = a_prescription(plan, "B")
    succeeded(old, on=sam.local_today(), reps=15)
    assert names(guided_session_for(sam, first=old.code)) == ["B", "A"]


def test_what_is_answered_is_not_begun_with_again(sam, plan):
    a_prescription(plan, "A")
    done = a_prescription(plan, "B")
    a_tick(done)
    session = guided_session_for(sam, first=done.code)
    assert (names(session), session.before, session.all) == (["A"], 1, 2)


def test_an_exercise_is_new_until_it_was_done(sam, plan):
    clam, _bridge = a_prescription(plan, "Clam"), a_prescription(plan, "Bridge")
    yesterday = sam.local_today() - timedelta(days=1)
    a_tick(clam, yesterday)
    session = guided_session_for(sam)
    assert [each.how_to.is_new for each in session.exercises] == [False, True]


def test_the_affected_side_is_named_where_it_is_known(sam, plan):
    sam.affected_side = "left"
    a_prescription(plan, "Clam", dose=Dose(reps=10, side="affected"))
    each = guided_session_for(sam).exercises[0]
    assert each.dose_words == "Do 10 on your left side."
    assert each.steps[-1].is_mirrored


def test_the_key_survives_a_tick_and_not_a_new_dose(sam, plan):
    clam = a_prescription(plan, "Clam")
    a_prescription(plan, "Bridge")
    before = guided_session_for(sam).key
    a_tick(clam)
    assert guided_session_for(sam).key == before
    succeeded(clam, on=sam.local_today(), reps=15)
    assert guided_session_for(sam).key != before


def test_the_key_tells_nothing_about_health(sam, plan):
    a_prescription(plan, "Clam")
    session = guided_session_for(sam)
    code, day, digest = session.key.split(".")
    assert (code, day) == (str(sam.code), sam.local_today().isoformat())
    assert int(digest, 16) >= 0


def test_a_clinics_own_picture_stands_still_and_is_never_mirrored(sam, plan):
    clam = an_exercise("Clam")
    a_picture(clam)
    a_prescription(plan, clam, dose=Dose(reps=10, side="left"))
    data = as_data(guided_session_for(sam))["exercises"][0]
    assert data["isPhoto"]
    assert data["moving"] == data["still"]
    assert "/pictures/" in data["still"]
    assert all("mirrored" not in step for step in data["steps"])


def test_an_exercise_without_a_drawing_has_no_picture(sam, plan):
    clam = an_exercise("Clam")
    clam.figure_key = ""
    clam.save()
    a_prescription(plan, clam)
    assert guided_session_for(sam).exercises[0].moving == ""
