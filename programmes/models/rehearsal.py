"""What was gone through together in the room: shown, tried, understood, and a personal cue."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from patients.models import Patient, StaffMember

from .plan import Prescription

LONGEST_CUE = 200
MARKS = ("shown", "tried", "understood")
OPEN_HOURS = 6  # nobody is in the room any longer


class RehearsalQuerySet(models.QuerySet["Rehearsal"]):
    def going_on(self) -> "RehearsalQuerySet":
        """Begun lately and not finished."""
        since = timezone.now() - timedelta(hours=OPEN_HOURS)
        return self.filter(finished_at__isnull=True, started_at__gt=since)


class Rehearsal(models.Model):
    """One going through the exercises, physio and patient side by side."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="rehearsals")
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    # What the physio's screen shows now; the patient's phone shows the same.
    showing = models.ForeignKey(
        Prescription, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    phone_at = models.DateTimeField("when the patient's phone came", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RehearsalQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(finished_at__isnull=True),
                name="one_open_rehearsal_per_patient",
            )
        ]

    def __str__(self) -> str:
        return f"Rehearsal of {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("rehearse:screen", args=[self.code])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Rehearsed(models.Model):
    """How far one exercise came in a rehearsal. The line stays the same through revisions."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.PROTECT, related_name="rehearsed")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="+")
    line = models.UUIDField(editable=False)
    shown_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    understood_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["rehearsal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "line"], name="rehearsed_once_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.prescription} rehearsed"

    @property
    def marks(self) -> dict[str, bool]:
        return {mark: getattr(self, f"{mark}_at") is not None for mark in MARKS}


class PersonalCue(models.Model):
    """Words that helped this patient with this exercise. Rows are added; the newest holds.

    An empty text takes the cue away.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="cues")
    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="+")
    line = models.UUIDField(editable=False)
    text = models.CharField(max_length=LONGEST_CUE, blank=True)
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "line", "at"])]

    def __str__(self) -> str:
        return f"Cue of {self.at:%Y-%m-%d %H:%M}"
