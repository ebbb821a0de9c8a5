"""What was changed in a running programme, by whom and why, and has the patient seen it?"""

from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone

from patients.models import StaffMember

from .plan import Programme

SHOWN_DAYS = 14


class RevisionQuerySet(models.QuerySet["Revision"]):
    def unseen_on(self, day: date) -> "RevisionQuerySet":
        """What the patient has not yet put away, of the last two weeks."""
        since = day - timedelta(days=SHOWN_DAYS)
        return self.filter(seen_at__isnull=True, on__gte=since)


class Revision(models.Model):
    """One publication of changes. Rows are added; only `seen_at` is written later.

    `changes` holds facts, not sentences (see programmes/changes.py), so that physio and
    patient each read them in their own words and language.
    """

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="revisions")
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="On the patient's clock.")
    reason = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=list)
    published_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["programme", "on"])]

    def __str__(self) -> str:
        return f"{self.programme} changed on {self.on:%Y-%m-%d}"
