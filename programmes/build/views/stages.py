"""What is done to a stage in the builder: added, copied, changed, moved, taken out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import physio_only

from ...models import Stage
from ..actions import stages as deeds
from ..forms.writing import StageForm
from ..succession import stage_fingerprint
from .answers import Shown, answer, deed, stage_opened_by, tree_opened_by, unless_mine


@deed
def add(request: HttpRequest, code: UUID) -> HttpResponse:
    tree = tree_opened_by(request, code)
    added = deeds.add_stage(programme=tree, by=request.user.staff_member)
    said = _("%(stage)s added.") % {"stage": added}
    return answer(request, tree, Shown(everything=True, at=f"stage-{added.code}", said=said))


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: UUID) -> HttpResponse:
    """Its words and weeks: a page, or with htmx a form under its name."""
    found = stage_opened_by(request, code)
    if request.method == "POST":
        return write_change(request, code=code)
    form = StageForm(instance=found, seen=stage_fingerprint(found), auto_id=f"{code}-%s")
    return stage_page(request, form, found)


def stage_page(
    request: HttpRequest, form: StageForm, stage: Stage, status: int = 200
) -> HttpResponse:
    template = "build/_stage_fields.html" if request.htmx else "build/stage.html"
    context = {"form": form, "stage": stage, "tree": stage.programme}
    return render(request, template, context, status=status)


@deed
def write_change(request: HttpRequest, code: UUID) -> HttpResponse:
    found = stage_opened_by(request, code)
    written = Stage.objects.get(pk=found.pk)
    form = StageForm(request.POST, instance=written, auto_id=f"{code}-%s")
    if not form.is_valid():
        return stage_page(request, form, found, status=422)
    by, seen = request.user.staff_member, form.cleaned_data["seen"]
    unless_mine(deeds.change_stage, stage=found, change=form.change(), by=by, seen=seen)
    return answer(request, found.programme, Shown(everything=True, at=f"stage-{code}"))


@deed
def copy(request: HttpRequest, code: UUID) -> HttpResponse:
    found = stage_opened_by(request, code)
    copied = deeds.copy_stage(stage=found, by=request.user.staff_member)
    said = _("%(stage)s copied: it follows right after.") % {"stage": found}
    shown = Shown(everything=True, at=f"stage-{copied.code}", said=said)
    return answer(request, found.programme, shown)


@deed
def move(request: HttpRequest, code: UUID) -> HttpResponse:
    """One place up or down."""
    found = stage_opened_by(request, code)
    codes = list(found.programme.stages.current().order_by("position").values_list("code"))
    at = codes.index((found.code,)) + 1 if (found.code,) in codes else 1
    position = max(1, at + {"up": -1, "down": 1}.get(request.POST.get("to", ""), 0))
    deeds.move_stage(stage=found, position=position, by=request.user.staff_member)
    return answer(request, found.programme, Shown(everything=True, at=f"stage-{code}"))


@deed
def remove(request: HttpRequest, code: UUID) -> HttpResponse:
    found = stage_opened_by(request, code)
    deeds.remove_stage(stage=found, by=request.user.staff_member)
    said = _("%(stage)s removed.") % {"stage": found}
    undo = reverse("build:stage-restore", args=[code])
    return answer(request, found.programme, Shown(everything=True, said=said, undo=undo))


@deed
def restore(request: HttpRequest, code: UUID) -> HttpResponse:
    found = stage_opened_by(request, code)
    deeds.restore_stage(stage=found, by=request.user.staff_member)
    said = _("%(stage)s is back.") % {"stage": found}
    return answer(request, found.programme, Shown(everything=True, at=f"stage-{code}", said=said))
