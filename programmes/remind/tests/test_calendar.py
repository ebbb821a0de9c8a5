"""Does the private calendar show the right hours in a real client, across both clock changes?"""

import re
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar

from patients.models import Patient
from programmes.models import Pause
from programmes.remind.actions import make_calendar, save_choice
from programmes.remind.feed import feed_for
from programmes.tests.programmes import a_prescription, a_programme
from programmes.tests.reminders import wants_reminders

KHAL_CONFIG = """
[calendars]
[[reminders]]
path = {folder}/calendar
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[default]
default_calendar = reminders
[sqlite]
path = {folder}/khal.db
"""


def the_file(patient: Patient) -> bytes:
    reminders = make_calendar(by=patient.user)
    return Client().get(f"/calendar/{reminders.feed_token}.ics").content


@pytest.fixture
def sams(sam, time_machine):
    """Gives the calendar of Sam, who lives in a zone and follows a daily plan, seen from a day."""

    def calendar(zone: str, day: date, *times: time) -> bytes:
        time_machine.move_to(datetime.combine(day, time(12), UTC), tick=False)
        sam.time_zone = zone
        sam.save()
        wants_reminders(sam.user, *times)
        a_prescription(a_programme(sam, day, stages=((1, 3),)))
        return the_file(sam)

    return calendar


def listed(text: bytes, folder: Path, *, zone: str, first: date, days: int) -> list[str]:
    """What khal shows for these days: "2026-10-25 08:00 A reminder for you"."""
    (folder / "khal.conf").write_text(KHAL_CONFIG.format(folder=folder, zone=zone))
    (folder / "calendar").mkdir()
    (folder / "reminders.ics").write_bytes(text)
    khal = ["khal", "-c", str(folder / "khal.conf")]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    run = {"env": environment, "check": True, "capture_output": True, "text": True}
    subprocess.run([*khal, "import", "--batch", "-a", "reminders", folder / "reminders.ics"], **run)
    shown = ["list", "--format", "{start} {title}", "--day-format", "", "--notstarted"]
    done = subprocess.run([*khal, *shown, first.isoformat(), f"{days}d"], **run)
    return [line for line in done.stdout.splitlines() if line.strip()]


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed (Debian: khal)")
@pytest.mark.parametrize("first", [date(2026, 10, 24), date(2027, 3, 27)])
def test_a_real_client_shows_eight_o_clock_on_both_sides_of_the_change(sams, tmp_path, first):
    text = sams("Europe/Berlin", first, time(8), time(18, 30))
    days = [first + timedelta(days=n) for n in range(3)]
    assert listed(text, tmp_path, zone="Europe/Berlin", first=first, days=3) == [
        f"{day} {at} A reminder for you" for day in days for at in ("08:00", "18:30")
    ]


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed (Debian: khal)")
def test_a_client_far_away_shows_the_same_instants(sams, tmp_path):
    """Eight in Berlin is two in New York; between the two changes of the clock it is three."""
    first = date(2026, 10, 24)
    text = sams("Europe/Berlin", first, time(8))
    shown = listed(text, tmp_path, zone="America/New_York", first=first, days=10)
    assert [line[:16] for line in shown] == [
        f"{first + timedelta(days=n)} {'03' if 1 <= n <= 7 else '02'}:00" for n in range(10)
    ]


def test_the_file_keeps_to_the_standard(sams):
    text = sams("Europe/Berlin", date(2026, 10, 24), time(8))
    lines = text.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    assert {b"BEGIN:VTIMEZONE", b"TZID:Europe/Berlin", b"BEGIN:DAYLIGHT"} <= set(lines)
    assert b"DTSTART;TZID=Europe/Berlin:20261025T080000" in lines
    assert len(text) < 60_000
    words = set(re.findall(r"(?:SUMMARY|DESCRIPTION|X-WR-CALNAME):(.*)\r", text.decode()))
    assert words == {"A reminder for you", "Reminders", "http://127.0.0.1:8000/today/"}


def test_it_ends_with_the_plan_and_leaves_out_pauses(sams, sam):
    first = date(2026, 10, 24)
    sams("Europe/Berlin", first, time(8))
    programme = sam.programmes.get()
    Pause.objects.create(
        programme=programme,
        from_day=first + timedelta(days=2),
        to_day=first + timedelta(days=4),
        reason="away",
        by=sam.physio,
    )
    events = Calendar.from_ical(the_file(sam)).walk("VEVENT")
    days = [(event["DTSTART"].dt.date() - first).days for event in events]
    assert days == [0, 1, *range(5, 21 + 3)]


def test_a_change_raises_the_number_and_keeps_the_names(sams, sam):
    sams("Europe/Berlin", date(2026, 10, 24), time(8))
    before = Calendar.from_ical(the_file(sam)).walk("VEVENT")
    save_choice(by=sam.user, times={(day, time(8)) for day in range(7)}, by_email=False)
    after = Calendar.from_ical(the_file(sam)).walk("VEVENT")
    assert [e["UID"] for e in before] == [e["UID"] for e in after]
    assert len({e["UID"] for e in after}) == len(after) == 21
    assert {e["SEQUENCE"] for e in after} == {before[0]["SEQUENCE"] + 1}


@pytest.mark.parametrize("exercises", [1, 3])
def test_the_calendar_takes_the_same_queries_for_any_number(
    sam, exercises, django_assert_num_queries
):
    wants_reminders(sam.user)
    programme = a_programme(sam)
    for number in range(exercises):
        a_prescription(programme, f"Exercise {number}")
    reminders = make_calendar(by=sam.user)
    with django_assert_num_queries(3):
        feed_for(reminders, sam).as_text()
