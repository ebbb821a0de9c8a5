"""How did the patient score on a measure the physio uses? The number only, no questionnaire."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Patient, StaffMember


@dataclass(frozen=True)
class Range:
    """From the lowest to the highest score, and which end is the good one."""

    lowest: int
    highest: int
    is_more_better: bool = True


class OutcomeScore(models.Model):
    class Measure(models.TextChoices):
        PSFS = "psfs", _("Patient-specific functional scale (PSFS)")
        NPRS = "nprs", _("Numeric pain rating (NPRS)")
        LEFS = "lefs", _("Lower extremity functional scale (LEFS)")
        ODI = "odi", _("Oswestry index (ODI, percent)")
        VISA = "visa", _("VISA score")
        CHAIR = "chair", _("Chair stands in 30 seconds")
        HEEL_RAISES = "heel", _("Heel raises on one leg")
        GOAL = "goal", _("Own goal, 0 to 10")

    RANGES = {
        "psfs": Range(0, 10),
        "nprs": Range(0, 10, is_more_better=False),
        "lefs": Range(0, 80),
        "odi": Range(0, 100, is_more_better=False),
        "visa": Range(0, 100),
        "chair": Range(0, 60),
        "heel": Range(0, 60),
        "goal": Range(0, 10),
    }

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="outcome_scores")
    measure = models.CharField(max_length=8, choices=Measure.choices)
    # In the patient's words, such as "Climb the stairs"; tells two goals or two sides apart.
    about = models.CharField(max_length=120, blank=True)
    value = models.DecimalField(max_digits=4, decimal_places=1)
    lowest = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    on = models.DateField()
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    in_error_at = models.DateTimeField(null=True, blank=True)
    in_error_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["patient", "on"])]
        constraints = [
            models.CheckConstraint(
                name="outcome_score_within_its_range",
                condition=Q(value__gte=F("lowest")) & Q(value__lte=F("highest")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} on {self.on}"

    @property
    def named(self) -> str:
        """The measure, and what it was about."""
        name = str(self.get_measure_display())
        return f"{name}: {self.about}" if self.about else name
