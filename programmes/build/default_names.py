"""What are a new programme and its stages called, until their physio names them?

The patient reads it: on Today, in the plan and on paper. So it is said in the patient's language.
A template has no reader yet; its author's language counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import gettext as _

from patients.languages import language_to
from patients.models import Patient


@contextmanager
def words_for(patient: Patient | None) -> Iterator[None]:
    """In the language of this patient; as it is where there is none."""
    if patient is None:
        yield
        return
    with translation.override(language_to(patient.user, patient.language, patient.clinic.language)):
        yield


def programme_name(patient: Patient) -> str:
    with words_for(patient):
        return _("Your exercises")


def stage_name(number: int, patient: Patient | None) -> str:
    """The first is the start, the others are steps; their weeks stand beside the name."""
    with words_for(patient):
        return _("Start") if number == 1 else _("Step %(number)s") % {"number": number}
