"""Is each tick kept once, on the patient's day: killed, replayed, at once, in any zone?

The full figures come from `manage.py prove_ticks`; see docs/figures-held.md.
"""

import os
import random
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from patients.tests.cast import a_clinic, a_patient, a_staff_member
from patients.zones import local_day
from programmes.models import Completion, Prescription, Session
from programmes.tests.programmes import a_prescription, a_programme, days_ago

AT_ONCE = 32
# Both changes of the clock in 2026, in zones that make them at 01:00 UTC, at midnight, by half
# an hour, over 03:00, in the other half of the year, or never.
ZONES = (
    "Europe/London Europe/Berlin Atlantic/Azores America/New_York America/St_Johns "
    "America/Los_Angeles America/Havana America/Santiago America/Nuuk Africa/Cairo Asia/Beirut "
    "Asia/Kathmandu Asia/Tokyo Asia/Kolkata Australia/Lord_Howe Australia/Adelaide "
    "Pacific/Auckland Pacific/Chatham Pacific/Kiritimati Pacific/Pago_Pago"
).split()


def instants() -> list[datetime]:
    """60 moments of 2026: around the changes in Europe, America, Australia and Chile, and others."""
    changes = [
        "03-29 01:00",
        "10-25 01:00",
        "03-08 07:00",
        "11-01 06:00",
        "04-04 14:00",
        "10-03 14:00",
    ]
    changes += ["04-04 16:30", "09-26 14:00"]
    minutes = (-91, -1, 0, 1, 89, 121)
    near = [
        datetime.strptime(f"2026-{words}+0000", "%Y-%m-%d %H:%M%z") + timedelta(minutes=m)
        for words in changes
        for m in minutes
    ]
    rest = [
        datetime(2026, 1, 1, 2, 59, tzinfo=UTC) + timedelta(days=31, hours=2) * n for n in range(12)
    ]
    return sorted(near + rest)


def day_on_the_wall(instant: datetime, zone: str) -> date:
    """The day by looking at the clock minute by minute: it begins when 03:00 is first reached."""
    local = instant.astimezone(ZoneInfo(zone))
    shown = instant - timedelta(hours=4)
    while shown <= instant:
        wall = shown.astimezone(ZoneInfo(zone))
        if wall.date() == local.date() and wall.hour >= 3:
            return local.date()
        shown += timedelta(minutes=1)
    return local.date() if local.hour >= 3 else local.date() - timedelta(days=1)


def send(client: Client, prescription: Prescription, on: date, **said) -> str:
    """The tick as a phone sends it: what the server said of it, or the status if it said none."""
    body = {"tick_id": uuid4(), "on": on, "slot": 1, "recorded": "offline"} | said
    address = reverse("follow:tick", args=[prescription.code])
    answer = client.post(address, body, headers={"Accept": "application/json"})
    return answer.json()["status"] if answer.status_code == 200 else str(answer.status_code)


def kept() -> list[tuple]:
    fields = ("tick_id", "prescription_id", "on", "session__on", "slot")
    return sorted(Completion.objects.values_list(*fields), key=str)


@pytest.mark.django_db(transaction=True)
def test_acknowledged_ticks_survive_a_server_that_is_killed(record_property):
    """A small round of the proof: its own database on the same kind of server."""
    environment = os.environ | {"VAR_DIR": str(settings.VAR_DIR)}
    command = [sys.executable, "manage.py", "prove_ticks", "--ticks", "200", "--kills", "3"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"(\w+), runserver: (\d+) ticks .* (\d+) lost, (\d+) twice", done.stdout)
    assert found.groups() == (connection.vendor, "200", "0", "0")
    record_property("ticks", found[0])


def test_ticks_sent_five_times_in_any_order_are_kept_once_on_their_own_days(sam, sam_client):
    daily = Frequency(times_per_day=2)
    programme = a_programme(sam, days_ago(sam, 20))
    plan = [a_prescription(programme, name, frequency=daily) for name in ("Clam", "Side plank")]
    ticks = [
        (uuid4(), prescription, days_ago(sam, back), slot)
        for prescription in plan
        for back in range(8)
        for slot in (1, 2)
    ]
    sendings = ticks * 5
    random.Random(1).shuffle(sendings)
    said = Counter(
        send(sam_client, prescription, on, tick_id=tick_id, slot=slot)
        for tick_id, prescription, on, slot in sendings
    )
    assert said == {"created": len(ticks), "already": 4 * len(ticks)}
    assert kept() == sorted(
        ((tick_id, prescription.pk, on, on, slot) for tick_id, prescription, on, slot in ticks),
        key=str,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["one phone", "many devices"])
def test_one_tick_sent_many_times_at_once_becomes_one_row(who):
    """No answer is an error: writers wait for one another."""
    sam = a_patient(a_staff_member(a_clinic(), "Priya Nair", is_physio=True), "Sam Walker")
    bridge = a_prescription(a_programme(sam))
    clients = [Client(raise_request_exception=False) for _ in range(AT_ONCE)]
    for client in clients:
        client.force_login(sam.user)
    same = uuid4()

    def run(client: Client) -> str:
        try:
            tick_id = same if who == "one phone" else uuid4()
            return send(client, bridge, sam.local_today(), tick_id=tick_id)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = Counter(pool.map(run, clients))
    assert said == {"created": 1, "already": AT_ONCE - 1}
    assert (Completion.objects.count(), Session.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_different_ticks_of_one_day_sent_at_once_are_all_kept():
    sam = a_patient(a_staff_member(a_clinic(), "Priya Nair", is_physio=True), "Sam Walker")
    often = a_prescription(a_programme(sam), frequency=Frequency(times_per_day=12))
    client = Client()
    client.force_login(sam.user)

    def run(slot: int) -> str:
        try:
            own = Client(raise_request_exception=False)
            own.cookies = client.cookies
            return send(own, often, sam.local_today(), slot=slot)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        said = Counter(pool.map(run, range(1, 13)))
    assert said == {"created": 12}
    assert sorted(Completion.objects.values_list("slot", flat=True)) == list(range(1, 13))


def test_the_moments_and_zones_are_as_many_as_promised():
    assert (len(set(instants())), len(set(ZONES))) == (60, 20)


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_is_the_one_on_the_patients_wall(zone):
    wrong = [
        f"{instant}: {day}, but {wall}"
        for instant in instants()
        if (day := local_day(instant, zone)) != (wall := day_on_the_wall(instant, zone))
    ]
    assert wrong == []


@pytest.mark.parametrize("zone", ZONES)
def test_a_tick_made_now_counts_for_the_patients_day(sam, sam_client, zone, time_machine):
    """At each moment: Today names the day, and the tick of that day is none entered later."""
    sam.time_zone = zone
    sam.save()
    often = Frequency(times_per_day=24)
    bridge = a_prescription(a_programme(sam, date(2025, 12, 1), stages=((1, 99),)), frequency=often)
    expected = []
    for instant in instants():
        time_machine.move_to(instant, tick=False)
        sam_client.force_login(sam.user)
        day = day_on_the_wall(instant, zone)
        slot = 1 + sum(on == day for on, *_ in expected)
        said = send(
            sam_client, bridge, day, slot=slot, ticked_at=instant.isoformat(), zone="Asia/Tokyo"
        )
        assert (said, sam.local_today()) == ("created", day), instant
        expected.append((day, day, slot, "offline"))
    fields = ("on", "session__on", "slot", "recorded")
    assert sorted(Completion.objects.values_list(*fields)) == sorted(expected)
