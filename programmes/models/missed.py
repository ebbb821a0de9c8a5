"""Why was a day missed, and why does somebody want to stop? In the clinic's own words."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Clinic, Patient, StaffMember

LONGEST_HELP = 400


class Kind(models.TextChoices):
    """What a reason is about: it says which help stands beside the clinic's words."""

    NO_TIME = "no_time", _("no time")
    FORGOT = "forgot", _("forgot")
    PAIN = "pain", _("pain")
    UNWELL = "unwell", _("unwell")
    AWAY = "away", _("away")
    UNSURE = "unsure", _("unsure how")
    NO_KIT = "no_kit", _("no kit")
    TOO_HARD = "too_hard", _("too hard")
    TOO_EASY = "too_easy", _("too easy")
    NO_MOTIVATION = "no_motivation", _("no motivation")
    BETTER = "better", _("better now")
    OTHER = "other", _("something else")


class MissedReason(models.Model):
    """One reason of a clinic that has a list of its own; the others use the usual ones."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="missed_reasons")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.OTHER)
    words = models.CharField(max_length=60)
    help = models.TextField(max_length=LONGEST_HELP, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words


class Missed(models.Model):
    """What a patient said about one missed day. An empty kind: asked, and rather not said.

    A changed answer is a new row; the earlier one is kept as replaced.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="missed_days")
    on = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True)
    reason = models.ForeignKey(
        MissedReason, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "on"],
                condition=Q(replaced_at__isnull=True),
                name="one_answer_for_a_missed_day",
            )
        ]

    def __str__(self) -> str:
        return f"Missed on {self.on}"


class StopWishQuerySet(models.QuerySet["StopWish"]):
    def open(self) -> "StopWishQuerySet":
        """Neither taken back by the patient nor answered by the physio."""
        return self.filter(taken_back_at__isnull=True, answered_at__isnull=True)


class StopWish(models.Model):
    """A patient who wants to stop said so. The physio answers; nothing ends by itself."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="stop_wishes")
    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True)
    reason = models.ForeignKey(
        MissedReason, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StopWishQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "stop wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(taken_back_at__isnull=True, answered_at__isnull=True),
                name="one_open_stop_wish",
            )
        ]

    def __str__(self) -> str:
        return f"Wish to stop of {self.at:%Y-%m-%d}"
