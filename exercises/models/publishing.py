"""What do all pieces of content share: a state, an owner, and the version they were loaded as?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from patients.access import roles_of
from patients.models import Clinic

from .lists import LoadedModel
from .translated import TranslatedModel, TranslatedTextField


class LinesField(TranslatedTextField):
    """Short points, one a line."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", "One a line.")
        super().__init__(*args, **kwargs)


def lines_of(text: str) -> list[str]:
    """The non-empty lines of a text, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class PublishedQuerySet(models.QuerySet):
    def published(self) -> "PublishedQuerySet":
        return self.filter(status=PublishedModel.Status.PUBLISHED)

    def in_library_of(self, clinic: Clinic | None) -> "PublishedQuerySet":
        """The shared library and the clinic's own additions."""
        return self.filter(Q(clinic__isnull=True) | Q(clinic=clinic))

    def readable_by(self, user) -> "PublishedQuerySet":
        """Published content of the shared library and of the reader's clinic."""
        return self.published().in_library_of(roles_of(user).clinic)

    def known_to(self, user) -> "PublishedQuerySet":
        """What this reader may have met: in their library, and published once, or theirs to edit.

        A plan keeps showing an exercise that was taken back to draft after it was given.
        """
        met = self.in_library_of(roles_of(user).clinic).filter(published_at__isnull=False)
        return met | self.editable_by(user)

    def editable_by(self, user) -> "PublishedQuerySet":
        """What this editor may change: the clinic's own, and the shared library if it keeps it."""
        roles = roles_of(user)
        if user.is_superuser:
            return self
        if not (roles.is_editor or roles.is_clinic_admin):
            return self.none()
        if roles.clinic.keeps_shared_library:
            return self.in_library_of(roles.clinic)
        return self.filter(clinic=roles.clinic)


class PublishedModel(LoadedModel, TranslatedModel):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    clinic = models.ForeignKey(
        Clinic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: in the shared library.",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    def may_be_edited_by(self, user) -> bool:
        """The same rule as `editable_by`, for one row."""
        roles = roles_of(user)
        if user.is_superuser:
            return True
        if not (roles.is_editor or roles.is_clinic_admin):
            return False
        if self.clinic_id is None:
            return roles.clinic.keeps_shared_library
        return self.clinic_id == roles.clinic.pk

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    def publish(self) -> None:
        """Mark as published now; the caller saves."""
        self.status = self.Status.PUBLISHED
        self.published_at = self.published_at or timezone.now()
