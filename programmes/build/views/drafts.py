"""The pages on which a change is drafted, compared, published or thrown away."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import patient_opened_by, physio_only

from ...changes import for_patient, in_plain_words
from ...models import Programme
from ..actions import steps
from ..actions.drafting import discard, draft_revision
from ..actions.locking import TreeClosed
from ..actions.publishing import EmptyStage, NothingChanges, SeenOtherwise, begin, publish
from ..comparing import proposal_for
from ..desk import desk_for
from ..difference import difference_of, meanwhile_in, seen_of
from ..forms.publishing import BeginForm, PublishForm
from ..timing import WeeksBegun, WeeksOutOfOrder
from .giving import prescription_opened_by, programme_opened_by


def draft_opened_by(request: HttpRequest, code: UUID) -> Programme:
    """A draft for a patient the physio may see, the reading put on record.

    Raises TreeClosed where it was published or thrown away.
    """
    drafts = Programme.objects.filter(drafted_for__isnull=False)
    related = drafts.select_related("drafted_for", "revises", "physio__user", "closed_by__user")
    opened = get_object_or_404(related, code=code)
    opened.drafted_for = patient_opened_by(request.user, opened.drafted_for.code)
    if not opened.is_open_draft:
        raise TreeClosed(opened)
    if opened.revises:
        opened.revises.patient = opened.drafted_for
    return opened


def unless_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of an open draft; of a closed one it says who closed it, and where to look."""

    @wraps(view)
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        try:
            return view(request, code)
        except TreeClosed as closed:
            words = {"who": closed.by or _("Somebody"), "name": closed.tree.name}
            said = _("%(who)s has published or thrown away this draft of “%(name)s”.")
            messages.warning(request, said % words)
            return redirect("review:patient", code=closed.tree.drafted_for.code)

    return page


@physio_only
@require_POST
def draft(request: HttpRequest, code: UUID) -> HttpResponse:
    """Open the draft of a running programme, made if there is none."""
    running = programme_opened_by(request, code)
    opened = draft_revision(programme=running, by=request.user.staff_member)
    return redirect("build:builder", code=opened.code)


def drafts_with(step: Callable[..., Programme]) -> Callable[..., HttpResponse]:
    """A page that drafts one step for a running programme and shows what it would change."""

    @physio_only
    @require_POST
    @unless_closed
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        running = programme_opened_by(request, code)
        try:
            drafted = step(programme=running, by=request.user.staff_member)
        except (steps.NoSuchStep, WeeksBegun, WeeksOutOfOrder) as why:
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
    @unless_closed
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        prescription, patient = prescription_opened_by(request, code)
        try:
            drafted = step(prescription=prescription, by=request.user.staff_member)
        except (steps.NoSuchStep, WeeksBegun, WeeksOutOfOrder) as why:
            messages.info(request, why.words)
            return redirect("review:patient", code=patient.code)
        return redirect("build:difference", code=drafted.code)

    return page


draft_easier = drafts_version_with(steps.easier)
draft_harder = drafts_version_with(steps.harder)


@physio_only
@require_POST
@unless_closed
def discard_draft(request: HttpRequest, code: UUID) -> HttpResponse:
    opened = draft_opened_by(request, code)
    patient = opened.drafted_for
    discard(draft=opened, by=request.user.staff_member, today=patient.local_today())
    messages.success(request, _("The draft is thrown away. Nothing has changed for the patient."))
    return redirect("review:patient", code=patient.code)


@physio_only
@require_safe
@unless_closed
def difference(request: HttpRequest, code: UUID) -> HttpResponse:
    """What a draft would change, in plain words; of a new programme, what the patient gets."""
    opened = draft_opened_by(request, code)
    return difference_page(request, opened) if opened.revises else giving_page(request, opened)


def difference_page(
    request: HttpRequest,
    opened: Programme,
    form: PublishForm | None = None,
    *,
    is_otherwise: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The difference as it is now; with what was typed, where the page comes back."""
    proposal = proposal_for(opened, opened.drafted_for.local_today())
    changes, side = difference_of(proposal), opened.drafted_for.affected_side
    typed = form.data if form else None
    context = {
        "draft": opened,
        "patient": opened.drafted_for,
        "form": PublishForm(typed, changes=changes),
        "seen": seen_of(proposal),
        "meanwhile": [in_plain_words(change) for change in meanwhile_in(proposal)],
        "for_patient": [said for one in changes if (said := for_patient(one, side))],
        "is_otherwise": is_otherwise,
    }
    return render(request, "build/difference.html", context, status=status)


@physio_only
@require_POST
@unless_closed
def publish_draft(request: HttpRequest, code: UUID) -> HttpResponse:
    """Put a draft in force. What somebody else wrote meanwhile is shown first: 409."""
    if Programme.objects.running().filter(code=code).exists():  # a second tap on "Give"
        return redirect("review:patient", code=programme_opened_by(request, code).patient.code)
    opened = draft_opened_by(request, code)
    return publish_new(request, opened) if opened.revises is None else revise(request, opened)


def revise(request: HttpRequest, opened: Programme) -> HttpResponse:
    today = opened.drafted_for.local_today()
    form = PublishForm(request.POST, changes=difference_of(proposal_for(opened, today)))
    if not form.is_valid():
        return difference_page(request, opened, form, status=422)
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    words = {"reason": reason, "reasons": form.reasons, "seen": seen}
    try:
        publish(draft=opened, by=request.user.staff_member, today=today, **words)
    except SeenOtherwise:
        return difference_page(request, opened, form, is_otherwise=True, status=409)
    except NothingChanges:
        messages.info(request, _("There is nothing to publish: the draft says what holds already."))
        return redirect("build:difference", code=opened.code)
    said = _("Published. %(name)s sees what changed, and why, at the next opening.")
    messages.success(request, said % {"name": opened.drafted_for.first_name})
    return redirect("review:patient", code=opened.drafted_for.code)


def giving_page(
    request: HttpRequest, opened: Programme, form: BeginForm | None = None, *, status: int = 200
) -> HttpResponse:
    """A new programme once more as a whole, before its patient has it."""
    patient, desk = opened.drafted_for, desk_for(opened, request.user)
    context = {
        "draft": opened,
        "patient": patient,
        "desk": desk,
        "form": form or begin_form(opened),
        "empty": [one.stage for one in desk.stages if not one.rows],
        "running": patient.programmes.running(),
    }
    return render(request, "build/give.html", context, status=status)


def begin_form(opened: Programme, typed: dict | None = None) -> BeginForm:
    today = opened.drafted_for.local_today()
    return BeginForm(typed, today=today, offered=opened.start_offered_on(today))


def publish_new(request: HttpRequest, opened: Programme) -> HttpResponse:
    patient = opened.drafted_for
    form = begin_form(opened, request.POST)
    if not form.is_valid():
        return giving_page(request, opened, form, status=422)
    by, start_on = request.user.staff_member, form.cleaned_data["start_on"]
    try:
        programme = begin(draft=opened, by=by, start_on=start_on)
    except EmptyStage:
        return giving_page(request, opened, form, status=422)
    said = _("%(name)s now has “%(programme)s”.")
    messages.success(request, said % {"name": patient.name, "programme": programme.name})
    return redirect("review:patient", code=patient.code)
