"""Do times come when the wall shows them: through clock changes, nights and quiet hours?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from patients.zones import local_day
from programmes.remind.when import Moment, instant_of, is_quiet, later_today, moments, offers

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"


def utc(words: str) -> datetime:
    return datetime.strptime(f"{words}+0000", "%Y-%m-%d %H:%M%z")


@pytest.mark.parametrize(
    ("zone", "on", "at", "instant"),
    [
        # Before and after the clocks go back in Berlin: the wall shows 8, the instant moves.
        (BERLIN, date(2026, 10, 24), time(8), "2026-10-24 06:00"),
        (BERLIN, date(2026, 10, 25), time(8), "2026-10-25 07:00"),
        (BERLIN, date(2027, 3, 27), time(8), "2027-03-27 07:00"),
        (BERLIN, date(2027, 3, 28), time(8), "2027-03-28 06:00"),
        # 02:30 comes twice in the night after the 24th: the first one.
        (BERLIN, date(2026, 10, 24), time(2, 30), "2026-10-25 00:30"),
        # 02:30 is left out in the night after the 27th; an hour on is the next day, so an hour back.
        (BERLIN, date(2027, 3, 27), time(2, 30), "2027-03-28 00:30"),
        (NEW_YORK, date(2026, 11, 1), time(7, 30), "2026-11-01 12:30"),
        (NEW_YORK, date(2026, 10, 31), time(1, 30), "2026-11-01 05:30"),
        (NEW_YORK, date(2026, 3, 8), time(7, 30), "2026-03-08 11:30"),
        # By half an hour: 02:15 is left out on 4 October, and 01:45 comes twice on 5 April.
        (LORD_HOWE, date(2026, 10, 3), time(2, 15), "2026-10-03 15:45"),
        (LORD_HOWE, date(2026, 10, 4), time(8), "2026-10-03 21:00"),
        (LORD_HOWE, date(2026, 4, 4), time(1, 45), "2026-04-04 14:45"),
        # Where midnight itself is left out, the night's reminder comes an hour later.
        ("America/Santiago", date(2026, 9, 5), time(0, 30), "2026-09-06 04:30"),
        ("Pacific/Apia", date(2026, 11, 23), time(8), "2026-11-22 19:00"),
        # The day that Samoa went without.
        ("Pacific/Apia", date(2011, 12, 30), time(8), None),
        ("Pacific/Apia", date(2011, 12, 31), time(8), "2011-12-30 18:00"),
        # The night belongs to the day before.
        ("Europe/London", date(2026, 11, 23), time(1), "2026-11-24 01:00"),
        ("Europe/London", date(2026, 11, 23), time(3), "2026-11-23 03:00"),
    ],
)
def test_a_time_on_the_wall_is_this_instant(zone, on, at, instant):
    assert instant_of(on, at, zone) == (utc(instant) if instant else None)


@pytest.mark.parametrize(
    "zone",
    [BERLIN, NEW_YORK, LORD_HOWE, "Pacific/Apia", "Pacific/Chatham", "Africa/Cairo"]
    + ["America/Havana", "America/Santiago", "Asia/Kathmandu", "Pacific/Kiritimati"],
)
def test_every_time_comes_once_on_its_own_day_and_at_its_own_time_all_year(zone):
    daily = [(weekday, time(hour, 30)) for weekday in range(7) for hour in range(24)]
    start, end = utc("2026-01-01 00:00"), utc("2027-01-01 00:00")
    found = moments(daily, zone, after=start, until=end)
    assert all(local_day(m.due_at, zone) == m.on for m in found)
    assert len({(m.on, m.at) for m in found}) == len(found) == 365 * 24
    moved = [m for m in found if m.due_at.astimezone(ZoneInfo(zone)).time() != m.at]
    assert len(moved) <= 1


def test_the_windows_of_a_worker_that_looks_every_minute_meet_without_gap_or_overlap():
    daily = [(weekday, time(8)) for weekday in range(7)]
    start = utc("2026-10-23 00:00")
    edges = [start + timedelta(minutes=17) * n for n in range(400)]
    found = [
        moment
        for after, until in zip(edges, edges[1:], strict=False)
        for moment in moments(daily, BERLIN, after=after, until=until)
    ]
    assert found == moments(daily, BERLIN, after=edges[0], until=edges[-1])
    assert [m.due_at.hour for m in found] == [6, 6, 7, 7, 7]


@pytest.mark.parametrize(
    ("at", "quiet", "answer"),
    [
        ("21:59", ("22:00", "07:00"), False),
        ("22:00", ("22:00", "07:00"), True),
        ("00:30", ("22:00", "07:00"), True),
        ("06:59", ("22:00", "07:00"), True),
        ("07:00", ("22:00", "07:00"), False),
        ("12:30", ("12:00", "14:00"), True),
        ("14:00", ("12:00", "14:00"), False),
        ("03:00", ("00:00", "00:00"), False),
        ("00:00", ("00:00", "06:00"), True),
    ],
)
def test_quiet_hours_may_run_over_midnight(at, quiet, answer):
    assert is_quiet(*(time.fromisoformat(words) for words in (at, *quiet))) is answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (time(18), Moment(utc("2026-11-23 17:00"), date(2026, 11, 23), time(18))),
        (time(14), "past"),
        (time(23), "quiet"),
        (time(1), "quiet"),
        (time(6), "past"),
    ],
)
def test_later_today_is_still_to_come_and_not_in_the_quiet_hours(asked, answer):
    hours = {"quiet_from": time(22), "quiet_to": time(7)}
    assert later_today(asked, BERLIN, now=utc("2026-11-23 13:00"), **hours) == answer


def test_the_offered_times_are_ahead_and_end_before_the_quiet_hours():
    hours = {"quiet_from": time(22), "quiet_to": time(7)}
    assert offers(BERLIN, now=utc("2026-11-23 13:03"), **hours) == [time(15, 5), time(18), time(20)]
    assert offers(BERLIN, now=utc("2026-11-23 20:30"), **hours) == []
    assert offers(BERLIN, now=datetime(2026, 11, 23, 7, 12, tzinfo=UTC), **hours)[0] == time(9, 15)
