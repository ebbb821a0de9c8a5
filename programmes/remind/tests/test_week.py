"""The weekly summary: counts alone, when it is wished, and only where there is something to say."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from programmes.models import Delivery, Message
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago
from programmes.tests.reminders import wants_reminders

SUNDAY_EVENING = datetime(2026, 11, 29, 18, 0, 20, tzinfo=UTC)


@pytest.fixture
def evening(sam, time_machine):
    time_machine.move_to(SUNDAY_EVENING, tick=False)
    wants_reminders(sam.user, weekdays=(), weekly_summary=True, weekly_on=6, weekly_at=time(18))


def test_it_counts_and_names_nothing(sam, priya, evening):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 20)))
    for back in (0, 2, 3, 8):
        a_tick(bridge, days_ago(sam, back))
    Message.objects.create(patient=sam, author=priya.user, from_clinic=True, text="Well done")
    call_command("send_reminders")
    [letter] = mail.outbox
    assert letter.subject == "Your week"
    assert "This week you did 3 of 7.\nYou were active on 3 days." in letter.body
    assert "Active weeks: 2 of the last 3.\n\nA message waits for you." in letter.body
    assert "bridge" not in (letter.body + letter.alternatives[0][0]).lower()


def test_it_does_not_come_where_there_is_nothing_to_say_or_nobody_wished_it(sam, evening):
    call_command("send_reminders")
    assert list(Delivery.objects.values_list("kind", "why")) == [("weekly", "nothing due")]
    a_prescription(a_programme(sam, days_ago(sam, 3)))
    sam.user.reminders.weekly_summary = False
    sam.user.reminders.save()
    call_command("send_reminders")
    assert mail.outbox == []


def test_it_comes_once_a_week(sam, evening, time_machine):
    a_prescription(a_programme(sam, days_ago(sam, 3)))
    for hours in range(0, 24 * 9, 6):
        time_machine.move_to(SUNDAY_EVENING + timedelta(hours=hours), tick=False)
        call_command("send_reminders")
    assert [row.on.isoformat() for row in Delivery.objects.order_by("on")] == [
        "2026-11-29",
        "2026-12-06",
    ]
