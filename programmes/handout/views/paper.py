"""The pages from which a programme goes onto paper."""

from dataclasses import replace
from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from patients.access import (
    follower_only,
    patient_opened_by,
    patients_visible_to,
    physio_only,
    roles_of,
)

from ...models import Programme
from ...opening import followed_opened_by
from ..forms import SheetForm
from ..pdf import NoWeasyPrint, can_be_made, pdf_of
from ..sheet import Sheet, Source, sheet_for, source_of

FOR_STAFF, FOR_PATIENT = "base_clinic.html", "base_patient.html"


@physio_only
@require_safe
def programme(request: HttpRequest, code: UUID) -> HttpResponse:
    return paper_page(request, source_for_staff(request, code), FOR_STAFF)


@physio_only
@require_safe
def programme_pdf(request: HttpRequest, code: UUID) -> HttpResponse:
    return pdf_answer(request, source_for_staff(request, code), FOR_STAFF)


@follower_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return paper_page(request, source_for_patient(request), FOR_PATIENT)


@follower_only
@require_safe
def mine_pdf(request: HttpRequest) -> HttpResponse:
    return pdf_answer(request, source_for_patient(request), FOR_PATIENT)


def source_for_staff(request: HttpRequest, code: UUID) -> Source:
    """A template, or a programme of a patient of the clinic, the reading put on record."""
    clinic = roles_of(request.user).clinic
    seen = Programme.objects.filter(patient__in=patients_visible_to(request.user))
    readable = seen | Programme.objects.usable_by(request.user)
    programme = get_object_or_404(readable.select_related("patient"), code=code)
    if programme.is_template:
        return source_of(programme, clinic)
    programme.patient = patient_opened_by(request.user, programme.patient.code)
    return source_of(programme, clinic, programme.patient.local_today())


def source_for_patient(request: HttpRequest) -> Source:
    """The own programme that runs: the one asked for, else the one begun last; 404 if none."""
    patient = followed_opened_by(request)
    wanted = request.GET.get("programme", "")
    running = list(patient.programmes.running().order_by("-start_on", "-pk"))
    programme = next((one for one in running if wanted in ("", str(one.code))), None)
    if programme is None:
        raise Http404
    programme.patient = patient
    source = source_of(programme, patient.clinic, patient.local_today())
    return replace(source, choice=running)


def asked_sheet(request: HttpRequest, source: Source) -> tuple[SheetForm, Sheet]:
    form = SheetForm(request.GET, source=source)
    return form, sheet_for(source, form.asked(), request.build_absolute_uri)


def paper_page(request: HttpRequest, source: Source, base_template: str) -> HttpResponse:
    form, sheet = asked_sheet(request, source)
    context = {
        "form": form,
        "sheet": sheet,
        "base_template": base_template,
        "pdf_address": pdf_address(request),
        "has_pdf": can_be_made(),
    }
    return render(request, "handout/page.html", context, status=422 if form.errors else 200)


def pdf_address(request: HttpRequest) -> str:
    """The same sheet as a PDF: beside the page, with the same choices."""
    query = request.GET.urlencode()
    return f"{request.path.rstrip('/')}.pdf{f'?{query}' if query else ''}"


def pdf_answer(request: HttpRequest, source: Source, base_template: str) -> HttpResponse:
    """The PDF; 501 with what can be done instead where nothing can make one.

    It is much work for the server: who asks for many in a minute is told to wait (429).
    """
    back = request.get_full_path().replace(".pdf", "/", 1)
    context = {"back": back, "base_template": base_template}
    if not consume(request, app="allauth.account", action="handout_pdf", limit_get=True):
        return render(request, "handout/too_many.html", context, status=429)
    _, sheet = asked_sheet(request, source)
    page = render_to_string("handout/paper.html", {"sheet": sheet, "embeds": True}, request)
    try:
        made = pdf_of(page)
    except NoWeasyPrint:
        return render(request, "handout/no_pdf.html", context, status=501)
    words = f"{sheet.programme.name} {sheet.weeks_in_words}".replace("–", "-")
    name = slugify(words) or "handout"
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
