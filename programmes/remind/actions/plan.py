"""Which notes have come due? Each gets its line in the outbox, however often one asks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Max, Q

from patients.access import roles_of

from ...models import Delivery, PushSubscription, ReminderSettings, ReminderTime
from ..needed import GRACE, RECIPIENT
from ..when import Moment, moments
from . import receipts

LOOKS_BACK = timedelta(days=1)
KEPT = timedelta(days=90)
Kind, Channel = Delivery.Kind, Delivery.Channel
Key = tuple[int, str, str, object, object]


def plan_due(now: datetime) -> int:
    """Write the outbox's lines for all that came due, and return how many are new.

    Looks back to where the last run ended, at most a day: after an outage the log shows what
    was not sent. Nothing from before the person's own last change is made up for.
    """
    after = looked_at_until(now)
    wanted = list(wanted_lines(after, now))
    if not wanted:
        return 0
    known = set(
        Delivery.objects.filter(due_at__gt=after - timedelta(hours=3)).values_list(
            "user_id", "kind", "channel", "on", "at"
        )
    )
    new = [line for line in wanted if key_of(line) not in known]
    # All or none; another run may be writing the same ones now, and the key lets each in once.
    Delivery.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def looked_at_until(now: datetime) -> datetime:
    """Where to begin: at the newest line there is, always with the last two hours, at most a day."""
    newest = Delivery.objects.filter(
        kind__in=(Kind.REMINDER, Kind.WEEKLY), due_at__lte=now
    ).aggregate(at=Max("due_at"))["at"]
    a_day_ago = now - LOOKS_BACK
    return max(min(newest or a_day_ago, now - GRACE), a_day_ago)


def key_of(line: Delivery) -> Key:
    return (line.user_id, str(line.kind), str(line.channel), line.on, line.at)


def wanted_lines(after: datetime, now: datetime) -> Iterator[Delivery]:
    """A line for each moment and each way, for everybody who follows a plan."""
    with_device = set(
        PushSubscription.objects.filter(gone_at=None).values_list("user_id", flat=True)
    )
    weekdays = {(after + timedelta(days=n)).weekday() for n in range(-1, (now - after).days + 3)}
    times = times_by_settings(weekdays)
    people = ReminderSettings.objects.filter(
        Q(by_email=True) | Q(by_push=True) | Q(weekly_summary=True),
        user__is_active=True,
        user__withdrew_at=None,
    ).select_related(*(f"user__{name}" for name in RECIPIENT))
    found: dict[tuple, list[Moment]] = {}
    for reminders in people.iterator(chunk_size=2000):
        patient = roles_of(reminders.user).followed
        if patient is None:
            continue
        weekly = ((reminders.weekly_on, reminders.weekly_at),) if reminders.weekly_summary else ()
        for kind, asked in ((Kind.REMINDER, times.get(reminders.pk, ())), (Kind.WEEKLY, weekly)):
            which = (patient.time_zone, asked)
            if which not in found:
                found[which] = moments(asked, patient.time_zone, after=after, until=now)
            for moment in found[which]:
                if moment.due_at < reminders.changed_at:
                    continue
                for channel in ways(reminders, kind, reminders.user_id in with_device):
                    yield line_for(reminders.user_id, patient.pk, kind, channel, moment)


def times_by_settings(weekdays: set[int]) -> dict[int, tuple]:
    """The chosen times of these weekdays by settings; empty for whoever chose none."""
    rows = (
        ReminderTime.objects.filter(weekday__in=weekdays)
        .order_by("reminders", "weekday", "at")
        .values_list("reminders", "weekday", "at")
    )
    return {
        pk: tuple((weekday, at) for _, weekday, at in chosen)
        for pk, chosen in groupby(rows, key=lambda row: row[0])
    }


def ways(reminders: ReminderSettings, kind: str, has_device: bool) -> list[str]:
    """By which ways a note of this kind goes. The weekly summary is a mail."""
    if kind == Kind.WEEKLY:
        return [Channel.EMAIL] if reminders.user.email else []
    asked = ((Channel.EMAIL, reminders.by_email and bool(reminders.user.email)),)
    asked += ((Channel.PUSH, reminders.by_push and has_device),)
    return [channel for channel, is_on in asked if is_on]


def line_for(user_id: int, patient_id: int, kind: str, channel: str, moment: Moment) -> Delivery:
    return Delivery(
        user_id=user_id,
        patient_id=patient_id,
        kind=kind,
        channel=channel,
        on=moment.on,
        at=moment.at,
        due_at=moment.due_at,
        next_try_at=moment.due_at,
    )


def forget_old(now: datetime) -> int:
    """Lines older than 90 days go: the log is for asking why one did not come, not a record."""
    receipts.forget_old()
    return Delivery.objects.filter(due_at__lt=now - KEPT).delete()[0]
