"""The invitation on the physio's screen: show it, renew it, mail it, for a patient or a carer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..access import carer_opened_by, patient_opened_by, physio_only
from ..actions import invite, mail_invitation
from ..invitations import invitation_path, newest_invitation, qr_svg
from ..models import AccessRecord, Carer, Patient

INVITATION = AccessRecord.What.INVITATION


def show(request: HttpRequest, patient: Patient, carer: Carer | None = None) -> HttpResponse:
    newest = newest_invitation(patient, carer)
    is_open = newest is not None and newest.is_open
    link = request.build_absolute_uri(invitation_path(newest)) if is_open else ""
    running = patient.programmes.running().order_by("-start_on", "-pk")
    context = {
        "patient": patient,
        "carer": carer,
        "invited": carer or patient,
        "invitation": newest,
        "is_open": is_open,
        "link": link,
        "qr": qr_svg(link) if link else "",
        "programme": running.first() if is_open and carer is None else None,
    }
    return render(request, "patients/invitation.html", context)


def renew(request: HttpRequest, patient: Patient, carer: Carer | None = None) -> None:
    invite(patient=patient, carer=carer, by=request.user.staff_member)
    messages.success(request, _("A new link is ready. Earlier links no longer work."))


def send(request: HttpRequest, patient: Patient, carer: Carer | None = None) -> None:
    newest = newest_invitation(patient, carer)
    person = carer or patient
    if newest is None or not newest.is_open or not person.email:
        messages.error(request, _("Nothing was sent. Make a new link and add an e-mail address."))
        return
    link = request.build_absolute_uri(invitation_path(newest))
    if mail_invitation(invitation=newest, link=link):
        messages.success(request, _("The link was sent to %s.") % person.email)
    else:
        messages.error(request, _("The mail could not be sent. The link and the QR code work."))


@physio_only
@require_safe
def invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    return show(request, patient_opened_by(request.user, code, what=INVITATION))


@physio_only
@require_POST
def renew_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    renew(request, patient_opened_by(request.user, code, what=INVITATION))
    return redirect("patients:invitation", code=code)


@physio_only
@require_POST
def send_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    send(request, patient_opened_by(request.user, code, what=INVITATION))
    return redirect("patients:invitation", code=code)


@physio_only
@require_safe
def carer_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    carer = carer_opened_by(request.user, code)
    return show(request, carer.patient, carer)


@physio_only
@require_POST
def renew_carer_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    carer = carer_opened_by(request.user, code)
    renew(request, carer.patient, carer)
    return back_to(carer)


@physio_only
@require_POST
def send_carer_invitation(request: HttpRequest, code: UUID) -> HttpResponse:
    carer = carer_opened_by(request.user, code)
    send(request, carer.patient, carer)
    return back_to(carer)


def back_to(carer: Carer) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("patients:carer-invitation", args=[carer.code]))
