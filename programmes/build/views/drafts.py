"""The pages on which a change is drafted, compared, published or thrown away."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import patient_opened_by, physio_only

from ...models import Programme
from ..actions import steps
from ..actions.drafting import discard, draft_revision
from .giving import prescription_opened_by, programme_opened_by


def draft_opened_by(request: HttpRequest, code: UUID) -> Programme:
    """An open draft for a patient the physio may see, the reading put on record."""
    open_drafts = Programme.objects.drafts().select_related(
        "drafted_for", "revises", "physio__user"
    )
    draft = get_object_or_404(open_drafts, code=code)
    draft.drafted_for = patient_opened_by(request.user, draft.drafted_for.code)
    if draft.revises:
        draft.revises.patient = draft.drafted_for
    return draft


@physio_only
@require_POST
def draft(request: HttpRequest, code: UUID) -> HttpResponse:
    """Open the draft of a running programme, made if there is none."""
    running = programme_opened_by(request, code)
    opened = draft_revision(programme=running, by=request.user.staff_member)
    return redirect("build:difference", code=opened.code)


def drafts_with(step: Callable[..., Programme]) -> Callable[..., HttpResponse]:
    """A page that drafts one step for a running programme and shows what it would change."""

    @physio_only
    @require_POST
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        running = programme_opened_by(request, code)
        try:
            drafted = step(programme=running, by=request.user.staff_member)
        except steps.NoSuchStep as why:
            messages.info(request, why.words)
            return redirect("review:patient", code=running.patient.code)
        return redirect("build:difference", code=drafted.code)

    return page


draft_next_stage = drafts_with(steps.next_stage)
draft_hold = drafts_with(steps.hold)
draft_step_back = drafts_with(steps.step_back)


def drafts_version_with(step: Callable[..., Programme]) -> Callable[..., HttpResponse]:
    """The same for one prescription of a running programme."""

    @physio_only
    @require_POST
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        prescription, patient = prescription_opened_by(request, code)
        try:
            drafted = step(prescription=prescription, by=request.user.staff_member)
        except steps.NoSuchStep as why:
            messages.info(request, why.words)
            return redirect("review:patient", code=patient.code)
        return redirect("build:difference", code=drafted.code)

    return page


draft_easier = drafts_version_with(steps.easier)
draft_harder = drafts_version_with(steps.harder)


@physio_only
@require_POST
def discard_draft(request: HttpRequest, code: UUID) -> HttpResponse:
    opened = draft_opened_by(request, code)
    patient = opened.drafted_for
    discard(draft=opened, by=request.user.staff_member, today=patient.local_today())
    messages.success(request, _("The draft is thrown away. Nothing has changed for the patient."))
    return redirect("review:patient", code=patient.code)


@physio_only
@require_safe
def difference(request: HttpRequest, code: UUID) -> HttpResponse:
    """What a draft would change, in plain words."""
    return render(request, "build/difference.html", {"draft": draft_opened_by(request, code)})


@physio_only
@require_POST
def publish_draft(request: HttpRequest, code: UUID) -> HttpResponse:
    return redirect("build:difference", code=draft_opened_by(request, code).code)
