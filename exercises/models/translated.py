"""In whose words does a text answer: the reader's language, or as it was written?

A translated field keeps two names, as a foreign key does: `name` reads in the active language,
`name_as_written` is what the column holds. Forms, copies and saves go by the second one, so no
reader's language ever overwrites the original.
"""

from zlib import crc32

from django.db import models

from ..readers_language import reading_language


def stamp_of(text: str) -> str:
    """Which version of an original a translation was made from, in eight letters."""
    said = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"{crc32(said.encode()):08x}"


class TranslatedModel(models.Model):
    """Holds {language: {field: [stamp of the original, text]}} beside its own words."""

    in_other_languages = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def translated_fields(cls) -> list[str]:
        """The fields with words for people."""
        return [f.name for f in cls._meta.fields if isinstance(f, TranslatedField)]

    def as_written(self, field: str) -> str:
        return getattr(self, f"{field}_as_written")

    def said_in(self, language: str, field: str) -> str:
        """The translation, also one whose original has changed since; "" if there is none."""
        return self.in_other_languages.get(language, {}).get(field, ["", ""])[1]

    def is_stale_in(self, language: str, field: str) -> bool:
        """Whether the original was changed after it was translated."""
        stamp, text = self.in_other_languages.get(language, {}).get(field, ["", ""])
        return bool(text) and stamp != stamp_of(self.as_written(field))

    def say_in(self, language: str, texts: dict[str, str]) -> None:
        """Take these as the translations of what is written now; an empty one is taken away."""
        kept = dict(self.in_other_languages.get(language, {}))
        for field, text in texts.items():
            kept.pop(field, None)
            if text.strip():
                kept[field] = [stamp_of(self.as_written(field)), text.strip()]
        others = {name: said for name, said in self.in_other_languages.items() if name != language}
        self.in_other_languages = others | ({language: kept} if kept else {})


class InTheReadersWords:
    """The attribute of a translated field."""

    def __init__(self, name: str) -> None:
        self.name, self.attname = name, f"{name}_as_written"

    def __get__(self, row: models.Model | None, owner: type | None = None):
        if row is None:
            return self
        written = getattr(row, self.attname)
        # A row that was read without its translations says what is written: no hidden query.
        translations = row.__dict__.get("in_other_languages")
        if not translations:
            return written
        stamp, text = translations.get(reading_language(), {}).get(self.name, ("", ""))
        # An old translation never hides what was changed since.
        return text if text and stamp == stamp_of(written) else written

    def __set__(self, row: models.Model, text: str) -> None:
        setattr(row, self.attname, text)


class TranslatedField:
    """Turns a text field into a translated one. The column stays what it was."""

    def get_attname(self) -> str:
        return f"{self.name}_as_written"

    def get_attname_column(self) -> tuple[str, str]:
        return self.get_attname(), self.db_column or self.name

    def contribute_to_class(self, cls: type, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, InTheReadersWords(name))

    def deconstruct(self):
        """For migrations it is the plain field that the column is."""
        name, path, args, kwargs = super().deconstruct()
        plain = path.replace("exercises.models.translated.Translated", "django.db.models.")
        return name, plain, args, kwargs


class TranslatedCharField(TranslatedField, models.CharField):
    """A short text in the reader's words."""


class TranslatedTextField(TranslatedField, models.TextField):
    """A long text in the reader's words."""
