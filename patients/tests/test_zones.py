"""Which day is it for the patient? Nights, clock changes, zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from patients.zones import local_day


@pytest.mark.parametrize(
    ("zone", "instant", "today"),
    [
        ("UTC", "2026-06-01 02:59", "2026-05-31"),
        ("UTC", "2026-06-01 03:00", "2026-06-01"),
        ("Europe/London", "2026-06-01 01:59", "2026-05-31"),
        ("Europe/London", "2026-06-01 02:00", "2026-06-01"),
        ("America/New_York", "2026-01-01 07:59", "2025-12-31"),
        ("America/New_York", "2026-01-01 08:00", "2026-01-01"),
        ("Asia/Kolkata", "2026-02-28 21:29", "2026-02-28"),
        ("Asia/Kolkata", "2026-02-28 21:30", "2026-03-01"),
        ("Pacific/Kiritimati", "2026-02-28 13:00", "2026-03-01"),
        # Clocks go forward: 02:00 to 03:00, so the day begins at once.
        ("Europe/Berlin", "2026-03-29 00:59", "2026-03-28"),
        ("Europe/Berlin", "2026-03-29 01:00", "2026-03-29"),
        ("Europe/London", "2026-03-29 01:59", "2026-03-28"),
        ("Europe/London", "2026-03-29 02:00", "2026-03-29"),
        ("America/New_York", "2026-03-08 06:59", "2026-03-07"),
        ("America/New_York", "2026-03-08 07:00", "2026-03-08"),
        ("Australia/Sydney", "2026-10-03 15:59", "2026-10-03"),
        ("Australia/Sydney", "2026-10-03 16:00", "2026-10-04"),
        # Clocks go back from 03:45 to 02:45: the day that has begun goes on.
        ("Pacific/Chatham", "2026-04-04 13:14", "2026-04-04"),
        ("Pacific/Chatham", "2026-04-04 13:15", "2026-04-05"),
        ("Pacific/Chatham", "2026-04-04 14:05", "2026-04-05"),
        # ... and where 03:00 is left out, the day begins with the change.
        ("Pacific/Chatham", "2026-09-26 13:59", "2026-09-26"),
        ("Pacific/Chatham", "2026-09-26 14:00", "2026-09-27"),
        # Clocks go back: the hour before 03:00 comes twice, both belong to the day before.
        ("Europe/Berlin", "2026-10-25 00:30", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25 01:30", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25 02:00", "2026-10-25"),
        ("Europe/Helsinki", "2026-10-25 00:00", "2026-10-25"),
        ("Europe/Helsinki", "2026-10-25 01:30", "2026-10-25"),
        ("America/New_York", "2026-11-01 07:59", "2026-10-31"),
        ("America/New_York", "2026-11-01 08:00", "2026-11-01"),
        ("Australia/Sydney", "2026-04-04 16:59", "2026-04-04"),
        ("Australia/Sydney", "2026-04-04 17:00", "2026-04-05"),
        ("Australia/Lord_Howe", "2026-04-04 16:29", "2026-04-04"),
        ("Australia/Lord_Howe", "2026-04-04 16:30", "2026-04-05"),
    ],
)
def test_a_day_ends_at_three_in_the_morning_on_the_patients_clock(zone, instant, today):
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    assert local_day(now, zone) == date.fromisoformat(today)


ZONES = [
    "UTC", "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Helsinki",
    "Africa/Cairo", "Africa/Casablanca", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney", "Australia/Lord_Howe",
    "Pacific/Auckland", "Pacific/Chatham", "America/St_Johns", "America/New_York",
    "America/Sao_Paulo", "Pacific/Honolulu",
]  # fmt: skip
CHANGES = [date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25),
           date(2026, 11, 1), date(2026, 12, 31)]  # fmt: skip
INSTANTS = [
    datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC) + timedelta(hours=hours)
    for day in CHANGES
    for hours in range(-20, 30, 5)
]


def test_there_are_twenty_zones_and_sixty_instants():
    assert len(ZONES) == 20
    assert len(INSTANTS) == 60


@pytest.mark.parametrize("zone", ZONES)
def test_in_every_zone_the_day_is_the_one_that_the_wall_clock_shows(zone):
    for now in INSTANTS:
        local = now.astimezone(ZoneInfo(zone))
        late = (local.hour, local.minute) < (3, 0)

        assert local_day(now, zone) == local.date() - timedelta(days=late)


@pytest.mark.parametrize("zone", ZONES)
def test_in_every_zone_today_never_runs_backwards_around_a_clock_change(zone):
    for change in CHANGES:
        begin = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=1)
        days = [local_day(begin + timedelta(minutes=30 * n), zone) for n in range(144)]

        assert days == sorted(days)
        assert len(set(days)) in (3, 4)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone):
    with pytest.raises(ValueError, match="unknown time zone"):
        local_day(datetime(2026, 1, 1, tzinfo=UTC), zone)


def test_an_instant_without_a_zone_is_refused():
    naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(ValueError, match="needs a datetime with a time zone"):
        local_day(naive, "UTC")
