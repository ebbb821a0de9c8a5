"""The builder: one page for a template or a draft, and what is done to several rows at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from patients.access import patient_opened_by, physio_only

from ...models import Prescription, Programme
from ..actions.drafting import adapt_for_patient, draft_for_patient, draft_template
from ..actions.editing import add_prescription, change_words
from ..actions.several import Changed, change_many, copy_dose, put_back
from ..default_names import programme_name
from ..forms.several import ManyForm
from ..forms.writing import AboutForm, AddForm, ShelfForm
from .answers import (
    Shown,
    answer,
    deed,
    found_for,
    left_behind,
    library_beside,
    page,
    tree_opened_by,
    was_closed,
    way_back,
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
    name = programme_name(patient)
    draft = draft_for_patient(patient=patient, by=request.user.staff_member, name=name)
    return redirect("build:builder", code=draft.code)


@physio_only
@require_POST
def adapted_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    """A template for one patient, in the builder: adapted before they see any of it."""
    patient = patient_opened_by(request.user, code)
    usable, chosen = Programme.objects.usable_by(request.user), request.POST.get("template", "")
    template = usable.filter(code=given_code(chosen)).first()
    if template is None:
        messages.warning(request, _("Choose a programme first."))
        return redirect("build:assign", code=patient.code)
    draft = adapt_for_patient(patient=patient, by=request.user.staff_member, template=template)
    return redirect("build:builder", code=draft.code)


@deed
def about(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name and promised minutes: those of them that were sent."""
    tree = tree_opened_by(request, code)
    form = AboutForm(request.POST)
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return answer(request, tree, Shown(said=said, is_warning=True, status=422))
    words, was = form.words(), form.was()
    if words:
        change_words(programme=tree, words=words, by=request.user.staff_member, was=was)
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
    return list(rows.filter(code__in=form.ticked).select_related("exercise", "stage"))


def many_form(request: HttpRequest, tree: Programme) -> ManyForm:
    codes = Prescription.objects.filter(stage__programme=tree).values_list("code", flat=True)
    return ManyForm(request.POST, codes=codes)


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
    by, seen = request.user.staff_member, form.seen_of(rows)
    changed = change_many(prescriptions=rows, parts=form.parts(), by=by, seen=seen)
    return answer_changed(request, tree, changed, len(rows))


def answer_changed(
    request: HttpRequest, tree: Programme, changed: Changed, asked: int
) -> HttpResponse:
    """What took it, what stayed, what a colleague had changed; and a way back."""
    said = how_many_changed(len(changed.rows), asked - len(changed.overtaken))
    for row in changed.overtaken:
        words = {"who": row.changed_by or _("Somebody"), "exercise": row.exercise}
        said += " " + _("%(exercise)s was left alone: %(who)s changed it meanwhile.") % words
    undo = way_back(request, tree, changed.before) if changed.rows else ""
    shown = Shown(rows=[*changed.rows, *changed.overtaken], said=said, undo=undo)
    return answer(request, tree, shown)


def how_many_changed(changed: int, asked: int) -> str:
    said = ngettext("%(number)s exercise changed.", "%(number)s exercises changed.", changed) % {
        "number": changed
    }
    kept = asked - changed
    if kept:
        said += " " + ngettext(
            "%(number)s stayed as it was: it would make no sense there.",
            "%(number)s stayed as they were: it would make no sense there.",
            kept,
        ) % {"number": kept}
    return said


@deed
def back(request: HttpRequest, code: UUID) -> HttpResponse:
    """What the last such deed changed says again what it said, where nobody wrote since."""
    tree = tree_opened_by(request, code)
    before = left_behind(request, tree)
    rows = put_back(programme=tree, before=before, by=request.user.staff_member)
    said = ngettext("%(number)s exercise put back.", "%(number)s exercises put back.", len(rows))
    return answer(request, tree, Shown(rows=rows, said=said % {"number": len(rows)}))


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
    by, seen = request.user.staff_member, form.seen_of(targets)
    changed = copy_dose(source=source, targets=targets, by=by, seen=seen)
    return answer_changed(request, tree, changed, len(targets))


def given_code(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
