"""Reminders to look at in the demo: chosen times, and a log of what was sent and what was not."""

from datetime import time, timedelta

from django.utils import timezone

from patients.models import Patient
from programmes.models import Delivery, ReminderSettings, ReminderTime
from programmes.remind.when import instant_of

SATURDAY = 5
AFTER_WORK, LATE_MORNING = time(17, 30), time(10)
DAYS_IN_LOG = 9


def reminded(person: Patient) -> None:
    """After work, and later in the morning on Saturdays; a mail about the week on Sundays."""
    since = timezone.now() - timedelta(days=30)
    reminders = ReminderSettings.objects.create(
        user=person.user, by_email=True, weekly_summary=True, changed_at=since, version=1
    )
    times = [(day, AFTER_WORK) for day in range(SATURDAY)] + [(SATURDAY, LATE_MORNING)]
    ReminderTime.objects.bulk_create(
        ReminderTime(reminders=reminders, weekday=day, at=at) for day, at in times
    )
    by_weekday = dict(times)
    Delivery.objects.bulk_create(
        line_of(person, back, by_weekday) for back in range(DAYS_IN_LOG, 0, -1)
    )


def line_of(person: Patient, back: int, by_weekday: dict[int, time]) -> Delivery:
    """What became of the reminder some days ago; on Sundays it is the mail about the week."""
    on = person.local_today() - timedelta(days=back)
    kind, at = Delivery.Kind.REMINDER, by_weekday.get(on.weekday())
    if at is None:
        kind, at = Delivery.Kind.WEEKLY, time(18)
    due_at = instant_of(on, at, person.time_zone)
    state, why = what_became(kind, back, has_done=person.sessions.filter(on=on).exists())
    return Delivery(
        user=person.user,
        patient=person,
        kind=kind,
        channel=Delivery.Channel.EMAIL,
        on=on,
        at=at,
        due_at=due_at,
        next_try_at=due_at,
        state=state,
        why=why,
        ended_at=due_at,
    )


def what_became(kind: str, back: int, *, has_done: bool) -> tuple[str, str]:
    if back == 6:
        return Delivery.State.FAILED, Delivery.Why.NO_ANSWER
    if kind == Delivery.Kind.REMINDER and has_done and back % 2:
        return Delivery.State.SKIPPED, Delivery.Why.DONE
    return Delivery.State.SENT, ""
