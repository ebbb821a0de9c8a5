"""Whose plan does this person open? A carer's reading goes on record."""

import time

from django.http import HttpRequest

from patients.access import record_access, roles_of
from patients.models import AccessRecord, Patient

NOTED = "carer_noted"  # in the carer's own sign-in, so that asking costs no query
NOTE_EVERY_SECONDS = 3600


def followed_opened_by(request: HttpRequest) -> Patient:
    """The patient this person follows; a carer's reading is put on record once an hour."""
    roles = roles_of(request.user)
    now = int(time.time())
    if not roles.is_patient and now - request.session.get(NOTED, 0) >= NOTE_EVERY_SECONDS:
        record_access(request.user, what=AccessRecord.What.FOLLOWED, patient=roles.followed)
        request.session[NOTED] = now
    return roles.followed
