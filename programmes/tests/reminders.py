"""Reminders for tests: who wants them when, and lines of the outbox."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from patients.models import Patient, User
from patients.zones import local_day
from programmes.models import Delivery, ReminderSettings, ReminderTime

EVERY_DAY = range(7)
LONG_AGO = timedelta(days=30)


def wants_reminders(
    user: User, *times: time, weekdays=EVERY_DAY, since: datetime | None = None, **choice
) -> ReminderSettings:
    """By mail at nine every day, without quiet hours, unless told otherwise."""
    choice = {"by_email": True, "quiet_from": time(0), "quiet_to": time(0)} | choice
    changed_at = since or timezone.now() - LONG_AGO
    reminders = ReminderSettings.objects.create(user=user, changed_at=changed_at, **choice)
    for at in times or (time(9),):
        for weekday in weekdays:
            ReminderTime.objects.create(reminders=reminders, weekday=weekday, at=at)
    return reminders


def a_delivery(patient: Patient, *, user: User | None = None, **fields) -> Delivery:
    """A reminder by mail that is due now."""
    now = fields.pop("due_at", timezone.now())
    on: date = fields.pop("on", local_day(now, patient.time_zone))
    fields = {
        "kind": Delivery.Kind.REMINDER,
        "channel": Delivery.Channel.EMAIL,
        "at": time(9),
        "next_try_at": now,
    } | fields
    return Delivery.objects.create(
        user=user or patient.user, patient=patient, on=on, due_at=now, **fields
    )
