"""The pages on which a physio sees what happened."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from patients.access import (
    patient_opened_by,
    patients_visible_to,
    physio_only,
    record_access,
    roles_of,
)
from patients.invitations import newest_open_invitation
from patients.models import AccessRecord

from ..models import Completion, Programme
from ..rehearsed import rehearsed_for
from .actions import mark_entered_in_error
from .calendar import WEEKDAYS
from .caseload import COUNTED_DAYS, caseload_for, caseload_of
from .forms import CaseloadForm, InErrorForm
from .record import record_for

ROWS_PER_PAGE = 200


@physio_only
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    asked = CaseloadForm(request.GET).understood()
    found = caseload_of(
        patients_visible_to(request.user),
        roles_of(request.user).staff,
        whole_clinic=asked["whole_clinic"],
        words=asked["q"],
    )
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    ids = [patient.pk for patient in shown]
    record_access(request.user, what=AccessRecord.What.CASELOAD, shown=ids)
    rows = caseload_for(shown)
    context = {
        "rows": rows,
        "page": page,
        "asked": asked,
        "needing": sum(bool(row.reasons) for row in rows),
        "counted_days": COUNTED_DAYS,
        "giving": template_named(request, asked["give"]),
    }
    template = "review/_rows.html" if request.htmx else "review/caseload.html"
    return render(request, template, context)


def template_named(request: HttpRequest, code: UUID | str) -> Programme | None:
    """The template that is to be given to one of these patients, if one is."""
    return Programme.objects.usable_by(request.user).filter(code=code).first() if code else None


@physio_only
@require_safe
def patient(request: HttpRequest, code: UUID) -> HttpResponse:
    shown = patient_opened_by(request.user, code)
    context = {
        "patient": shown,
        "record": record_for(shown),
        "rehearsed": rehearsed_for(shown),
        "invitation": newest_open_invitation(shown) if shown.user_id is None else None,
        "weekdays": WEEKDAYS,
    }
    return render(request, "review/patient.html", context)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def mark_in_error(request: HttpRequest, tick_id: UUID) -> HttpResponse:
    mine = Completion.objects.filter(session__patient__in=patients_visible_to(request.user))
    wanted = mine.select_related("session__patient__clinic", "prescription__exercise")
    completion = get_object_or_404(wanted, tick_id=tick_id)
    patient = patient_opened_by(request.user, completion.session.patient.code)
    form = InErrorForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "patient": patient, "completion": completion}
        status = 422 if request.method == "POST" else 200
        return render(request, "review/in_error.html", context, status=status)
    mark_entered_in_error(
        completion=completion, by=roles_of(request.user).staff, reason=form.cleaned_data["reason"]
    )
    messages.success(request, "Marked as entered in error. It no longer counts.")
    return redirect("review:patient", code=patient.code)
