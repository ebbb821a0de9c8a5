"""Which language is being read now?"""

from django.utils.translation import get_language


def reading_language() -> str:
    """The active language without its country: "de" for "de-at"."""
    return (get_language() or "").partition("-")[0]
