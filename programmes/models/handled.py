"""What a physio has dealt with: one reason on the work list, by whom and when."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from patients.models import Patient, StaffMember


class HandledQuerySet(models.QuerySet["Handled"]):
    def standing(self) -> "HandledQuerySet":
        return self.filter(undone_at__isnull=True)


class Handled(models.Model):
    """One reason for attention that somebody has seen to. Kept even when undone.

    It names the fact that raised the reason, so that a newer fact raises it again: the fact's
    own day, and a number that tells two facts of one day apart (a score, a count, a row's id).
    """

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="handled")
    kind = models.CharField(max_length=20)
    fact_on = models.DateField()
    fact_level = models.BigIntegerField(default=0)
    words = models.CharField("the reason as it was read", max_length=200)
    note = models.CharField("what was done", max_length=200, blank=True)
    on = models.DateField("the patient's own day")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HandledQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["patient", "on"])]
        constraints = [
            models.CheckConstraint(
                name="handled_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Handled {self.kind} on {self.on}"
