"""The builder: one page for a template or a draft, and what is done to several rows at once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from patients.access import patient_opened_by, physio_only

from ...models import Prescription, Programme
from ..actions.drafting import draft_for_patient, draft_template
from ..actions.editing import add_prescription, change_many, change_words, copy_dose
from ..forms.writing import AboutForm, AddForm, ManyForm, ShelfForm
from .answers import (
    Shown,
    answer,
    deed,
    found_for,
    library_beside,
    page,
    tree_opened_by,
    unless_mine,
    was_closed,
)


@physio_only
@require_safe
def builder(request: HttpRequest, code: UUID) -> HttpResponse:
    """The page; with htmx what was found in the library beside it."""
    tree = tree_opened_by(request, code)
    if not tree.is_editable:
        return was_closed(request, tree)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "build/_shelf.html", library_beside(request, tree))
    if tree.drafted_for:
        tree.drafted_for = patient_opened_by(request.user, tree.drafted_for.code)
    return page(request, tree)


@physio_only
@require_POST
def new_template(request: HttpRequest) -> HttpResponse:
    """A template of one's own, empty, in the builder."""
    draft = draft_template(by=request.user.staff_member, name=_("New template"))
    return redirect("build:builder", code=draft.code)


@physio_only
@require_POST
def new_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    """A programme for one patient from scratch, in the builder."""
    patient = patient_opened_by(request.user, code)
    name = _("Programme for %(name)s") % {"name": patient.first_name}
    draft = draft_for_patient(patient=patient, by=request.user.staff_member, name=name)
    return redirect("build:builder", code=draft.code)


@deed
def about(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name and promised minutes: those of them that were sent."""
    tree = tree_opened_by(request, code)
    form = AboutForm(request.POST)
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    words, seen = form.words(), form.cleaned_data.get("seen", "")
    by = request.user.staff_member
    if words:
        unless_mine(change_words, programme=tree, words=words, by=by, seen=seen)
    return answer(request, tree_opened_by(request, code), Shown(everything=True))


@deed
def add(request: HttpRequest, code: UUID) -> HttpResponse:
    """One exercise to the end of a stage."""
    tree = tree_opened_by(request, code)
    asked = request.POST if "exercise" in request.POST else first_found(request)
    form = AddForm(asked, tree=tree, user=request.user)
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    exercise, stage = form.cleaned_data["exercise"], form.cleaned_data["stage"]
    added = add_prescription(
        stage=stage, exercise=exercise, by=request.user.staff_member, change=form.change()
    )
    said = _("%(exercise)s added to %(stage)s") % {"exercise": exercise, "stage": stage}
    return answer(request, tree, Shown(stages=[stage], at=f"row-{added.code}", said=said))


def first_found(request: HttpRequest) -> dict[str, str]:
    """What Enter means where it came before the hits were shown: the first one, as it was typed."""
    shelf, dose_text = found_for(request.user, ShelfForm(request.POST))
    first = next(iter(shelf.exercises), None) if request.POST.get("q", "").strip() else None
    code = str(first.code) if first else ""
    return {"exercise": code, "stage": request.POST.get("stage", ""), "dose_text": dose_text}


def chosen_in(tree: Programme, form: ManyForm) -> list[Prescription]:
    rows = Prescription.objects.latest_versions().filter(stage__programme=tree)
    return list(rows.filter(code__in=form.cleaned_data["line"]).select_related("exercise", "stage"))


def many_form(request: HttpRequest, tree: Programme) -> ManyForm:
    form = ManyForm(request.POST)
    codes = Prescription.objects.filter(stage__programme=tree).values_list("code", flat=True)
    form.fields["line"].choices = [(str(code), "") for code in codes]
    return form


@deed
def many(request: HttpRequest, code: UUID) -> HttpResponse:
    """The same frequency, sets, side or kind for every chosen row."""
    tree = tree_opened_by(request, code)
    form = many_form(request, tree)
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    rows = chosen_in(tree, form)
    if not rows or not form.says_something:
        said = _("Choose rows, and say what they are to have in common.")
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    changed = change_many(prescriptions=rows, parts=form.parts(), by=request.user.staff_member)
    return answer(request, tree, Shown(rows=changed, said=how_many_changed(changed, rows)))


def how_many_changed(changed: list[Prescription], asked: list[Prescription]) -> str:
    said = ngettext(
        "%(number)s exercise changed.", "%(number)s exercises changed.", len(changed)
    ) % {"number": len(changed)}
    kept = len(asked) - len(changed)
    if kept:
        said += " " + ngettext(
            "%(number)s stayed as it was: it would make no sense there.",
            "%(number)s stayed as they were: it would make no sense there.",
            kept,
        ) % {"number": kept}
    return said


@deed
def copy_to_many(request: HttpRequest, code: UUID) -> HttpResponse:
    """The dose of one row to every chosen row."""
    tree = tree_opened_by(request, code)
    form = many_form(request, tree)
    form.is_valid()
    rows = chosen_in(tree, form) if "line" in form.cleaned_data else []
    current = Prescription.objects.latest_versions().filter(stage__programme=tree)
    source = (
        current.select_related("stage", "exercise")
        .filter(code=form.cleaned_data.get("dose_of"))
        .first()
    )
    targets = [row for row in rows if source and row.pk != source.pk]
    if not targets:
        said = _("Tick the exercises that are to get this dose first.")
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    changed = copy_dose(source=source, targets=targets, by=request.user.staff_member)
    return answer(request, tree, Shown(rows=changed, said=how_many_changed(changed, targets)))


def given_code(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
