"""Active weeks: pauses rest, one missed week rests, the best is never lost."""

from datetime import date, timedelta

import pytest

from programmes.active_weeks import active_weeks

MONDAY = date(2026, 3, 2)


def judged(pattern: str, *, now: int | None = None):
    """a: due and done, m: due and not done, r: nothing due (even if something was done)."""
    mondays = [MONDAY + timedelta(weeks=n) for n in range(len(pattern))]
    days = [
        monday + timedelta(days=6) for monday, w in zip(mondays, pattern, strict=True) if w in "ad"
    ]
    today = mondays[len(pattern) - 1 if now is None else now] + timedelta(days=2)
    due = [letter in "am" for letter in pattern]
    return active_weeks(mondays, due=due, active_days=days, today=today)


@pytest.mark.parametrize(
    ("pattern", "run", "best"),
    [
        ("aaaa", 4, 4),
        ("aarraa", 4, 4),  # a pause rests
        ("aamaa", 4, 4),  # one missed week rests
        ("aaammaa", 2, 3),  # two in a row begin a new run, and the best stays
        ("aamrmaa", 2, 2),  # a pause between them does not make them one
        ("aaamma", 1, 3),
        ("aad", 2, 2),  # done, but nothing was due: neither counts nor breaks
        ("r", 0, 0),
        ("", 0, 0),
    ],
)
def test_runs(pattern, run, best):
    weeks = judged(pattern) if pattern else active_weeks([], due=[], active_days=[], today=MONDAY)
    assert (weeks.run, weeks.best) == (run, best)


def test_the_present_week_is_open_until_something_is_done():
    weeks = judged("aamm")
    assert [week.state for week in weeks.weeks] == ["active", "active", "missed", "now"]
    assert (weeks.run, weeks.is_resting) == (2, True)


@pytest.mark.parametrize(
    ("pattern", "active", "counted", "has_just_begun"),
    [("aamrm", 2, 3, False), ("aama", 3, 4, False), ("m", 0, 0, True), ("rr", 0, 0, False)],
)
def test_weeks_that_rest_or_are_open_are_not_held_against_anybody(
    pattern, active, counted, has_just_begun
):
    weeks = judged(pattern)
    assert (weeks.active, weeks.counted, weeks.has_just_begun) == (active, counted, has_just_begun)


def test_a_week_begins_on_monday_across_the_end_of_a_year():
    mondays = [date(2025, 12, 29)]
    weeks = active_weeks(
        mondays, due=[True], active_days=[date(2026, 1, 4)], today=date(2026, 1, 6)
    )
    assert weeks.active == 1
