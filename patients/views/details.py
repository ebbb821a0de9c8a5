"""What the physio changes about a patient: details, and who helps them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..access import carer_opened_by, patient_opened_by, physio_only
from ..actions import add_carer, change_details, end_carer
from ..forms import CarerForm, PatientDetailsForm, sent_in
from ..invitations import newest_open_invitation


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    old_email = patient.email
    form = PatientDetailsForm(sent_in(request), instance=patient)
    if not form.is_valid():
        context = {"form": form, "patient": patient}
        return render(request, "patients/edit.html", context, status=422 if form.errors else 200)
    change_details(patient=form.save(commit=False), old_email=old_email)
    messages.success(request, _("The details are saved."))
    return redirect("review:patient", code=code)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def carers(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    form = CarerForm(sent_in(request))
    if not form.is_valid():
        context = {
            "form": form,
            "patient": patient,
            "carers": patient.carers.current(),
            "consent": patient.is_minor and patient.consents.exclude(relation="").first(),
            "has_own_link": patient.user_id is None and newest_open_invitation(patient),
        }
        return render(request, "patients/carers.html", context, status=422 if form.errors else 200)
    carer = add_carer(by=request.user.staff_member, patient=patient, **form.cleaned_data)
    messages.success(request, _("%s can follow the plan once the link is opened.") % carer.name)
    return redirect("patients:carer-invitation", code=carer.code)


@physio_only
@require_POST
def end_carer_now(request: HttpRequest, code: UUID) -> HttpResponse:
    carer = carer_opened_by(request.user, code)
    end_carer(carer=carer)
    messages.success(request, _("%s no longer sees the plan.") % carer.name)
    return redirect("patients:carers", code=carer.patient.code)
