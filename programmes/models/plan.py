"""What is given to a patient: programme → stage → prescription."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.models import (
    DosedModel,
    Exercise,
    LinesField,
    Source,
    TranslatedCharField,
    TranslatedModel,
    TranslatedTextField,
)
from exercises.models.publishing import lines_of
from patients.access import Roles, roles_of
from patients.models import Clinic, Patient, StaffMember

from .drafted import DRAFT_CONSTRAINTS, DraftedModel


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def templates(self) -> "ProgrammeQuerySet":
        return self.filter(patient__isnull=True, drafted_for__isnull=True, archived_on__isnull=True)

    def assigned(self) -> "ProgrammeQuerySet":
        return self.filter(patient__isnull=False)

    def running(self) -> "ProgrammeQuerySet":
        return self.assigned().filter(ended_on__isnull=True)

    def usable_by(self, user) -> "ProgrammeQuerySet":
        """Templates of the shared library, of the physio's clinic, and their own drafts."""
        roles = roles_of(user)
        if not roles.is_physio:
            return self.none()
        return self.templates().filter(Q(clinic__isnull=True) | of_clinic(roles))

    def own_templates_of(self, user) -> "ProgrammeQuerySet":
        """Of the physio's clinic or their own, those that were archived too."""
        roles = roles_of(user)
        if not roles.is_physio:
            return self.none()
        return self.filter(of_clinic(roles), patient__isnull=True, drafted_for__isnull=True)

    def templates_known_to(self, user) -> "ProgrammeQuerySet":
        """What can be looked at: what can be given, and the own archive."""
        own = self.own_templates_of(user).values("pk")
        return self.filter(Q(pk__in=own) | Q(pk__in=self.usable_by(user).values("pk")))

    def drafts(self) -> "ProgrammeQuerySet":
        """Still being written for a patient: a revision, or a new programme."""
        return self.filter(drafted_for__isnull=False, archived_on__isnull=True)

    def editable_by(self, user) -> "ProgrammeQuerySet":
        """Templates of the own clinic and drafts for its patients; never what is running."""
        roles = roles_of(user)
        if not roles.is_physio:
            return self.none()
        for_patients = Q(drafted_for__isnull=False, drafted_for__clinic=roles.clinic)
        open_trees = self.filter(patient__isnull=True, archived_on__isnull=True)
        return open_trees.filter(for_patients | Q(drafted_for__isnull=True) & of_clinic(roles))


def of_clinic(roles: Roles) -> Q:
    """Templates that the clinic shares, or that are this physio's own."""
    own = Q(physio=roles.staff) | Q(shared_on__isnull=False)
    return Q(clinic=roles.clinic) & own


