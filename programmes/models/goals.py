"""What does the patient want to be able to do, in their own words, and how near is it?"""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from patients.models import Patient

LONGEST_GOAL = 120


class GoalQuerySet(models.QuerySet["Goal"]):
    def current(self) -> "GoalQuerySet":
        return self.filter(retired_on__isnull=True)


class Goal(models.Model):
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(max_length=LONGEST_GOAL)
    added_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reached_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.words


class GoalScore(models.Model):
    """How near it is on one day: 0 not at all, 10 fully there."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="scores")
    on = models.DateField()
    score = models.PositiveSmallIntegerField(validators=[MaxValueValidator(10)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "on"], name="one_goal_score_a_day"),
            models.CheckConstraint(name="goal_score_from_0_to_10", condition=Q(score__lte=10)),
        ]

    def __str__(self) -> str:
        return f"{self.score} on {self.on}"
