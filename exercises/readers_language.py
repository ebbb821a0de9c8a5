"""Which language is being read now?"""

from django.utils.translation import get_language

WRITTEN_IN = "en"  # the starter content; the other languages stand beside it


def reading_language() -> str:
    """The active language without its country: "de" for "de-at"."""
    return (get_language() or "").partition("-")[0]


def unread(path: str = "") -> tuple[str, ...]:
    """The column of translations where the reader needs none, to leave it out of a long list."""
    return (f"{path}in_other_languages",) if reading_language() == WRITTEN_IN else ()
