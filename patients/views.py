"""The invitation, on the physio's screen and on the patient's phone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .access import home_url_for, patient_opened_by, physio_only
from .actions import InvitationClosed, accept_invitation, invite, mail_invitation
from .invitations import invitation_named_by, invitation_path, newest_open_invitation, qr_svg
from .models import AccessRecord, Invitation

BACKEND = "patients.sign_in.OneQueryBackend"


def join_context(invitation: Invitation) -> dict:
    return {
        "clinic": invitation.patient.clinic,
        "emergency_number": invitation.patient.clinic.emergency_number,
        "is_carer": invitation.carer_id is not None,
        "place": "open",
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link's page. Opening it changes nothing, so a mail scanner cannot use it up."""
    invitation = invitation_named_by(token)
    if invitation is None:
        raise Http404
    person = invitation.carer or invitation.patient
    if request.user.is_authenticated and request.user.pk == person.user_id:
        return redirect(home_url_for(request.user))
    if not invitation.is_open:
        return render(request, "patients/link_used.html", join_context(invitation), status=410)
    context = join_context(invitation)
    if request.method != "POST":
        return render(request, "patients/join.html", context)
    consent_text = render_to_string("patients/_consent.txt", context)
    try:
        user = accept_invitation(invitation=invitation, consent_text=consent_text)
    except InvitationClosed:
        return render(request, "patients/link_used.html", context, status=410)
    login(request, user, backend=BACKEND)
    return redirect("follow:today")


@physio_only
@require_safe
def invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.INVITATION)
    newest = newest_open_invitation(patient)
    link = request.build_absolute_uri(invitation_path(newest)) if newest else ""
    context = {
        "patient": patient,
        "invitation": newest,
        "link": link,
        "qr": qr_svg(link) if link else "",
    }
    return render(request, "patients/invitation.html", context)


@physio_only
@require_POST
def renew_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.INVITATION)
    invite(patient=patient, by=request.user.staff_member)
    messages.success(request, "A new link is ready. Earlier links no longer work.")
    return redirect("patients:invitation", code=patient.code)


@physio_only
@require_POST
def send_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.INVITATION)
    newest = newest_open_invitation(patient)
    if newest is None or not patient.email:
        messages.error(request, "Nothing was sent: make a new link and add an e-mail address.")
    else:
        link = request.build_absolute_uri(invitation_path(newest))
        mail_invitation(invitation=newest, link=link)
        messages.success(request, f"The link was sent to {patient.email}.")
    return redirect("patients:invitation", code=patient.code)
