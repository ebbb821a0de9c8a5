"""In which language are the words of a dose? In the one that is spoken now, else in English.

Each language is a module with the same functions, because a dose is grammar and no list of
words. Nothing here knows Django: `exercises.apps` says which language is spoken.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from exercises.dosing import english, german

LANGUAGES: dict[str, ModuleType] = {"en": english, "de": german}


class Speaker:
    """Who tells the language: a function that gives "de" or "en"."""

    language: Callable[[], str] = staticmethod(lambda: "en")


def __getattr__(name: str) -> Any:
    """`words.sets(3, None)` is "Do 3 sets." or "Machen Sie 3 Durchgänge."."""
    return getattr(LANGUAGES.get(Speaker.language(), english), name)
