"""How does the patient's phone come into the room, and is it here?"""

from django.http import HttpRequest
from django.urls import reverse

from patients.invitations import invitation_path, newest_open_invitation, qr_svg
from patients.models import Patient

from ..models import Rehearsal

MOST_ASKED = 120  # at one question in three seconds: six minutes


def is_phone_here(rehearsal: Rehearsal) -> bool:
    """The phone said so, or a link was used since the rehearsal began."""
    if rehearsal.phone_at:
        return True
    return rehearsal.patient.invitations.filter(used_at__gte=rehearsal.started_at).exists()


def link_for(request: HttpRequest, patient: Patient) -> dict:
    """What to scan: the link that signs in, while there is an open one; else the room itself."""
    invitation = newest_open_invitation(patient)
    path = f"{invitation_path(invitation)}?to=room" if invitation else reverse("rehearse:own")
    link = request.build_absolute_uri(path)
    return {"invitation": invitation, "link": link, "qr": qr_svg(link)}
