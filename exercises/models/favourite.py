"""Which exercises does this physio like to have at hand?"""

from django.db import models

from patients.models import StaffMember

from .exercise import Exercise


class Favourite(models.Model):
    """A star of one person; nobody else sees it."""

    by = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="favourites")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="stars")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "exercise"], name="favourite_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.exercise} ★ {self.by}"
