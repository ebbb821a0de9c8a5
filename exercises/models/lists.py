"""The lists that exercises choose from."""

import re

from django.db import models
from django.utils.translation import gettext as _

from .translated import TranslatedCharField, TranslatedModel


class LoadedModel(models.Model):
    """A row that may have come with the starter content."""

    # The digest of the row as it was loaded: loading again leaves a row alone that differs.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class Named(LoadedModel, TranslatedModel):
    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedCharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Region(Named):
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ["position", "name"]


class Muscle(Named):
    plain_name = TranslatedCharField(max_length=80, blank=True, help_text="In a patient's words.")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)


class Equipment(Named):
    maker = models.CharField(max_length=120, blank=True)
    price_note = TranslatedCharField(max_length=160, blank=True)
    note = TranslatedCharField(max_length=300, blank=True)

    class Meta(Named.Meta):
        verbose_name_plural = "equipment"


class Source(LoadedModel):
    """A study, guideline or page that a statement rests on."""

    key = models.CharField(max_length=20, unique=True)
    citation = models.TextField()
    link = models.URLField(max_length=400, blank=True)
    check_note = models.CharField(
        max_length=300, blank=True, help_text="V: read and verified. R: recalled, to be checked."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key}: {self.citation[:80]}"

    @property
    def checked_words(self) -> str:
        return checked_in_words(self.check_note)


def checked_in_words(note: str) -> str:
    """The marks of a check written out: "V – abstract" as "Checked: read – abstract." """
    if not note:
        return ""
    note = re.sub(r"\bR\b", _("recalled"), re.sub(r"\bV\b", _("read"), note))
    return _("Checked: %s.") % note
