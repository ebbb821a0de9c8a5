"""Which clinic is it: the boundary of all data, and its own settings."""

from uuid import uuid4

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from ..pain_rule import DEFAULT_WORDS, PainRule
from ..usual_words import MESSAGES_NOTE, said
from ..zones import validate_zone


class Clinic(models.Model):
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="Europe/London", validators=[validate_zone])
    language = models.CharField(max_length=10, default="en-gb")
    phone = models.CharField(max_length=40, blank=True)
    emergency_number = models.CharField(max_length=20, default="112")
    messages_note = models.CharField(
        "when messages are read",
        max_length=200,
        default=MESSAGES_NOTE,
    )
    brand_colour = models.CharField(
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Write a colour as #0F5C5C.")],
    )
    logo = models.ImageField(upload_to="clinics/", blank=True)
    green_max = models.PositiveSmallIntegerField(default=3, validators=[MaxValueValidator(9)])
    amber_max = models.PositiveSmallIntegerField(default=5, validators=[MaxValueValidator(9)])
    green_words = models.TextField(default=DEFAULT_WORDS["green"])
    amber_words = models.TextField(default=DEFAULT_WORDS["amber"])
    red_words = models.TextField(default=DEFAULT_WORDS["red"])
    keeps_shared_library = models.BooleanField(
        default=False,
        help_text="Its editors may change the exercises that every clinic here sees.",
    )
    retention_years = models.PositiveSmallIntegerField(default=7)
    staff_need_second_factor = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="clinic_pain_limits_in_order",
                condition=Q(green_max__lt=F("amber_max")) & Q(amber_max__lte=9),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def pain_rule(self) -> PainRule:
        """The limits and words. Words a clinic left as they come are in the reader's language."""
        written = {"green": self.green_words, "amber": self.amber_words, "red": self.red_words}
        return PainRule(
            green_max=self.green_max,
            amber_max=self.amber_max,
            words={light: said(text) for light, text in written.items()},
        )
