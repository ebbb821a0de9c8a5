"""What is kept about access: invitations, consent, and who read whose record."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .clinic import Clinic
from .people import Carer, Patient, StaffMember

INVITATION_DAYS = 14


def two_weeks_from_now():
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(
            used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
        )


class Invitation(models.Model):
    """A link that signs one person in once. The link is signed; nothing secret is stored."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="invitations")
    carer = models.ForeignKey(
        Carer, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    created_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=two_weeks_from_now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Invitation {self.code}"

    @property
    def person(self) -> Patient | Carer:
        """Whom the link signs in."""
        return self.carer or self.patient

    @property
    def is_open(self) -> bool:
        unused = self.used_at is None and self.withdrawn_at is None
        return unused and self.expires_at > timezone.now()


class Consent(models.Model):
    """What a person agreed to, word for word, and when."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    # Who said yes for somebody under age, as they wrote it themselves.
    name = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return f"Consent of {self.given_at:%Y-%m-%d}"


class AppendOnlyQuerySet(models.QuerySet["AccessRecord"]):
    def update(self, **kwargs):
        raise TypeError("The access record is append-only.")

    def delete(self):
        raise TypeError("The access record is append-only.")

    def bulk_update(self, *args, **options):
        raise TypeError("The access record is append-only.")

    def bulk_create(self, objs, **options):
        if options.get("update_conflicts"):
            raise TypeError("The access record is append-only.")
        return super().bulk_create(objs, **options)


class AccessRecord(models.Model):
    """Who saw or did what with whose record. Rows are added, never changed or removed."""

    class What(models.TextChoices):
        CASELOAD = "caseload", _("opened the caseload")
        RECORD = "record", _("opened the patient's record")
        MESSAGES = "messages", _("opened the messages")
        PICTURE = "picture", _("looked at a picture in the messages")
        INVITATION = "invitation", _("opened the invitation")
        FOLLOWED = "followed", _("opened the plan as carer")
        EXPORT = "export", _("exported the record")
        ROLE = "role", _("changed a role")
        CARE = "care", _("changed who looks after the patient")
        REFUSED = "refused", _("was refused")

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, related_name="access_records"
    )
    # Of a change of roles: whose, and what they are now. Never a word about health.
    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    detail = models.CharField(max_length=80, blank=True)
    # One row for a page that shows many patients: their row ids, so that each can be found.
    patients_shown = models.JSONField(default=list)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="access_record_names_a_patient",
                condition=Q(patient__isnull=False)
                | Q(what__in=["caseload", "role", "refused", "export"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} ({self.at:%Y-%m-%d %H:%M})"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("The access record is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The access record is append-only.")
