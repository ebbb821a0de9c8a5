"""How much does a stage ask of each weekday, against what the patient promised?"""

import pytest

from exercises.dosing.frequency import Frequency
from programmes.burden import Floating, Item, beside_of, burden_of

DAILY, TWICE = Frequency(), Frequency(times_per_day=2)
MO_WE = Frequency("weekdays", weekdays=(0, 2))
THRICE_A_WEEK = Frequency("times_a_week", n=3)
EVERY_2, EVERY_10 = Frequency("every_n_days", n=2), Frequency("every_n_days", n=10)
AS_NEEDED = Frequency("as_needed", max_per_day=3)


@pytest.mark.parametrize(
    ("items", "least", "most", "exercises"),
    [
        ([], [0] * 7, [0] * 7, [0] * 7),
        ([Item(DAILY, 300)], [5] * 7, [5] * 7, [1] * 7),
        ([Item(TWICE, 300)], [10] * 7, [10] * 7, [1] * 7),
        ([Item(MO_WE, 300)], [5, 0, 5, 0, 0, 0, 0], [5, 0, 5, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0, 0]),
        ([Item(DAILY, 300), Item(MO_WE, 120)], [7, 5, 7, 5, 5, 5, 5], [7, 5, 7, 5, 5, 5, 5],
         [2, 1, 2, 1, 1, 1, 1]),
        ([Item(THRICE_A_WEEK, 600)], [0] * 7, [10] * 7, [1] * 7),
        ([Item(DAILY, 300), Item(THRICE_A_WEEK, 600)], [5] * 7, [15] * 7, [2] * 7),
        ([Item(EVERY_2, 60)], [0] * 7, [1] * 7, [1] * 7),
        ([Item(Frequency("times_a_week", n=7), 60)], [1] * 7, [1] * 7, [1] * 7),
        ([Item(Frequency("every_n_days", n=1), 60)], [1] * 7, [1] * 7, [1] * 7),
        ([Item(AS_NEEDED, 600)], [0] * 7, [0] * 7, [0] * 7),
        ([Item(DAILY, 300), Item(DAILY, 300, must_do=False)], [5] * 7, [5] * 7, [2] * 7),
        ([Item(DAILY, 20)], [1] * 7, [1] * 7, [1] * 7),
    ],
)  # fmt: skip
def test_minutes_and_exercises_of_each_weekday(items, least, most, exercises):
    burden = burden_of(items)
    assert [day.least_minutes for day in burden.days] == least
    assert [day.minutes for day in burden.days] == most
    assert [day.most_exercises for day in burden.days] == exercises
    assert [day.weekday for day in burden.days] == list(range(7))


@pytest.mark.parametrize(
    ("items", "promised", "too_long", "too_many"),
    [
        ([Item(DAILY, 600)], None, False, False),
        ([Item(DAILY, 600)], 10, False, False),
        ([Item(DAILY, 660)], 10, True, False),
        ([Item(DAILY, 600), Item(DAILY, 900, must_do=False)], 10, False, False),
        ([Item(DAILY, 300), Item(THRICE_A_WEEK, 360)], 10, True, False),
        ([Item(DAILY, 60)] * 4, 10, False, False),
        ([Item(DAILY, 60)] * 5, 10, False, True),
        ([Item(DAILY, 60)] * 4 + [Item(DAILY, 60, must_do=False)], 10, False, False),
        ([Item(MO_WE, 60)] * 3 + [Item(Frequency("weekdays", weekdays=(1,)), 60)] * 3, 10, False,
         False),
    ],
)  # fmt: skip
def test_a_soft_warning_above_the_promise_and_above_four_must_do(
    items, promised, too_long, too_many
):
    burden = burden_of(items, promised=promised)
    assert (burden.is_too_long, burden.is_too_many) == (too_long, too_many)


def test_open_days_are_said_as_they_are():
    items = [Item(THRICE_A_WEEK, 300), Item(THRICE_A_WEEK, 120), Item(EVERY_2, 60), Item(DAILY, 60)]
    assert burden_of(items).floating == (Floating(4, 1, 1, False), Floating(3, 2, 7, True))


@pytest.mark.parametrize(
    ("frequency", "days"),
    [(DAILY, 7), (MO_WE, 2), (THRICE_A_WEEK, 3), (EVERY_2, 4), (EVERY_10, 1), (AS_NEEDED, 0)],
)
def test_days_a_week(frequency, days):
    assert Item(frequency, 60).days_a_week == days


def test_fullest_and_lightest_day():
    items = [Item(DAILY, 300), Item(MO_WE, 600), Item(DAILY, 120, must_do=False)]
    burden = burden_of(items, promised=20)
    assert (burden.lightest, burden.fullest, burden.fullest_with_optional) == (5, 15, 17)
    assert burden.scale == 20


@pytest.mark.parametrize(
    ("promised", "too_long", "too_many"), [(None, False, True), (15, True, True), (18, False, True)]
)
def test_the_warning_is_about_the_sum_of_all_programmes(promised, too_long, too_many):
    ankle = beside_of("Ankle", [Item(MO_WE, 480), Item(AS_NEEDED, 900)])
    burden = burden_of([Item(DAILY, 150)] * 4, promised=promised, beside=[ankle])
    assert [day.beside_minutes for day in burden.days] == [8, 0, 8, 0, 0, 0, 0]
    assert [day.minutes_in_all for day in burden.days] == [18, 10, 18, 10, 10, 10, 10]
    assert (burden.fullest, burden.fullest_in_all, burden.most_must_do) == (10, 18, 5)
    assert (burden.is_too_long, burden.is_too_many) == (too_long, too_many)


def test_what_another_programme_asks_if_you_like_is_not_part_of_the_sum():
    ankle = beside_of("Ankle", [Item(DAILY, 480, must_do=False)])
    burden = burden_of([Item(DAILY, 300)], promised=6, beside=[ankle])
    assert (burden.fullest_in_all, burden.most_must_do, burden.is_too_much) == (5, 1, False)
