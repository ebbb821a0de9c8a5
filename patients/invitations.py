"""What is the address of an invitation, and which invitation does an address name?"""

from uuid import UUID

import segno
from django.core import signing
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from .models import Carer, Invitation, Patient

SALT = "patients.invitation"


def invitation_path(invitation: Invitation) -> str:
    token = signing.Signer(salt=SALT).sign(invitation.code.hex)
    return reverse("patients:join", args=[token])


def invitation_named_by(token: str) -> Invitation | None:
    """The invitation of a signed token, used or not; None for a token we did not make."""
    try:
        code = UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    wanted = Invitation.objects.select_related("patient__clinic", "patient__user", "carer__user")
    return wanted.filter(code=code, patient__closed_on__isnull=True).first()


def newest_invitation(patient: Patient, carer: Carer | None = None) -> Invitation | None:
    """The latest one for this patient or carer, open, used or run out."""
    return patient.invitations.filter(carer=carer).first()


def newest_open_invitation(patient: Patient) -> Invitation | None:
    """The patient's link that still works, if there is one."""
    return patient.invitations.open().filter(carer__isnull=True).first()


def qr_svg(url: str) -> SafeString:
    """The address as an inline SVG QR code, dark on white in either scheme.

    The page's frame around it gives the quiet ground that a camera needs.
    """
    code = segno.make(url, error="m")
    return mark_safe(  # noqa: S308 - segno's own markup
        code.svg_inline(
            scale=6, border=1, dark="#1F2A2E", light="#FFFFFF", svgclass=None, omitsize=True
        )
    )
