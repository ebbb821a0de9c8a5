"""How much of what was due was done? Windows, quotas, part weeks, pauses."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from exercises.dosing.frequency import Frequency
from programmes.adherence import Adherence, ScheduledItem, adherence_for

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 15)
DAILY = Frequency("daily")


def on(*indexes, times=1):
    """Done on these days of the programme, so many times each."""
    return {MONDAY + timedelta(days=index): times for index in indexes}


def counted(*items, first=MONDAY, last=SUNDAY, pauses=()):
    return adherence_for(items, start=MONDAY, first_day=first, last_day=last, pauses=pauses)


@pytest.mark.parametrize(
    ("frequency", "done", "words"),
    [
        (DAILY, on(), "0 of 14"),
        (DAILY, on(*range(11)), "11 of 14"),
        (Frequency("daily", times_per_day=2), on(*range(14)), "14 of 28"),
        (Frequency("daily", times_per_day=2), on(*range(14), times=2), "28 of 28"),
        (Frequency("weekdays", (0, 2, 4)), on(0, 2, 9), "3 of 6"),
        (Frequency("every_n_days", n=2), on(0, 2, 4, 6), "4 of 7"),
        (Frequency("times_a_week", n=3), on(0, 1, 2, 7), "4 of 6"),
        (Frequency("times_a_week", n=3), on(5, 6, 11, 12, 13), "5 of 6"),
        (Frequency("times_a_week", n=2, times_per_day=2), on(0, 1, 7), "3 of 8"),
        (Frequency("as_needed", max_per_day=2), on(*range(14)), "nothing due"),
    ],
)
def test_two_weeks_are_counted_by_their_frequency(frequency, done, words):
    assert counted(ScheduledItem(frequency, MONDAY, done=done)).in_words() == words


@pytest.mark.parametrize(
    ("frequency", "done"),
    [
        (DAILY, on(*range(14), times=3)),
        (Frequency("weekdays", (0, 2, 4)), on(*range(14))),
        (Frequency("every_n_days", n=3), on(*range(14))),
        (Frequency("times_a_week", n=3), on(*range(14))),
    ],
)
def test_more_than_was_due_is_not_counted(frequency, done):
    result = counted(ScheduledItem(frequency, MONDAY, done=done))

    assert result.done == result.due


def test_too_much_in_one_week_does_not_make_up_for_the_next():
    item = ScheduledItem(Frequency("times_a_week", n=3), MONDAY, done=on(0, 1, 2, 3, 4, 5))

    assert counted(item).in_words() == "3 of 6"


def test_of_a_quota_with_slots_the_best_days_are_counted():
    done = {**on(0, 1), **on(3, 4, times=2)}
    item = ScheduledItem(Frequency("times_a_week", n=2, times_per_day=2), MONDAY, done=done)

    assert counted(item, last=date(2026, 3, 8)).in_words() == "4 of 4"


def test_must_do_and_optional_are_kept_apart():
    result = counted(
        ScheduledItem(DAILY, MONDAY, done=on(0, 1, 2)),
        ScheduledItem(DAILY, MONDAY, must_do=False, done=on(0)),
        ScheduledItem(Frequency("as_needed"), MONDAY, done=on(0)),
    )

    assert result == Adherence(must_do_done=3, must_do_due=14, optional_done=1, optional_due=14)
    assert result.must_do_in_words() == "3 of 14"
    assert result.optional_in_words() == "1 of 14"
    assert result.in_words() == "4 of 28"


def test_paused_days_are_left_out_with_what_was_done_on_them():
    ill = (date(2026, 3, 5), date(2026, 3, 7))
    item = ScheduledItem(DAILY, MONDAY, done=on(0, 3, 4, 6))

    assert counted(item, pauses=[ill]).in_words() == "2 of 11"


def test_a_paused_week_of_a_quota_runs_on_until_it_has_seven_days():
    ill = (date(2026, 3, 5), date(2026, 3, 11))
    item = ScheduledItem(Frequency("times_a_week", n=3), MONDAY, done=on(0, 10, 11))

    assert counted(item, pauses=[ill]).in_words() == "3 of 3"


def test_nothing_is_due_in_a_pause_without_end():
    assert (
        counted(ScheduledItem(DAILY, MONDAY), pauses=[(MONDAY, None)]).in_words() == "nothing due"
    )


@pytest.mark.parametrize(
    ("n", "days", "due"),
    [
        *[(3, days, due) for days, due in enumerate([0, 0, 1, 1, 2, 2, 3, 3])],
        *[(5, days, due) for days, due in enumerate([0, 1, 1, 2, 3, 4, 4, 5])],
        (3, 10, 4),
    ],
)
def test_a_part_of_a_week_counts_in_proportion(n, days, due):
    item = ScheduledItem(Frequency("times_a_week", n=n), MONDAY)

    assert counted(item, last=MONDAY + timedelta(days=days - 1)).due == due


@pytest.mark.parametrize("n", range(1, 7))
@pytest.mark.parametrize("cut", range(1, 7))
def test_two_parts_of_a_week_add_up_to_its_quota(n, cut):
    change = MONDAY + timedelta(days=cut)
    old = ScheduledItem(Frequency("times_a_week", n=n), MONDAY, change - timedelta(days=1))
    new = ScheduledItem(Frequency("times_a_week", n=n), change)

    assert counted(old, new, last=date(2026, 3, 8)).due == n


def test_only_the_days_on_which_it_was_in_force_are_counted():
    item = ScheduledItem(DAILY, date(2026, 3, 4), date(2026, 3, 6), done=on(0, 2, 3, 8))

    assert counted(item).in_words() == "2 of 3"


def test_the_window_is_cut_at_the_start_of_the_programme():
    item = ScheduledItem(DAILY, date(2026, 2, 1), done=on(-1, 0))

    assert counted(item, first=date(2026, 2, 20), last=date(2026, 3, 3)).in_words() == "1 of 2"


def test_every_other_day_counts_from_its_stage_even_if_the_dose_was_changed_later():
    item = ScheduledItem(
        Frequency("every_n_days", n=2), date(2026, 3, 10), done=on(9), stage_first_day_index=7
    )

    assert counted(item).in_words() == "1 of 3"


def test_a_window_over_a_clock_change_and_a_month_end_has_all_its_days():
    result = counted(ScheduledItem(DAILY, MONDAY), first=date(2026, 3, 25), last=date(2026, 4, 5))

    assert result.due == 12


def test_the_share_is_for_sorting_and_absent_where_nothing_was_due():
    assert Adherence(must_do_done=11, must_do_due=14).share == pytest.approx(0.786, abs=0.001)
    assert Adherence().share is None
    assert Adherence().in_words() == "nothing due"


FREQUENCIES = some.sampled_from(
    [
        DAILY,
        Frequency("daily", times_per_day=3),
        Frequency("weekdays", (1, 5)),
        Frequency("every_n_days", n=4),
        Frequency("times_a_week", n=2),
        Frequency("times_a_week", n=4, times_per_day=2),
        Frequency("as_needed", max_per_day=2),
    ]
)
DONE = some.dictionaries(
    some.integers(0, 27).map(lambda index: MONDAY + timedelta(days=index)), some.integers(0, 4)
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(FREQUENCIES, DONE, some.integers(0, 27), some.integers(0, 27))
def test_done_never_exceeds_due_nor_what_was_recorded(frequency, done, first, length):
    first_day = MONDAY + timedelta(days=first)
    item = ScheduledItem(frequency, MONDAY, done=done)

    result = counted(item, first=first_day, last=first_day + timedelta(days=length))

    assert 0 <= result.done <= result.due
    assert result.done <= sum(done.values())


def test_a_caseload_of_200_patients_is_counted_fast():
    kinds = [DAILY, Frequency("weekdays", (0, 2, 4)), Frequency("every_n_days", n=2),
             Frequency("times_a_week", n=3), Frequency("daily", times_per_day=2)]  # fmt: skip
    items = [ScheduledItem(kinds[n % 5], MONDAY, done=on(*range(0, 28, 2))) for n in range(10)]
    ill = (date(2026, 3, 5), date(2026, 3, 7))

    begun = perf_counter()
    for _ in range(200):
        counted(*items, last=MONDAY + timedelta(days=27), pauses=[ill])

    assert perf_counter() - begun < 0.3
