"""The paper calendar: a box on every day on which something is due, and nowhere else."""

from datetime import date

import pytest
from django.utils.translation import override

from exercises.dosing.frequency import Frequency
from programmes.handout.tick_grid import tick_grid

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
EVERY_OTHER_DAY = Frequency("every_n_days", n=2)


def row(week) -> str:
    """A week as text: a day's letters where a box stands, "-" on a rest day, "?" if it is picked."""
    return " ".join("-" if not day.boxes else (day.letters or "?") * day.boxes for day in week.days)


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (Frequency(), "Mo Tu We Th Fr Sa Su"),
        (Frequency(times_per_day=2), "MoMo TuTu WeWe ThTh FrFr SaSa SuSu"),
        (Frequency("weekdays", weekdays=(0, 2, 4)), "Mo - We - Fr - -"),
        (EVERY_OTHER_DAY, "Mo - We - Fr - Su"),
        (Frequency("every_n_days", n=3), "Mo - - Th - - Su"),
        (Frequency("times_a_week", n=3), "? ? ?"),
        (Frequency("times_a_week", n=2, times_per_day=2), "?? ??"),
        (Frequency("as_needed", max_per_day=2), "Mo Tu We Th Fr Sa Su"),
    ],
)
def test_the_first_week_of_a_template(frequency, expected):
    (week,) = tick_grid(frequency, [1], stage_from_week=1)
    assert (row(week), week.begins_on) == (expected, None)


def test_days_are_named_in_the_readers_language():
    with override("de"):
        (week,) = tick_grid(Frequency(), [1], stage_from_week=1)
    assert row(week) == "Mo Di Mi Do Fr Sa So"


def test_every_other_day_goes_on_over_the_end_of_a_week():
    weeks = tick_grid(EVERY_OTHER_DAY, [1, 2], stage_from_week=1)
    assert [row(week) for week in weeks] == ["Mo - We - Fr - Su", "- Tu - Th - Sa -"]


def test_every_other_day_counts_from_the_first_day_of_the_stage():
    (week,) = tick_grid(EVERY_OTHER_DAY, [2], stage_from_week=2)
    assert row(week) == "Mo - We - Fr - Su"


def test_weeks_begin_on_the_weekday_on_which_the_programme_began():
    (week,) = tick_grid(
        Frequency("weekdays", weekdays=(0, 4)), [2], stage_from_week=1, start=THURSDAY
    )
    assert (row(week), week.begins_on) == ("- Fr - - Mo - -", date(2026, 12, 3))


def test_days_of_a_pause_are_left_out():
    pauses = [(date(2026, 11, 25), date(2026, 11, 26))]
    first, second = tick_grid(Frequency(), [1, 2], stage_from_week=1, start=MONDAY, pauses=pauses)
    assert row(first) == "Mo Tu Fr Sa Su Mo Tu"
    assert second.begins_on == date(2026, 12, 2)


def test_a_pause_that_is_still_open_does_not_empty_the_paper():
    pauses = [(MONDAY, None)]
    (week,) = tick_grid(Frequency(), [1], stage_from_week=1, start=MONDAY, pauses=pauses)
    assert row(week) == "Mo Tu We Th Fr Sa Su"


def test_what_is_done_as_needed_has_boxes_and_is_never_due():
    (week,) = tick_grid(Frequency("as_needed"), [1], stage_from_week=1)
    assert {day.is_due for day in week.days} == {False}
