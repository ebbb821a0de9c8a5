"""Who wants to be reminded, when and how, and what was sent: the outbox of reminders."""

from datetime import datetime, time
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Patient

EVENING, MORNING = time(22), time(7)
SUNDAY = 6


class ReminderSettings(models.Model):
    """One person's own reminders: a patient's, or those of a carer who ticks for one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    by_email = models.BooleanField(default=False)
    by_push = models.BooleanField(default=False)
    # From and to the same hour: never quiet.
    quiet_from = models.TimeField(default=EVENING)
    quiet_to = models.TimeField(default=MORNING)
    weekly_summary = models.BooleanField(default=False)
    weekly_on = models.PositiveSmallIntegerField(default=SUNDAY)
    weekly_at = models.TimeField(default=time(18))
    # Whoever knows it reads the calendar of times; empty: there is no calendar.
    feed_token = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    # What lies before this instant is not made up for; and the calendar's count of changes.
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "reminder settings"
        constraints = [
            models.CheckConstraint(
                name="weekly_summary_on_a_weekday", condition=Q(weekly_on__lte=SUNDAY)
            )
        ]

    def __str__(self) -> str:
        return f"Reminders {self.pk}"

    @property
    def is_on(self) -> bool:
        return self.by_email or self.by_push


class ReminderTime(models.Model):
    """A time on the person's own wall, on one day of the week."""

    reminders = models.ForeignKey(ReminderSettings, on_delete=models.CASCADE, related_name="times")
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    at = models.TimeField()

    class Meta:
        ordering = ["weekday", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminders", "weekday", "at"], name="one_reminder_per_day_and_time"
            ),
            models.CheckConstraint(name="reminder_on_a_weekday", condition=Q(weekday__lte=SUNDAY)),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.at:%H:%M}"


class PushSubscription(models.Model):
    """One browser that may be sent notes, as its maker's push service knows it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Browser {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def to_send(self, *, now: datetime, held_since: datetime) -> "DeliveryQuerySet":
        """Waiting and due; or claimed so long ago that whoever claimed it must have died."""
        waiting = Q(state=Delivery.State.WAITING, next_try_at__lte=now)
        left_behind = Q(state=Delivery.State.CLAIMED, claimed_at__lt=held_since)
        return self.filter(waiting | left_behind)

    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(state=Delivery.State.WAITING)

    def held_by(self, claim: UUID) -> "DeliveryQuerySet":
        return self.filter(state=Delivery.State.CLAIMED, claim=claim)


class Delivery(models.Model):
    """One line of the outbox: one note to one person on one way. The key makes planning safe."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        SNOOZE = "snooze", _("later today")
        WEEKLY = "weekly", _("weekly summary")
        TEST = "test", _("test")

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PUSH = "push", _("note on the phone")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("not needed")
        FAILED = "failed", _("could not be sent")

    class Why(models.TextChoices):
        """Why a note was not sent, or not yet. Never a word on health, never an address."""

        DONE = "done", _("already done")
        NOTHING_DUE = "nothing due", _("nothing to do that day")
        OFF = "not today", _("said: not today")
        QUIET = "quiet", _("in the quiet hours")
        TOO_LATE = "too late", _("too late to be of use")
        STOPPED = "stopped", _("switched off")
        GONE = "gone", _("not followed any more")
        NO_ADDRESS = "no address", _("no e-mail address")
        NO_DEVICE = "no device", _("no phone or browser is signed up")
        NO_ANSWER = "no answer", _("the mail server or push service did not answer")
        REFUSED = "refused", _("the mail server or push service refused it")
        ERROR = "error", _("an error")

    # Named in the mail and in the note, so that the same one handed over twice is known as one.
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    on = models.DateField()  # the patient's own day
    at = models.TimeField()  # on the patient's wall
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["due_at"]),
            models.Index(fields=["claim"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "channel", "on", "at"], name="each_note_once"
            )
        ]

    def __str__(self) -> str:
        return f"Delivery {self.code}"
