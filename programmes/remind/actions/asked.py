"""What a person asks for: other times, once more later today, a test, a calendar, no more."""

from collections.abc import Collection, Mapping
from datetime import time
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from patients.models import Patient, User
from patients.zones import local_day, zone_of

from ...models import Delivery, PushSubscription, ReminderSettings, ReminderTime
from ..when import Moment
from .plan import line_for
from .send import send_at_once

Kind, Channel, State, Why = Delivery.Kind, Delivery.Channel, Delivery.State, Delivery.Why
TOKEN_BYTES = 24
MOST_DEVICES = 5


@transaction.atomic
def save_choice(*, by: User, times: Collection[tuple[int, time]], **choice) -> ReminderSettings:
    """Keep the times and everything else the person chose, as it is from now on."""
    reminders = kept(by, choice)
    reminders.times.all().delete()
    ReminderTime.objects.bulk_create(
        ReminderTime(reminders=reminders, weekday=weekday, at=at)
        for weekday, at in sorted(set(times))
    )
    strike(by, Kind.REMINDER, Kind.WEEKLY)
    return reminders


@transaction.atomic
def save_week(*, by: User, **choice) -> None:
    """Keep whether and when the weekly mail is wanted."""
    kept(by, choice)
    strike(by, Kind.WEEKLY)


@transaction.atomic
def turn_off(*, by: User) -> None:
    """No more reminders; the times stay, for whoever turns them on again."""
    kept(by, {"by_email": False, "by_push": False})
    strike(by, Kind.REMINDER)


def kept(user: User, choice: Mapping[str, object]) -> ReminderSettings:
    reminders, _ = ReminderSettings.objects.get_or_create(user=user)
    for name, value in choice.items():
        setattr(reminders, name, value)
    reminders.changed_at, reminders.version = timezone.now(), reminders.version + 1
    reminders.save()
    return reminders


def strike(user: User, *kinds: str, channel: str = "") -> None:
    """What still waits for this person and was not asked for this way any more."""
    waiting = Delivery.objects.waiting().filter(user=user, kind__in=kinds)
    if channel:
        waiting = waiting.filter(channel=channel)
    waiting.update(state=State.SKIPPED, why=Why.STOPPED, ended_at=timezone.now())


@transaction.atomic
def ask_later(*, user: User, patient: Patient, moment: Moment, ways: Collection[str]) -> None:
    """One more reminder today, once however often it is asked for."""
    ReminderSettings.objects.get_or_create(user=user)
    lines = [line_for(user.pk, patient.pk, Kind.SNOOZE, way, moment) for way in ways]
    Delivery.objects.bulk_create(lines, ignore_conflicts=True)


def send_test(*, by: User, patient: Patient, ways: Collection[str]) -> list[Delivery]:
    """A note on each way, sent while the person waits."""
    now = timezone.now()
    moment = Moment(
        now, local_day(now, patient.time_zone), now.astimezone(zone_of(patient.time_zone)).time()
    )
    rows = [line_for(by.pk, patient.pk, Kind.TEST, way, moment) for way in ways]
    for row in rows:
        row.save()
    return [send_at_once(row) for row in rows]


def make_calendar(*, by: User) -> ReminderSettings:
    """A new private address; the one before stops working."""
    reminders, _ = ReminderSettings.objects.get_or_create(user=by)
    reminders.feed_token = token_urlsafe(TOKEN_BYTES)
    reminders.save(update_fields=["feed_token"])
    return reminders


def stop_calendar(*, by: User) -> None:
    ReminderSettings.objects.filter(user=by).update(feed_token=None)


@transaction.atomic
def stop_mails(*, reminders: ReminderSettings) -> None:
    """No more mails of any kind from here, and none that waits already."""
    ReminderSettings.objects.filter(pk=reminders.pk).update(
        by_email=False,
        weekly_summary=False,
        changed_at=timezone.now(),
        version=F("version") + 1,
    )
    strike(reminders.user, *Kind.values, channel=Channel.EMAIL)


@transaction.atomic
def note_device(*, by: User, endpoint: str, p256dh: str, auth: str) -> PushSubscription:
    """This browser takes notes for this person from now on, whoever it took them for before."""
    keys = {"p256dh": p256dh, "auth": auth, "user": by, "gone_at": None}
    device, _ = PushSubscription.objects.update_or_create(endpoint=endpoint, defaults=keys)
    others = PushSubscription.objects.filter(user=by, gone_at=None).order_by("-created_at", "-pk")
    oldest = list(others.values_list("pk", flat=True)[MOST_DEVICES:])
    PushSubscription.objects.filter(pk__in=oldest).update(gone_at=timezone.now())
    reminders, _ = ReminderSettings.objects.get_or_create(user=by)
    if not reminders.by_push:
        reminders.by_push, reminders.changed_at = True, timezone.now()
        reminders.save(update_fields=["by_push", "changed_at"])
    return device


@transaction.atomic
def move_device(*, by: User, was: str, endpoint: str, p256dh: str, auth: str) -> None:
    """The browser gave a device of this person another address; whether notes are wanted stays."""
    if PushSubscription.objects.filter(user=by, endpoint=was).update(gone_at=timezone.now()):
        keys = {"p256dh": p256dh, "auth": auth, "user": by, "gone_at": None}
        PushSubscription.objects.update_or_create(endpoint=endpoint, defaults=keys)
