"""What happened: one session a day, and one completion for each tick."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import Patient, StaffMember

from .plan import Prescription

MOST_REPS, MOST_KG, MOST_HOLD_S, MOST_SETS = 300, 300, 600, 30


def score(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(10)]
    )


class Session(models.Model):
    """One sitting of one patient on one local day, with what they said about it."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    pain_before = score("pain before")
    pain_after = score("pain after")
    pain_next_morning = score("pain next morning")
    effort = score("effort")
    # The time the patient had, where they chose a short session. It counts like any other.
    minutes_chosen = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "on"], name="one_session_a_day"),
            models.CheckConstraint(
                name="session_scores_from_0_to_10",
                condition=(Q(pain_before__isnull=True) | Q(pain_before__lte=10))
                & (Q(pain_after__isnull=True) | Q(pain_after__lte=10))
                & (Q(pain_next_morning__isnull=True) | Q(pain_next_morning__lte=10))
                & (Q(effort__isnull=True) | Q(effort__lte=10)),
            ),
        ]

    def __str__(self) -> str:
        return f"Session on {self.on}"


class Correction(models.Model):
    """What a session said before somebody said it anew. Rows are added, never changed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField()  # the earlier value by field name, only what was changed
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Correction of {self.at:%Y-%m-%d %H:%M}"

    @property
    def in_words(self) -> str:
        """The earlier values: "pain after 7, effort 5"."""
        names = {field.name: field.verbose_name for field in Session._meta.fields}
        return ", ".join(f"{names[name]} {value}" for name, value in self.before.items())


class CompletionQuerySet(models.QuerySet["Completion"]):
    def standing(self) -> "CompletionQuerySet":
        """Neither undone by the patient nor marked as entered in error."""
        return self.filter(undone_at__isnull=True, in_error_at__isnull=True)

    def done(self) -> "CompletionQuerySet":
        return self.standing().filter(outcome=Completion.Outcome.DONE)


class Completion(models.Model):
    """One prescription done (or skipped) on one day, in one slot. Kept even when undone."""

    class Outcome(models.TextChoices):
        DONE = "done", "done"
        SKIPPED = "skipped", "skipped"

    class Recorded(models.TextChoices):
        MANUAL = "manual", _("ticked by hand")
        TIMER = "timer", _("with the timer")
        WHOLE_SESSION = "whole", _("whole session at once")
        BACK_DATED = "back_dated", _("entered later")
        OFFLINE = "offline", _("ticked offline")

    # Made where the tick was made, so that the same tick sent twice is known as one.
    tick_id = models.UUIDField(unique=True)
    prescription = models.ForeignKey(
        Prescription, on_delete=models.PROTECT, related_name="completions"
    )
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="completions")
    on = models.DateField(db_index=True)
    slot = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    skip_reason = models.CharField(max_length=120, blank=True)
    # What was really done, where the patient wrote it or the timer knows; else the prescription
    # says it.
    sets_done = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_SETS)]
    )
    reps_done = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_REPS)]
    )
    load_done = models.DecimalField(
        "load in kg",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_KG)],
    )
    hold_done = models.PositiveSmallIntegerField(
        "hold in seconds",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOLD_S)],
    )
    recorded = models.CharField(max_length=10, choices=Recorded.choices, default=Recorded.MANUAL)
    ticked_at = models.DateTimeField("when, on the person's own device")
    ticked_zone = models.CharField(max_length=60)
    received_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    in_error_at = models.DateTimeField(null=True, blank=True)
    in_error_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_error_reason = models.CharField(max_length=200, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prescription", "on", "slot"],
                condition=Q(undone_at__isnull=True, in_error_at__isnull=True),
                name="done_once_per_day_and_slot",
            ),
            models.CheckConstraint(
                name="error_has_author_and_reason",
                condition=Q(in_error_at__isnull=True)
                | (Q(in_error_by__isnull=False) & ~Q(in_error_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prescription} on {self.on}"

    @property
    def numbers_in_words(self) -> str:
        """What was really done, where that is known: "1 set, 10 times, 7.5 kg, 5 s"."""
        sets = self.sets_done or 0
        said = [
            sets and ngettext("%(sets)s set", "%(sets)s sets", sets) % {"sets": sets},
            self.reps_done and _("%(reps)s times") % {"reps": self.reps_done},
            self.load_done is not None and _("%(kg)s kg") % {"kg": f"{float(self.load_done):g}"},
            self.hold_done and _("%(seconds)s s") % {"seconds": self.hold_done},
        ]
        return ", ".join(words for words in said if words)
