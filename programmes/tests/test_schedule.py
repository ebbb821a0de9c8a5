"""Is a prescription due on this day? Days, weeks, pauses, clock changes and slots."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from exercises.dosing.frequency import Frequency
from programmes.schedule import (
    day_on,
    due_slots,
    is_due,
    may_record,
    programme_day,
    programme_days,
    slots_offered,
    week_of,
    week_window,
    why_not_record,
)

MONDAY = date(2026, 3, 2)
ILL = (date(2026, 3, 5), date(2026, 3, 7))
STILL_AWAY = (date(2026, 3, 12), None)


def days_after(count, start=MONDAY):
    return start + timedelta(days=count)


# Days of the programme


@pytest.mark.parametrize(
    ("day", "pauses", "index"),
    [
        (date(2026, 3, 1), [], None),
        (MONDAY, [], 0),
        (date(2026, 3, 31), [], 29),
        (date(2026, 4, 1), [], 30),
        (date(2028, 3, 1), [], 730),
        (date(2026, 3, 4), [ILL], 2),
        (date(2026, 3, 5), [ILL], None),
        (date(2026, 3, 7), [ILL], None),
        (date(2026, 3, 8), [ILL], 3),
        (date(2026, 3, 11), [ILL, STILL_AWAY], 6),
        (date(2026, 3, 12), [ILL, STILL_AWAY], None),
        (date(2027, 3, 12), [ILL, STILL_AWAY], None),
        (date(2026, 3, 10), [ILL, (date(2026, 3, 6), date(2026, 3, 8))], 4),
        (date(2026, 3, 10), [(date(2026, 3, 6), date(2026, 3, 6)), ILL], 5),
        (MONDAY, [(date(2026, 2, 20), date(2026, 2, 25))], 0),
        (MONDAY, [(date(2026, 2, 20), MONDAY)], None),
        (date(2026, 3, 3), [(date(2026, 2, 20), MONDAY)], 0),
    ],
)
def test_the_programme_counts_days_that_are_not_paused(day, pauses, index):
    assert programme_day(MONDAY, day, pauses) == index


@pytest.mark.parametrize(
    ("day", "pauses", "week"),
    [
        (date(2026, 3, 1), [], None),
        (date(2026, 3, 8), [], 1),
        (date(2026, 3, 9), [], 2),
        (date(2026, 3, 9), [ILL], 1),
        (date(2026, 3, 12), [ILL], 2),
        (date(2026, 3, 12), [STILL_AWAY], None),
    ],
)
def test_weeks_count_from_the_start_date(day, pauses, week):
    assert week_of(MONDAY, day, pauses) == week


def test_a_week_begins_on_the_weekday_of_the_start_date():
    wednesday = date(2026, 3, 4)

    assert week_of(wednesday, date(2026, 3, 10)) == 1
    assert week_of(wednesday, date(2026, 3, 11)) == 2


@pytest.mark.parametrize(
    ("week", "pauses", "window"),
    [
        (1, [], (MONDAY, date(2026, 3, 8))),
        (5, [], (date(2026, 3, 30), date(2026, 4, 5))),
        (1, [ILL], (MONDAY, date(2026, 3, 11))),
        (2, [ILL], (date(2026, 3, 12), date(2026, 3, 18))),
        (2, [STILL_AWAY], (date(2026, 3, 9), None)),
        (3, [STILL_AWAY], None),
        (2, [(date(2026, 3, 9), None)], None),
        (1, [(MONDAY, date(2026, 3, 3))], (date(2026, 3, 4), date(2026, 3, 10))),
    ],
)
def test_a_pause_makes_its_week_longer_and_moves_on_what_follows(week, pauses, window):
    assert week_window(MONDAY, week, pauses) == window


def test_the_days_between_two_dates_leave_out_those_before_the_start_and_paused_ones():
    days = list(programme_days(MONDAY, date(2026, 2, 27), date(2026, 3, 9), [ILL]))

    assert days == [
        (date(2026, 3, 2), 0),
        (date(2026, 3, 3), 1),
        (date(2026, 3, 4), 2),
        (date(2026, 3, 8), 3),
        (date(2026, 3, 9), 4),
    ]


PAUSES = some.lists(
    some.tuples(some.integers(-10, 60), some.none() | some.integers(0, 20)).map(
        lambda pause: (
            days_after(pause[0]),
            None if pause[1] is None else days_after(pause[0] + pause[1]),
        )
    ),
    max_size=4,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(PAUSES)
def test_the_count_rises_by_one_on_each_day_that_is_not_paused(pauses):
    days = [days_after(count) for count in range(90)]
    indexes = [programme_day(MONDAY, day, pauses) for day in days]
    counted = [index for index in indexes if index is not None]

    assert counted == list(range(len(counted)))
    assert list(programme_days(MONDAY, days[0], days[-1], pauses)) == [
        (day, index) for day, index in zip(days, indexes, strict=True) if index is not None
    ]
    for day, index in zip(days, indexes, strict=True):
        assert index is None or day_on(MONDAY, index, pauses) == day


# Due


def due_days(frequency, *, count=14, start=MONDAY, **stage):
    return [
        index
        for index in range(count)
        if is_due(frequency, day=days_after(index, start), day_index=index, **stage)
    ]


@pytest.mark.parametrize(
    ("frequency", "indexes"),
    [
        (Frequency("daily"), list(range(14))),
        (Frequency("weekdays", (0, 2, 4)), [0, 2, 4, 7, 9, 11]),
        (Frequency("weekdays", (6,)), [6, 13]),
        (Frequency("every_n_days", n=1), list(range(14))),
        (Frequency("every_n_days", n=2), [0, 2, 4, 6, 8, 10, 12]),
        (Frequency("every_n_days", n=5), [0, 5, 10]),
        (Frequency("times_a_week", n=3), list(range(14))),
        (Frequency("as_needed", max_per_day=2), []),
    ],
)
def test_what_is_due_in_the_first_two_weeks(frequency, indexes):
    assert due_days(frequency) == indexes


def test_weekdays_are_those_of_the_calendar_whenever_the_programme_starts():
    saturday = date(2026, 2, 28)

    assert due_days(Frequency("weekdays", (0,)), start=saturday) == [2, 9]


def test_every_other_day_runs_on_over_the_end_of_a_month():
    assert due_days(Frequency("every_n_days", n=2), count=7, start=date(2026, 2, 26)) == [
        0, 2, 4, 6,
    ]  # fmt: skip


def test_every_n_days_counts_from_the_first_day_of_the_stage():
    assert due_days(Frequency("every_n_days", n=2), stage_first_day_index=7) == [7, 9, 11, 13]


def test_nothing_is_due_before_its_stage():
    assert due_days(Frequency("daily"), stage_first_day_index=12) == [12, 13]


def test_a_pause_shifts_every_other_day_but_not_the_weekdays():
    after = date(2026, 3, 8)
    index = programme_day(MONDAY, after, [ILL])

    assert not is_due(Frequency("every_n_days", n=2), day=after, day_index=index)
    assert is_due(Frequency("weekdays", (6,)), day=after, day_index=index)


@pytest.mark.parametrize("kind", ["daily", "weekdays", "every_n_days", "times_a_week", "as_needed"])
def test_nothing_is_due_on_a_paused_day(kind):
    assert not is_due(Frequency(kind, (0,), 2), day=MONDAY, day_index=None)


@pytest.mark.parametrize(("other_days", "slots"), [(0, 1), (2, 1), (3, 0), (7, 0)])
def test_a_quota_is_due_until_its_days_are_done_on_other_days(other_days, slots):
    quota = Frequency("times_a_week", n=3)

    assert due_slots(quota, day=MONDAY, day_index=0, other_days_done_this_week=other_days) == slots


@pytest.mark.parametrize(
    ("frequency", "slots"),
    [
        (Frequency("daily"), 1),
        (Frequency("daily", times_per_day=3), 3),
        (Frequency("weekdays", (0,), times_per_day=2), 2),
        (Frequency("weekdays", (1,), times_per_day=2), 0),
        (Frequency("times_a_week", n=2, times_per_day=2), 2),
        (Frequency("as_needed", times_per_day=2), 0),
    ],
)
def test_a_due_day_has_as_many_slots_as_times_a_day(frequency, slots):
    assert due_slots(frequency, day=MONDAY, day_index=0) == slots


@pytest.mark.parametrize(
    ("frequency", "done", "offered"),
    [
        (Frequency("as_needed"), 5, 1),
        (Frequency("as_needed", max_per_day=2), 0, 2),
        (Frequency("as_needed", max_per_day=2), 2, 0),
        (Frequency("as_needed", max_per_day=2), 3, 0),
        (Frequency("daily", times_per_day=2), 0, 0),
    ],
)
def test_as_needed_is_offered_up_to_its_daily_maximum(frequency, done, offered):
    assert slots_offered(frequency, done_today=done) == offered


# The patient's clock


# May it be recorded?


@pytest.mark.parametrize(
    ("days", "refusal"), [(-8, "too old"), (-7, ""), (-1, ""), (0, ""), (2, ""), (3, "ahead")]
)
def test_a_week_back_may_be_recorded_and_little_ahead(days, refusal):
    day = days_after(days)

    assert why_not_record(day, MONDAY) == refusal
    assert may_record(day, MONDAY) == (refusal == "")


@pytest.mark.parametrize(("hours", "refusal"), [(-500, ""), (48, ""), (48.01, "ahead")])
def test_a_device_clock_more_than_two_days_ahead_is_refused(hours, refusal):
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    recorded_at = now + timedelta(hours=hours)

    assert why_not_record(MONDAY, MONDAY, recorded_at=recorded_at, now=now) == refusal