class Programme(DraftedModel, TranslatedModel):
    """A template without a patient; with one it is assigned and has a start date.

    With `drafted_for` it is a draft (see DraftedModel): neither of the two yet.
    """

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, blank=True, help_text="Of starter templates only.")
    clinic = models.ForeignKey(
        Clinic, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="programmes"
    )
    physio = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    template = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    name = TranslatedCharField(max_length=160)
    goal = TranslatedCharField(max_length=300, blank=True)
    suits = TranslatedTextField(blank=True)
    not_for = TranslatedTextField(blank=True)
    evidence = TranslatedTextField(blank=True)
    education = LinesField("good to know")
    avoid = LinesField()
    hold_rule = TranslatedTextField(blank=True)
    step_back_rule = TranslatedTextField(blank=True)
    running_rule = TranslatedTextField(blank=True)
    pain_note = TranslatedTextField(blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="programmes")
    promised_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    archived_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assigned_programme_has_start_and_clinic",
                condition=Q(patient__isnull=True, start_on__isnull=True)
                | Q(patient__isnull=False, start_on__isnull=False, clinic__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("start_on")),
            ),
            models.UniqueConstraint(
                "slug",
                condition=Q(patient__isnull=True, clinic__isnull=True) & ~Q(slug=""),
                name="starter_template_once",
            ),
            *DRAFT_CONSTRAINTS,
        ]
        indexes = [models.Index(fields=["patient", "ended_on"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_template(self) -> bool:
        return self.patient_id is None and self.drafted_for_id is None

    @property
    def is_open_draft(self) -> bool:
        """Still being written for a patient: neither published nor discarded."""
        return self.drafted_for_id is not None and self.archived_on is None

    @property
    def is_editable(self) -> bool:
        """Whether the builder may write in it: a clinic's template or an open draft."""
        is_open = self.patient_id is None and self.archived_on is None
        return is_open and self.clinic_id is not None

    def get_absolute_url(self) -> str:
        return reverse("build:template", args=[self.code])

    @property
    def education_lines(self) -> list[str]:
        return lines_of(self.education)

    @property
    def avoid_lines(self) -> list[str]:
        return lines_of(self.avoid)


class StageQuerySet(models.QuerySet["Stage"]):
    def current(self) -> "StageQuerySet":
        """Without those that were taken out; their row stays for what refers to it."""
        return self.filter(removed_on__isnull=True)


class Stage(TranslatedModel):
    """A span of weeks; weeks count from the start date, the first is 1."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = TranslatedCharField(max_length=120)
    aim = TranslatedCharField(max_length=300, blank=True)
    from_week = models.PositiveSmallIntegerField()
    to_week = models.PositiveSmallIntegerField()
    week_changes = LinesField()
    running_advice = TranslatedTextField(blank=True)
    move_on = LinesField("move on when")
    # What the criteria mean, for the patient; while it is empty the patient reads the criteria.
    move_on_plain = LinesField("move on when, in plain words")
    removed_on = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"],
                condition=Q(removed_on__isnull=True),
                name="stage_position_once",
            ),
            models.CheckConstraint(
                name="stage_weeks_in_order",
                condition=Q(from_week__gte=1) & Q(to_week__gte=F("from_week")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weeks_in_words(self) -> str:
        if self.from_week == self.to_week:
            return _("Week %(week)s") % {"week": self.from_week}
        return _("Weeks %(first)s–%(last)s") % {"first": self.from_week, "last": self.to_week}

    @property
    def move_on_lines(self) -> list[str]:
        return lines_of(self.move_on)

    @property
    def plain_move_on_lines(self) -> list[str]:
        return lines_of(self.move_on_plain)

    @property
    def move_on_lines_for_patient(self) -> list[str]:
        return self.plain_move_on_lines or self.move_on_lines

    @property
    def week_change_lines(self) -> list[str]:
        return lines_of(self.week_changes)


class PrescriptionQuerySet(models.QuerySet["Prescription"]):
    def active_on(self, day: date) -> "PrescriptionQuerySet":
        """Versions in force on a day: begun by then and not ended before it."""
        begun = Q(active_from__isnull=True) | Q(active_from__lte=day)
        return self.filter(begun, Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def latest_versions(self) -> "PrescriptionQuerySet":
        return self.filter(ended_on__isnull=True)


class Prescription(DosedModel):
    """One exercise in a stage. Once worked to, it is ended and succeeded, never edited."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    # The same for all versions of one prescription, so that a week's count survives a revision.
    line = models.UUIDField(default=uuid4, editable=False, db_index=True)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="prescriptions")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="prescriptions")
    position = models.PositiveSmallIntegerField(default=0)
    must_do = models.BooleanField(default=True)
    note = TranslatedCharField("note to the patient", max_length=200, blank=True)
    shorthand = models.CharField(max_length=160, blank=True)
    active_from = models.DateField(null=True, blank=True, help_text="Empty: from the beginning.")
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day it is no longer in force."
    )
    succeeds = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor"
    )
    change_reason = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PrescriptionQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="prescription_ends_after_it_begins",
                condition=Q(ended_on__isnull=True)
                | Q(active_from__isnull=True)
                | Q(ended_on__gte=F("active_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise} ({self.stage})"


class PauseQuerySet(models.QuerySet["Pause"]):
    def lasting_on(self, day: date) -> "PauseQuerySet":
        """Not over by that day, whether they have begun or not."""
        return self.filter(Q(to_day__isnull=True) | Q(to_day__gte=day))


class Pause(models.Model):
    """Days that do not count: illness, a holiday. With a last day it is over by itself."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="pauses")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True, help_text="The last paused day.")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+")
    resumed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # nobody where it was over by itself

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["from_day"]
        constraints = [
            models.CheckConstraint(
                name="pause_days_in_order",
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_day} – {self.to_day or '…'}"
