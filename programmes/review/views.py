"""The pages on which a physio sees what happened."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from patients.access import (
    patient_opened_by,
    patients_visible_to,
    physio_only,
    record_access,
    roles_of,
)
from patients.models import AccessRecord

from ..models import Completion
from .actions import mark_entered_in_error
from .caseload import caseload_for, caseload_of
from .forms import InErrorForm
from .record import record_for

ROWS_PER_PAGE = 200


@physio_only
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    whole_clinic = request.GET.get("who") == "clinic"
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    found = caseload_of(
        patients_visible_to(request.user),
        roles_of(request.user).staff,
        whole_clinic=whole_clinic,
        words=words,
    )
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    record_access(
        request.user, what=AccessRecord.What.CASELOAD, shown=[patient.pk for patient in shown]
    )
    rows = caseload_for(shown)
    context = {
        "rows": rows,
        "page": page,
        "whole_clinic": whole_clinic,
        "words": words,
        "needing": sum(bool(row.reasons) for row in rows),
    }
    template = "review/_rows.html" if request.htmx else "review/caseload.html"
    return render(request, template, context)


@physio_only
@require_safe
def patient(request: HttpRequest, code: UUID) -> HttpResponse:
    shown = patient_opened_by(request.user, code)
    record = record_for(shown)
    return render(request, "review/patient.html", {"patient": shown, "record": record})


@physio_only
@require_POST
def mark_in_error(request: HttpRequest, tick_id: UUID) -> HttpResponse:
    mine = Completion.objects.filter(session__patient__in=patients_visible_to(request.user))
    completion = get_object_or_404(mine.select_related("session__patient"), tick_id=tick_id)
    form = InErrorForm(request.POST)
    if form.is_valid():
        mark_entered_in_error(
            completion=completion,
            by=roles_of(request.user).staff,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, "Marked as entered in error. It no longer counts.")
    else:
        messages.error(request, "Nothing was changed. Say why the entry is wrong.")
    return redirect("review:patient", code=completion.session.patient.code)
