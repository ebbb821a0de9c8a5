"""What may an editor write in other languages, beside the words of the original?"""

from copy import copy

from django import forms
from django.conf import settings

from ..models import TranslatedModel


def other_languages() -> dict[str, str]:
    """The languages a text may be translated to: {"de": "Deutsch"}."""
    return {code: name for code, name in settings.LANGUAGES if not code.startswith("en")}


def name_in(language: str, field: str) -> str:
    return f"{field}_in_{language}"


def fits_in(language: str) -> str:
    return f"fits_in_{language}"


class TranslatedForm(forms.ModelForm):
    """Shows each translated field of the form once more for each language.

    A translation whose original is changed gives way to it, until it is changed too or somebody
    says that it still fits.
    """

    instance: TranslatedModel

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.translated = [n for n in self.instance.translated_fields() if n in self.fields]
        for language in other_languages():
            for field in self.translated:
                self.fields[name_in(language, field)] = self.field_in(language, field)
            if any(self.instance.is_stale_in(language, field) for field in self.translated):
                self.fields[fits_in(language)] = forms.BooleanField(
                    label="I have looked: all of it still fits the original", required=False
                )

    def field_in(self, language: str, field: str) -> forms.Field:
        plain = self.fields[field]
        stale = self.instance.is_stale_in(language, field)
        return forms.CharField(
            label=plain.label,
            required=False,
            max_length=getattr(plain, "max_length", None),
            widget=copy(plain.widget),
            initial=self.instance.said_in(language, field),
            help_text="Not shown: the original has changed since." if stale else plain.help_text,
        )

    def save(self, commit: bool = True) -> TranslatedModel:
        for language in other_languages():
            fits = self.cleaned_data.get(fits_in(language))
            names = {field: name_in(language, field) for field in self.translated}
            said = {
                field: self.cleaned_data[name]
                for field, name in names.items()
                if fits or name in self.changed_data
            }
            self.instance.say_in(language, said)
        return super().save(commit)
