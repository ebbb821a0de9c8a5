"""What is due on one day, and what of it is done."""

from datetime import date, timedelta

import pytest

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from programmes.day import build_day, ticks_needed_from
from programmes.models import Pause
from programmes.plans import running_plans_for, ticks_for

from .programmes import a_prescription, a_programme, a_tick, succeeded

MONDAY = date(2026, 1, 5)
DAILY = Frequency()
TWICE = Frequency(times_per_day=2)
QUOTA = Frequency("times_a_week", n=2)


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def the_day(patient, day: date):
    plans = running_plans_for([patient.pk])[patient.pk]
    since = ticks_needed_from(plans, day)
    return build_day(plans, ticks_for([patient.pk], first_day=since, last_day=day)[patient.pk], day)


@pytest.mark.parametrize("how_many", [1, 20])
def test_a_day_takes_three_queries(sam, how_many, django_assert_num_queries):
    programme = a_programme(sam, MONDAY)
    for number in range(how_many):
        a_tick(a_prescription(programme, f"Exercise {number}", frequency=QUOTA), MONDAY)
    with django_assert_num_queries(3):
        day = the_day(sam, MONDAY)
        names = [item.prescription.exercise.name for _, items in day.by_part() for item in items]
    assert len(names) == how_many


@pytest.mark.parametrize(
    ("frequency", "due_on"),
    [
        (DAILY, [1, 1, 1, 1, 1, 1, 1]),
        (TWICE, [2, 2, 2, 2, 2, 2, 2]),
        (Frequency("weekdays", weekdays=(0, 4)), [1, 0, 0, 0, 1, 0, 0]),
        (Frequency("every_n_days", n=3), [1, 0, 0, 1, 0, 0, 1]),
        (QUOTA, [1, 1, 1, 1, 1, 1, 1]),
        (Frequency("as_needed", max_per_day=2), [0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_due_slots_over_a_week(sam, frequency, due_on):
    a_prescription(a_programme(sam, MONDAY), frequency=frequency)
    assert [the_day(sam, on(n)).due for n in range(7)] == due_on


def test_a_quota_is_due_until_it_is_met_in_its_week(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=QUOTA)
    a_tick(bridge, on(1))
    a_tick(bridge, on(3))
    due = [the_day(sam, on(n)).due for n in range(9)]
    # On the day on which it is met it stays, with its tick; the next week begins anew.
    assert due == [1, 1, 1, 1, 0, 0, 0, 1, 1]


def test_a_skip_does_not_use_up_a_quota(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=Frequency("times_a_week", n=1))
    a_tick(bridge, on(0), outcome="skipped")
    assert [the_day(sam, on(n)).due for n in (1, 2)] == [1, 1]


def test_days_done_this_week_are_counted_with_today(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=QUOTA)
    a_tick(bridge, on(1))
    a_tick(bridge, on(3))
    (item,) = the_day(sam, on(3)).items
    assert (item.days_done_this_week, item.other_days_done) == (2, 1)


@pytest.mark.parametrize(
    ("ticked", "next_slot", "is_done"), [([], 1, False), ([1], 2, False), ([2], 1, False)]
)
def test_the_next_slot_is_the_first_free_one(sam, ticked, next_slot, is_done):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=TWICE)
    for slot in ticked:
        a_tick(bridge, MONDAY, slot=slot)
    (item,) = the_day(sam, MONDAY).items
    assert (item.next_slot, item.is_done) == (next_slot, is_done)


def test_one_slot_done_and_one_skipped_is_answered_and_not_done(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=TWICE)
    a_tick(bridge, MONDAY, slot=1)
    a_tick(bridge, MONDAY, slot=2, outcome="skipped")
    day = the_day(sam, MONDAY)
    (item,) = day.items
    assert (item.is_done, item.is_skipped, item.next_slot) == (False, True, None)
    assert (day.done, day.due, day.is_all_answered) == (1, 2, True)


def test_as_needed_is_offered_up_to_its_maximum_and_never_due(sam):
    often = Frequency("as_needed", max_per_day=2)
    ball = a_prescription(a_programme(sam, MONDAY), frequency=often)
    seen = []
    for slot in (1, 2):
        (item,) = the_day(sam, MONDAY).items
        seen.append((item.is_offered, item.next_slot))
        a_tick(ball, MONDAY, slot=slot)
    (item,) = the_day(sam, MONDAY).items
    assert [*seen, (item.is_offered, item.next_slot)] == [(True, 1), (True, 2), (False, None)]
    assert (the_day(sam, MONDAY).due, the_day(sam, MONDAY).done) == (0, 0)


def test_minutes_are_those_that_are_left(sam):
    programme = a_programme(sam, MONDAY)
    minute = Dose(duration_s=100)  # and 20 seconds to set up
    bridge = a_prescription(programme, "Bridge", dose=minute)
    a_prescription(programme, "Clam", dose=minute)
    assert the_day(sam, MONDAY).minutes == 4
    a_tick(bridge, MONDAY)
    assert the_day(sam, MONDAY).minutes == 2


def test_what_was_done_though_it_was_not_due_is_shown_and_not_counted(sam):
    rare = Frequency("every_n_days", n=3)
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=rare)
    a_tick(bridge, on(1))
    day = the_day(sam, on(1))
    assert ([item.is_done for item in day.items], day.done, day.due) == ([True], 0, 0)


def test_a_tick_of_the_version_before_fills_the_new_versions_slot(sam):
    old = a_prescription(a_programme(sam, MONDAY))
    a_tick(old, on(1))
    new = succeeded(old, on=on(1))
    (item,) = the_day(sam, on(1)).items
    assert (item.prescription, item.is_done) == (new, True)


def test_the_parts_come_in_their_order_and_programmes_within(sam):
    for name in ("First", "Second"):
        programme = a_programme(sam, MONDAY, name=name)
        for part in ("stretch", "strengthen"):
            a_prescription(programme, an_exercise(f"{name} {part}", part=part))
    parts = [
        (part, [item.prescription.exercise.name for item in items])
        for part, items in the_day(sam, MONDAY).by_part()
    ]
    assert parts == [
        ("strengthen", ["First strengthen", "Second strengthen"]),
        ("stretch", ["First stretch", "Second stretch"]),
    ]


@pytest.mark.parametrize("offset", [-1, 3, 4, 14])
def test_nothing_is_there_before_paused_and_after(sam, offset):
    programme = a_programme(sam, MONDAY, stages=((1, 1),))
    a_prescription(programme)
    Pause.objects.create(programme=programme, from_day=on(3), to_day=on(4))
    assert the_day(sam, on(offset)).items == []


def test_a_pause_moves_the_rhythm_on(sam):
    programme = a_programme(sam, MONDAY)
    a_prescription(programme, frequency=Frequency("every_n_days", n=2))
    Pause.objects.create(programme=programme, from_day=on(1), to_day=on(1))
    assert [the_day(sam, on(n)).due for n in range(5)] == [1, 0, 0, 1, 0]


def test_a_week_with_a_pause_in_it_keeps_its_quota(sam):
    programme = a_programme(sam, MONDAY)
    bridge = a_prescription(programme, frequency=Frequency("times_a_week", n=1))
    Pause.objects.create(programme=programme, from_day=on(2), to_day=on(8))
    a_tick(bridge, on(1))
    # The first week is of seven counted days: it ends on day 13.
    assert [the_day(sam, on(n)).due for n in (9, 13, 14)] == [0, 0, 1]
