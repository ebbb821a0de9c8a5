"""The page and the file with everything that is kept about a patient."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import (
    log_reader_even_so,
    patient_opened_by,
    physio_only,
    record_access,
    roles_of,
)
from patients.models import AccessRecord, Patient

from ...opening import followed_opened_by
from ..bundle import bundle
from ..everything import kept_about
from ..forms import SheetForm
from ..pdf import STYLES
from ..sheet import sheet_for, source_of


@log_reader_even_so
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the file will hold, in words; nothing is read for it yet."""
    patient = followed_opened_by(request)
    return render(request, "handout/everything.html", {"patient": patient})


@log_reader_even_so
@require_POST
def download_mine(request: HttpRequest) -> HttpResponse:
    patient = roles_of(request.user).followed
    record_access(request.user, what=AccessRecord.What.EXPORT, patient=patient)
    return file_about(request, patient) or redirect("handout:everything")


@physio_only
@require_POST
def download(request: HttpRequest, code: UUID) -> HttpResponse:
    """For a patient who asks the clinic; 404 for another clinic's."""
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.EXPORT)
    return file_about(request, patient) or redirect("review:patient", code=code)


def file_about(request: HttpRequest, patient: Patient) -> HttpResponse | None:
    """The zip; None, with the reason as a message, for somebody who asks all the time."""
    if not ratelimit.consume(request, action="everything", user=request.user):
        messages.error(request, _("You have just had this file. Please wait some minutes."))
        return None
    words = render_to_string("handout/everything.txt", {"patient": patient})
    made = bundle(kept_about(patient), words=words, papers=papers_of(request, patient))
    return FileResponse(made, as_attachment=True, filename=f"my-data-{patient.local_today()}.zip")


def papers_of(request: HttpRequest, patient: Patient) -> dict[str, str]:
    """The handout of each running programme: pages that need nothing beside them."""
    with open(finders.find(STYLES), encoding="utf-8") as file:
        styles = file.read()
    papers = {}
    for number, programme in enumerate(patient.programmes.running().order_by("pk"), start=1):
        programme.patient = patient
        source = source_of(programme, patient.clinic, patient.local_today())
        sheet = sheet_for(source, SheetForm({}, source=source).asked(), request.build_absolute_uri)
        context = {"sheet": sheet, "embeds": True, "styles": styles}
        papers[f"handout-{number}"] = render_to_string("handout/paper.html", context, request)
    return papers
