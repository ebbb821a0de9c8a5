"""Who looks after whom: a patient is offered to a colleague, or shared with one."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .people import Patient, StaffMember


class HandoverQuerySet(models.QuerySet["Handover"]):
    def open(self) -> "HandoverQuerySet":
        """Offered, and neither answered nor withdrawn."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)


class Handover(models.Model):
    """A patient offered to a colleague. Until it is accepted the giver keeps the patient."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="handovers")
    from_staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="given")
    to_staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="offered")
    note = models.CharField(max_length=500, blank=True)
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer = models.CharField("words with the answer", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_handover_per_patient",
            ),
            models.CheckConstraint(
                name="handover_goes_to_somebody_else",
                condition=~Q(from_staff=F("to_staff")),
            ),
            models.CheckConstraint(
                name="handover_answered_means_yes_or_no",
                condition=Q(answered_at__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Handover {self.code}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


class CoPhysioQuerySet(models.QuerySet["CoPhysio"]):
    def on(self, day: date) -> "CoPhysioQuerySet":
        """Those who share in the care on a day."""
        return self.filter(Q(to_day__isnull=True) | Q(to_day__gte=day), from_day__lte=day)


class CoPhysio(models.Model):
    """A second physio of a patient, for some days or until further notice."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="co_physios")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="shares")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True, help_text="The last day.")
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = CoPhysioQuerySet.as_manager()

    class Meta:
        ordering = ["from_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "staff"],
                condition=Q(to_day__isnull=True),
                name="shared_once_at_a_time",
            ),
            models.CheckConstraint(
                name="co_physio_days_in_order",
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} with {self.patient}"
