"""The library of templates: looking, duplicating, sharing, archiving, and what came from one."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import physio_only, record_access
from patients.models import AccessRecord

from ...models import Programme
from ..actions.adopting import draft_template_changes
from ..actions.drafting import (
    archive_template,
    draft_template,
    save_as_template,
    share_template,
    unarchive_template,
)
from ..forms.templates import FindForm
from ..offers import given_from
from ..outline import outline_for, with_sizes
from ..template_library import library_for, open_drafts_for
from .giving import programme_opened_by


@physio_only
@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    library = library_for(request.user, **form.wanted)
    drafts = [] if library.is_archive else open_drafts_for(request.user)
    record_shown(request, [draft.drafted_for_id for draft in drafts])
    context = {"form": form, "library": library, "drafts": drafts}
    return render(request, "build/template_list.html", context)


def record_shown(request: HttpRequest, patients: list[int]) -> None:
    """A page that names patients leaves one line in the access record."""
    if patients:
        record_access(request.user, what=AccessRecord.What.CASELOAD, shown=patients)


@physio_only
@require_safe
def template(request: HttpRequest, code: UUID) -> HttpResponse:
    """What it holds; with htmx only its weeks, to choose by; and the programmes that came from it."""
    templates = with_sizes(Programme.objects.templates_known_to(request.user))
    programme = get_object_or_404(templates.select_related("physio__user"), code=code)
    context = {"programme": programme, "outline": outline_for(programme)}
    if request.htmx:
        return render(request, "build/_preview.html", context)
    context["sources"] = programme.sources.all()
    context["given"] = given = given_from(programme, request.user)
    record_shown(request, [one.programme.patient_id for one in given])
    return render(request, "build/template.html", context)


@physio_only
@require_POST
def duplicate(request: HttpRequest, code: UUID) -> HttpResponse:
    """A copy of one's own, open in the builder."""
    templates = Programme.objects.templates_known_to(request.user)
    found = get_object_or_404(templates, code=code)
    name = _("%(name)s (copy)") % {"name": found.name[:150]}
    copied = draft_template(by=request.user.staff_member, name=name, copied_from=found)
    return redirect("build:builder", code=copied.code)


@physio_only
@require_POST
def save_as(request: HttpRequest, code: UUID) -> HttpResponse:
    """A patient's programme as a template of one's own, open in the builder."""
    programme = programme_opened_by(request, code)
    made = save_as_template(programme=programme, by=request.user.staff_member, name=programme.name)
    messages.success(
        request,
        _("Saved as a template of your own. Notes written for this patient were left out."),
    )
    return redirect("build:builder", code=made.code)


def does_with_template(
    deed: Callable[[Programme, HttpRequest], None], said: Callable[[], str]
) -> Callable[..., HttpResponse]:
    """A page that does one thing with a template of the physio's clinic, and shows it again."""

    @physio_only
    @require_POST
    def page(request: HttpRequest, code: UUID) -> HttpResponse:
        own = Programme.objects.own_templates_of(request.user)
        found = get_object_or_404(own, code=code)
        deed(found, request)
        messages.success(request, said())
        return redirect("build:template", code=found.code)

    return page


share = does_with_template(
    lambda found, request: share_template(template=found, today=timezone.localdate()),
    lambda: _("Shared. Every physio of your clinic can give and edit it now."),
)
archive = does_with_template(
    lambda found, request: archive_template(
        template=found, by=request.user.staff_member, today=timezone.localdate()
    ),
    lambda: _("Archived. It is no longer offered; programmes that came from it go on."),
)
unarchive = does_with_template(
    lambda found, request: unarchive_template(template=found),
    lambda: _("It is offered again."),
)


@physio_only
@require_POST
def draft_changes(request: HttpRequest, code: UUID) -> HttpResponse:
    """Draft for one patient what the template of their programme changed."""
    programme = programme_opened_by(request, code)
    known = Programme.objects.templates_known_to(request.user)
    programme.template = get_object_or_404(known, pk=programme.template_id)
    draft = draft_template_changes(programme=programme, by=request.user.staff_member)
    return redirect("build:difference", code=draft.code)
