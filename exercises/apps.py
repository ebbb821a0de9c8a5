from django.apps import AppConfig

from .dosing.words import Speaker
from .readers_language import reading_language


class ExercisesConfig(AppConfig):
    name = "exercises"
    verbose_name = "Exercise library"

    def ready(self) -> None:
        """The words of a dose follow the active language."""
        Speaker.language = staticmethod(reading_language)
