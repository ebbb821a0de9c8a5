"""Things to read, and the warning signs that everyone must see."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .exercise import Exercise
from .lists import LoadedModel, Source
from .publishing import PublishedModel
from .translated import TranslatedCharField, TranslatedModel, TranslatedTextField


class Article(PublishedModel):
    slug = models.SlugField(max_length=80)
    title = TranslatedCharField(max_length=160)
    summary = TranslatedCharField(max_length=300, blank=True)
    body = TranslatedTextField(help_text="Markdown. Write a source as [S24].")
    sources = models.ManyToManyField(Source, blank=True, related_name="articles")
    exercises = models.ManyToManyField(Exercise, blank=True, related_name="articles")
    reading_minutes = models.PositiveSmallIntegerField(default=2)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                "slug", condition=Q(clinic__isnull=True), name="article_slug_once_in_shared"
            ),
            models.UniqueConstraint("slug", "clinic", name="article_slug_once_in_clinic"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exercises:article", args=[self.code])


class RedFlag(LoadedModel, TranslatedModel):
    class Level(models.TextChoices):
        EMERGENCY = "emergency", _("Call the emergency number now")
        URGENT = "urgent", _("Get medical advice today and stop the programme")
        SOON = "soon", _("Tell your clinic this week")

    key = models.SlugField(max_length=60, unique=True, null=True, editable=False)
    level = models.CharField(max_length=10, choices=Level.choices)
    text = TranslatedCharField(max_length=300, unique=True)
    why = TranslatedCharField(max_length=200, blank=True, help_text="For staff.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text
