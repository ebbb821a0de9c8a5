"""What opens out of a mail without a sign-in: stop, later, the calendar. And for nobody else?"""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from programmes.models import Delivery, ReminderSettings
from programmes.tests.programmes import a_prescription, a_programme
from programmes.tests.reminders import wants_reminders

NINE = datetime(2026, 11, 23, 9, 0, 20, tzinfo=UTC)


@pytest.fixture
def letter(sam, time_machine, no_limits_yet):
    """The reminder of Monday at nine."""
    time_machine.move_to(NINE, tick=False)
    wants_reminders(sam.user, weekly_summary=True)
    a_prescription(a_programme(sam))
    call_command("send_reminders")
    return mail.outbox[0]


def link(letter, word: str) -> str:
    return re.search(rf"http://[^/]+(/reminders/{word}/\S+)", letter.body)[1]


def test_looking_at_the_link_stops_nothing_and_one_tap_does(letter, sam, client):
    address = link(letter, "stop")
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"{address}>")
    assert (client.get(address).status_code, ReminderSettings.objects.get().by_email) == (200, True)
    assert "no more reminders by mail" in client.post(address).content.decode()
    stopped = ReminderSettings.objects.get()
    assert (stopped.by_email, stopped.weekly_summary) == (False, False)


def test_a_mail_program_stops_it_as_rfc_8058_says(letter):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(link(letter, "stop"), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, ReminderSettings.objects.get().by_email) == (200, False)


def test_a_link_that_was_not_made_here_is_nobodys(letter, client):
    for word in ("stop", "later"):
        address = link(letter, word)
        assert client.get(address[:-3] + "xy/").status_code == 404
        assert client.post("/reminders/{}/{}/".format(word, "0" * 32)).status_code == 404


def test_later_out_of_a_mail_asks_once_more_and_names_nobody(letter, sam, client):
    address = link(letter, "later")
    page = client.get(address).content.decode()
    assert sam.name not in page
    assert "We remind you once more" in client.post(address, {"at": "18:00"}).content.decode()
    assert Delivery.objects.get(kind="snooze").at == time(18)
    assert client.post(address, {"at": "08:00"}).status_code == 422


def test_the_next_day_the_link_says_that_its_day_is_over(letter, client, time_machine):
    time_machine.move_to(NINE + timedelta(days=1), tick=False)
    answer = client.post(link(letter, "later"), {"at": "18:00"})
    assert "That day is over." in answer.content.decode()
    assert Delivery.objects.filter(kind="snooze").count() == 0


def test_the_calendar_opens_by_its_address_alone_and_not_by_an_old_one(
    letter, sam, sam_client, client
):
    sam_client.post("/me/reminders/calendar/")
    first = f"/calendar/{ReminderSettings.objects.get().feed_token}.ics"
    answer = Client().get(first)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    sam_client.post("/me/reminders/calendar/")
    second = f"/calendar/{ReminderSettings.objects.get().feed_token}.ics"
    assert [Client().get(a).status_code for a in (first, second)] == [404, 200]
    sam_client.post("/me/reminders/calendar/stop/")
    assert Client().get(second).status_code == 404
    assert Client().get("/calendar/None.ics").status_code == 404
    assert Client().get("/calendar/a%00b.ics").status_code == 404


def test_an_address_is_not_guessed_at_leisure(no_limits_yet, db):
    answers = {Client().get("/calendar/guess.ics").status_code for _ in range(25)}
    assert answers == {404, 429}
