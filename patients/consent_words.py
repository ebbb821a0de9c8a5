"""What does a person agree to? The words, whole and as sentences with a picture each."""

from django.template.loader import render_to_string

from .models import Clinic

ICONS = ("archive", "eye", "shield-lock", "telephone")  # one for each sentence


def consent_context(clinic: Clinic, *, is_carer: bool) -> dict:
    """For a page: `consent_text` as it will be kept, and its `sentences`."""
    context = {
        "clinic": clinic,
        "emergency_number": clinic.emergency_number,
        "is_carer": is_carer,
    }
    text = render_to_string("patients/_consent.txt", context).strip()
    pairs = zip(ICONS, text.splitlines(), strict=True)
    sentences = [{"icon": icon, "words": words} for icon, words in pairs]
    return context | {"consent_text": text, "sentences": sentences}
