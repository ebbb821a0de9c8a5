"""What is done to one row of the builder: its dose, kind, side, place, and whether it stands."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exercises.models import DosedModel, Exercise
from patients.access import physio_only

from ...models import Prescription
from ..actions.editing import (
    add_prescription,
    change_prescription,
    move_prescription,
    remove_prescription,
    restore_prescription,
    set_must_do,
    swap_exercise,
)
from ..actions.several import as_it_is
from ..change import Change
from ..desk import Unfinished
from ..forms.writing import FieldsForm, RowForm
from ..said import as_written
from ..succession import fingerprint
from .answers import Shown, answer, deed, row_opened_by, unless_mine, way_back

UP, DOWN = "up", "down"


def change_of(row: Prescription) -> Change:
    """What the row says now, as a change."""
    note = as_written(row, "note")
    dose = replace(row.dose, note=as_written(row, "dose_note"))
    return Change(dose, row.frequency, row.must_do, note, row.shorthand)


@physio_only
@require_safe
def row(request: HttpRequest, code: UUID) -> HttpResponse:
    """The row as it stands now: what was typed over it is let go."""
    found = row_opened_by(request, code)
    return answer(request, found.stage.programme, Shown(rows=[found], at=f"row-{code}"))


@deed
def change(request: HttpRequest, code: UUID) -> HttpResponse:
    """Dose and note as typed."""
    found = row_opened_by(request, code)
    form = RowForm(request.POST, prescription=found)
    at = f"row-{code}"
    if not form.is_valid():
        errors = {name: said[0] for name, said in form.errors.items()}
        left = {code: Unfinished(typed=request.POST.dict(), errors=errors)}
        shown = Shown(rows=[found], at=at, left=left, status=422)
        return answer(request, found.stage.programme, shown)
    by, seen = request.user.staff_member, form.cleaned_data["seen"]
    unless_mine(change_prescription, prescription=found, change=form.change(), by=by, seen=seen)
    return answer(request, found.stage.programme, Shown(rows=[found], at=at))


@physio_only
@require_POST
def read_back(request: HttpRequest, code: UUID) -> HttpResponse:
    """What the typed dose means, while it is typed; nothing is written."""
    form = RowForm(request.POST, prescription=row_opened_by(request, code))
    form.is_valid()
    return render(request, "build/_row_said.html", {"form": form})


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def fields(request: HttpRequest, code: UUID) -> HttpResponse:
    """The dose as separate fields: a page, or with htmx a form under the row."""
    found = row_opened_by(request, code)
    if request.method == "POST":
        return write_fields(request, code=code)
    form = FieldsForm(instance=found, seen=fingerprint(found), auto_id=ids_of(found))
    return fields_page(request, form, found)


def ids_of(row: Prescription) -> str:
    """Several such forms may be open on one page."""
    return f"{row.code}-%s"


def fields_page(
    request: HttpRequest, form: FieldsForm, found: Prescription, status: int = 200
) -> HttpResponse:
    template = "build/_fields.html" if request.htmx else "build/fields.html"
    context = {"form": form, "row": found, "tree": found.stage.programme}
    return render(request, template, context, status=status)


@deed
def write_fields(request: HttpRequest, code: UUID) -> HttpResponse:
    found = row_opened_by(request, code)
    form = FieldsForm(request.POST, instance=found, auto_id=ids_of(found))
    if not form.is_valid():
        return fields_page(request, form, found, status=422)
    by, seen = request.user.staff_member, form.cleaned_data["seen"]
    unless_mine(change_prescription, prescription=found, change=form.change(), by=by, seen=seen)
    return answer(request, found.stage.programme, Shown(rows=[found], at=f"row-{code}"))


@deed
def must_do(request: HttpRequest, code: UUID) -> HttpResponse:
    """Must do, or if the patient likes."""
    found = row_opened_by(request, code)
    wanted = request.POST.get("must_do") == "yes"
    set_must_do(prescription=found, must_do=wanted, by=request.user.staff_member)
    return answer(request, found.stage.programme, Shown(rows=[found], at=f"row-{code}"))


@deed
def side(request: HttpRequest, code: UUID) -> HttpResponse:
    """Which side: both together, each in turn, left, right, the affected one."""
    found = row_opened_by(request, code)
    wanted = request.POST.get("side", "")
    if wanted in DosedModel.Side.values:
        said = change_of(found)
        dose = replace(said.dose, side=wanted, each_way=said.dose.each_way and wanted == "each")
        change_prescription(
            prescription=found,
            change=replace(said, dose=dose, shorthand=""),
            by=request.user.staff_member,
            seen=fingerprint(found),
        )
    return answer(request, found.stage.programme, Shown(rows=[found], at=f"row-{code}"))


@deed
def swap(request: HttpRequest, code: UUID) -> HttpResponse:
    """Another exercise in its place: an easier or a harder neighbour."""
    found = row_opened_by(request, code)
    readable = Exercise.objects.readable_by(request.user)
    wanted = readable.filter(code=code_in(request.POST.get("exercise", ""))).first()
    if wanted is None:
        said = _("Nothing was swapped: choose an exercise of the library.")
        return answer(
            request, found.stage.programme, Shown(rows=[found], at=f"row-{code}", said=said)
        )
    was, by, seen = found.exercise.name, request.user.staff_member, request.POST.get("seen", "")
    before, tree = as_it_is(found), found.stage.programme
    swapped = unless_mine(swap_exercise, prescription=found, exercise=wanted, by=by, seen=seen)
    said = _("%(old)s is now %(new)s.") % {"old": was, "new": wanted}
    undo = way_back(request, tree, {str(code): (fingerprint(swapped), before)})
    return answer(request, tree, Shown(rows=[found], at=f"row-{code}", said=said, undo=undo))


def code_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@deed
def move(request: HttpRequest, code: UUID) -> HttpResponse:
    """One up or down, over the edge of a stage too; or to a place given as stage and position."""
    found = row_opened_by(request, code)
    tree, old = found.stage.programme, found.stage
    stages = list(tree.stages.current().order_by("position", "pk"))
    stage, position = place_for(request, found, stages)
    move_prescription(
        prescription=found, stage=stage, position=position, by=request.user.staff_member
    )
    return answer(request, tree, Shown(stages=[old, stage], at=f"row-{code}"))


def place_for(request: HttpRequest, row: Prescription, stages: list) -> tuple:
    """Stage and position (from 1) that were asked for; where the row stands if none was."""
    rows = list(row.stage.prescriptions.latest_versions().order_by("position", "pk"))
    at = next((n for n, one in enumerate(rows, start=1) if one.pk == row.pk), 1)
    own = next((n for n, one in enumerate(stages) if one.pk == row.stage_id), 0)
    to = request.POST.get("to", "")
    wanted = [one for one in stages if str(one.code) == request.POST.get("stage", "")]
    position = request.POST.get("position", "")
    if wanted and position.isascii() and position.isdigit() and len(position) < 5:
        return wanted[0], int(position)
    if to == UP and at == 1 and own > 0:
        return stages[own - 1], stages[own - 1].prescriptions.latest_versions().count() + 1
    if to == DOWN and at == len(rows) and own + 1 < len(stages):
        return stages[own + 1], 1
    return row.stage, at + {UP: -1, DOWN: 1}.get(to, 0)


@deed
def copy(request: HttpRequest, code: UUID) -> HttpResponse:
    """The same exercise once more, right under it, with the same dose."""
    found = row_opened_by(request, code)
    rows = found.stage.prescriptions.latest_versions().order_by("position", "pk")
    ids = list(rows.values_list("pk", flat=True))
    copied = add_prescription(
        stage=found.stage,
        exercise=found.exercise,
        by=request.user.staff_member,
        position=ids.index(found.pk) + 2 if found.pk in ids else None,
        change=change_of(found),
    )
    shown = Shown(stages=[found.stage], at=f"row-{copied.code}")
    return answer(request, found.stage.programme, shown)


@deed
def remove(request: HttpRequest, code: UUID) -> HttpResponse:
    found = row_opened_by(request, code)
    remove_prescription(prescription=found, by=request.user.staff_member)
    shown = Shown(
        stages=[found.stage],
        at=f"stage-{found.stage.code}",
        said=_("%(exercise)s removed.") % {"exercise": found.exercise},
        undo=reverse("build:row-restore", args=[code]),
    )
    return answer(request, found.stage.programme, shown)


@deed
def restore(request: HttpRequest, code: UUID) -> HttpResponse:
    found = row_opened_by(request, code)
    restore_prescription(prescription=found, by=request.user.staff_member)
    said = _("%(exercise)s is back.") % {"exercise": found.exercise}
    shown = Shown(stages=[found.stage], at=f"row-{code}", said=said)
    return answer(request, found.stage.programme, shown)
