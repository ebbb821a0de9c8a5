"""What the physio sees: which reminders were sent, and why not."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.access import patient_opened_by, physio_only

from ..log import log_for


@physio_only
@require_safe
def log(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    return render(request, "remind/log.html", {"patient": patient, "log": log_for(patient)})
