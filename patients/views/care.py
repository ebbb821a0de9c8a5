"""Who looks after this patient: hand over, answer, share; and a leaver's patients, all at once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..access import clinic_admin_only, patient_opened_by, patients_visible_to, physio_only
from ..actions import sharing
from ..care import care_for, physios_beside
from ..care_forms import AnswerForm, OfferForm, ShareForm
from ..models import CoPhysio, Handover, Patient, StaffMember


@physio_only
@require_safe
def care(request: HttpRequest, code: UUID) -> HttpResponse:
    return care_page(request, patient_opened_by(request.user, code))


def care_page(
    request: HttpRequest,
    patient: Patient,
    *,
    offer_form: OfferForm | None = None,
    share_form: ShareForm | None = None,
) -> HttpResponse:
    """The page; with a form that was wrong as 422."""
    beside = physios_beside(patient.physio)
    context = {
        "patient": patient,
        "care": care_for(patient),
        "is_mine": patient.physio_id == request.user.staff_member.pk,
        "offer_form": offer_form or OfferForm(colleagues=beside),
        "share_form": share_form or ShareForm(colleagues=beside),
    }
    status = 422 if offer_form or share_form else 200
    return render(request, "patients/care.html", context, status=status)


def own_patient(request: HttpRequest, code: UUID) -> Patient:
    """A patient of one's own: nobody gives away or shares a colleague's."""
    patient = patient_opened_by(request.user, code)
    if patient.physio_id != request.user.staff_member.pk:
        raise PermissionDenied
    return patient


@physio_only
@require_POST
def offer(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = own_patient(request, code)
    form = OfferForm(request.POST, colleagues=physios_beside(patient.physio))
    if not form.is_valid():
        return care_page(request, patient, offer_form=form)
    to, note = form.cleaned_data["to"], form.cleaned_data["note"]
    try:
        sharing.offer(patient=patient, by=request.user.staff_member, to=to, note=note)
    except sharing.AlreadyOffered:
        messages.error(request, _("This patient is already offered to somebody."))
    else:
        words = _("Offered to %(name)s. Until it is accepted nothing changes.")
        messages.success(request, words % {"name": to})
    return redirect("patients:care", code=code)


@physio_only
@require_POST
def share(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = own_patient(request, code)
    form = ShareForm(request.POST, colleagues=physios_beside(patient.physio))
    if not form.is_valid():
        return care_page(request, patient, share_form=form)
    shared = sharing.share(patient=patient, by=request.user.staff_member, **form.cleaned_data)
    words = _("%(name)s now looks after this patient too.") % {"name": shared.staff}
    messages.success(request, words)
    return redirect("patients:care", code=code)


@physio_only
@require_POST
def end_share(request: HttpRequest, code: UUID) -> HttpResponse:
    """By the patient's physio, or by the one who shares."""
    mine = CoPhysio.objects.filter(patient__in=patients_visible_to(request.user))
    shared = get_object_or_404(mine.select_related("patient__clinic", "staff__user"), code=code)
    me = request.user.staff_member
    if me.pk not in (shared.staff_id, shared.patient.physio_id):
        raise PermissionDenied
    sharing.end_share(shared=shared, by=me)
    messages.success(request, _("The care is no longer shared."))
    return redirect("patients:care", code=shared.patient.code)


def handover_for(request: HttpRequest, code: UUID) -> Handover:
    seen = Handover.objects.filter(patient__in=patients_visible_to(request.user))
    related = seen.select_related("patient__clinic", "to_staff__user")
    return get_object_or_404(related, code=code)


def answered(
    request: HttpRequest, handover: Handover, deed: Callable[..., None], said: str, **words: str
) -> HttpResponse:
    """Do it, and say so; an offer that is closed by now stays as it is."""
    try:
        deed(handover=handover, by=request.user.staff_member, **words)
        messages.success(request, said)
    except sharing.HandoverClosed:
        messages.error(request, _("This offer is no longer open."))
    return redirect("review:caseload")


def offered_to_me(request: HttpRequest, code: UUID) -> Handover:
    handover = handover_for(request, code)
    if handover.to_staff_id != request.user.staff_member.pk:
        raise PermissionDenied
    return handover


@physio_only
@require_POST
def accept(request: HttpRequest, code: UUID) -> HttpResponse:
    handover = offered_to_me(request, code)
    said = _("%(name)s is on your caseload now.") % {"name": handover.patient.name}
    return answered(request, handover, sharing.accept, said)


@physio_only
@require_POST
def decline(request: HttpRequest, code: UUID) -> HttpResponse:
    handover = offered_to_me(request, code)
    form = AnswerForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    return answered(request, handover, sharing.decline, _("Declined."), answer=answer)


@physio_only
@require_POST
def withdraw(request: HttpRequest, code: UUID) -> HttpResponse:
    """By whoever offered, or by whose patient it is."""
    handover = handover_for(request, code)
    me = request.user.staff_member
    if me.pk not in (handover.from_staff_id, handover.patient.physio_id):
        raise PermissionDenied
    return answered(request, handover, sharing.withdraw, _("The offer is withdrawn."))


@clinic_admin_only
@require_POST
def hand_over_all(request: HttpRequest, code: UUID) -> HttpResponse:
    """All patients of somebody who leaves, to one colleague."""
    me = request.user.staff_member
    giver = get_object_or_404(StaffMember.objects.filter(clinic=me.clinic), code=code)
    form = OfferForm(request.POST, colleagues=physios_beside(giver))
    if not form.is_valid():
        messages.error(request, _("Nothing was handed over. Choose a colleague."))
        return redirect("patients:member", code=code)
    to = form.cleaned_data["to"]
    number = sharing.hand_over_all(giver=giver, to=to, by=me)
    words = _("%(number)s patients are with %(name)s now.") % {"number": number, "name": to}
    messages.success(request, words)
    return redirect("patients:member", code=code)
