"""Who helps, and what they may do: changed by the physio, ended by the physio or the patient."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import carer_opened_by, patient_only, patient_opened_by, physio_only, roles_of
from ..actions import end_carer, withdraw_own_link
from ..carer_forms import CarerRightsForm
from ..forms import sent_in


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, code: UUID) -> HttpResponse:
    """They hold from the carer's next page on."""
    carer = carer_opened_by(request.user, code)
    form = CarerRightsForm(sent_in(request), instance=carer)
    if not form.is_valid():
        context = {"form": form, "carer": carer, "patient": carer.patient}
        status = 422 if form.errors else 200
        return render(request, "patients/carer_rights.html", context, status=status)
    form.save()
    messages.success(request, _("Saved. It holds from now on."))
    return redirect("patients:carers", code=carer.patient.code)


@physio_only
@require_POST
def no_own_link(request: HttpRequest, code: UUID) -> HttpResponse:
    """Only the helpers sign in: the patient's own open link stops working."""
    patient = patient_opened_by(request.user, code)
    withdraw_own_link(patient=patient)
    messages.success(request, _("Only the helpers can sign in."))
    return redirect("patients:carers", code=code)


@patient_only
@require_safe
def own_helpers(request: HttpRequest) -> HttpResponse:
    """Who sees my plan? The clinic's physios, and these."""
    patient = roles_of(request.user).patient
    context = {"patient": patient, "carers": patient.carers.current()}
    return render(request, "patients/own_helpers.html", context)


@patient_only
@require_POST
def end_own_helper(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = roles_of(request.user).patient
    carer = get_object_or_404(patient.carers.current(), code=code)
    end_carer(carer=carer)
    messages.success(request, _("%(name)s no longer sees your plan.") % {"name": carer.name})
    return redirect("patients:own-helpers")
