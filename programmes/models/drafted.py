"""Is this programme a draft, for whom, and which running programme would it change?"""

from datetime import date

from django.db import models
from django.db.models import Q

from patients.models import Patient, StaffMember


class DraftedModel(models.Model):
    """What a programme has as long as it is being written.

    A draft for a patient has `drafted_for`; one that would change a running programme also
    `revises`. A template is its author's own until it is shared with the clinic. What is built
    from scratch for a new patient remembers the start that was asked for with it.
    """

    revises = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    drafted_for = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    planned_start_on = models.DateField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True, help_text="Empty: its author's own.")
    closed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def start_offered_on(self, today: date) -> date:
        """The planned start as long as it lies ahead; else today."""
        return max(self.planned_start_on or today, today)


DRAFT_CONSTRAINTS = [
    models.CheckConstraint(
        name="draft_is_not_yet_assigned",
        condition=Q(drafted_for__isnull=True) | Q(patient__isnull=True, clinic__isnull=False),
    ),
    models.CheckConstraint(
        name="revision_is_drafted_for_a_patient",
        condition=Q(revises__isnull=True) | Q(drafted_for__isnull=False),
    ),
    models.UniqueConstraint(
        fields=["revises"],
        condition=Q(archived_on__isnull=True),
        name="one_open_draft_per_programme",
    ),
]
