"""When was a running programme made longer, by whom and why?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from patients.models import StaffMember

from .plan import Stage


class Extension(models.Model):
    """The last stage of a programme given more weeks. Rows are added, never changed."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    weeks = models.PositiveSmallIntegerField()
    to_week = models.PositiveSmallIntegerField(help_text="The last week since then.")
    on = models.DateField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    # Made with the form, so that the same one sent twice is known as one.
    once = models.UUIDField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="extension_adds_weeks", condition=Q(weeks__gte=1)),
            models.UniqueConstraint(fields=["stage", "once"], name="extended_once_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.weeks} weeks more"
