"""Who works here, who is cared for, and who helps them?"""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..pain_rule import PainRule
from ..zones import today_in, validate_zone
from .clinic import Clinic

OF_AGE = 18


class StaffMember(models.Model):
    """A person's place in a clinic: physio, editor, clinic admin, or several of these."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_member"
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="staff")
    is_physio = models.BooleanField(default=False)
    is_editor = models.BooleanField(default=False)
    is_clinic_admin = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user__name"]

    def __str__(self) -> str:
        return self.user.name or self.user.email or "Staff"

    @property
    def is_here(self) -> bool:
        return self.left_on is None or self.left_on > timezone.localdate()


class PatientQuerySet(models.QuerySet["Patient"]):
    def current(self) -> "PatientQuerySet":
        return self.filter(closed_on__isnull=True)

    def of_clinic(self, clinic: Clinic) -> "PatientQuerySet":
        return self.filter(clinic=clinic)

    def cared_for_by(self, staff: StaffMember) -> "PatientQuerySet":
        """Their own patients, and those whose care they share today."""
        shared = staff.shares.on(timezone.localdate()).values("patient")
        return self.filter(Q(physio=staff) | Q(pk__in=shared))


class Patient(models.Model):
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    physio = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="caseload")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="patient",
    )
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail address", blank=True)
    born_on = models.DateField(null=True, blank=True)
    affected_side = models.CharField(
        max_length=5,
        blank=True,
        choices=[("left", _("left")), ("right", _("right")), ("both", _("both"))],
    )
    time_zone = models.CharField(max_length=60, validators=[validate_zone])
    language = models.CharField(max_length=10, blank=True)  # empty: the clinic's
    # The physio's own limits for this patient; empty: the clinic's.
    green_max = models.PositiveSmallIntegerField(null=True, blank=True)
    amber_max = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = PatientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["clinic", "physio", "closed_on"])]
        constraints = [
            models.CheckConstraint(
                name="patient_pain_limits_both_and_in_order",
                condition=Q(green_max__isnull=True, amber_max__isnull=True)
                | Q(green_max__lt=F("amber_max"), amber_max__lte=9),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        return self.closed_on is None

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def pain_rule(self) -> PainRule:
        """The clinic's rule, with the physio's own limits for this patient where there are any."""
        rule = self.clinic.pain_rule
        if self.green_max is None:
            return rule
        return replace(rule, green_max=self.green_max, amber_max=self.amber_max)

    @property
    def is_minor(self) -> bool:
        """Under age on their own day; False where the clinic did not write the date of birth."""
        if self.born_on is None:
            return False
        today, born = self.local_today(), self.born_on
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return years < OF_AGE

    def local_today(self) -> date:
        """The one clock: the patient's own day, which ends at 03:00."""
        return today_in(self.time_zone)


class CarerQuerySet(models.QuerySet["Carer"]):
    def current(self) -> "CarerQuerySet":
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()))


class Carer(models.Model):
    """A parent or partner with a sign-in of their own and stated rights."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="carers")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carer",
    )
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail address", blank=True)
    relation = models.CharField(max_length=60, blank=True)
    may_tick = models.BooleanField("may tick off exercises", default=True)
    may_read_log = models.BooleanField("may read what was done", default=True)
    may_write = models.BooleanField("may write to the physio", default=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = CarerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="carer_reads_what_they_tick",
                condition=Q(may_tick=False) | Q(may_read_log=True),
            ),
            models.CheckConstraint(
                name="carer_reads_what_they_write_about",
                condition=Q(may_write=False) | Q(may_read_log=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        ended = self.ended_on is not None and self.ended_on <= timezone.localdate()
        return not ended and self.patient.is_here
