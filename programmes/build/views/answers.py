"""How does the builder answer a write: what changed as fragments, or the page again?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from patients.access import physio_only, roles_of
from patients.models import User

from ...models import Prescription, Programme, Stage
from ..actions.locking import AlreadyChanged, TreeClosed
from ..actions.several import Before
from ..desk import Unfinished, desk_for
from ..forms.several import ManyForm
from ..forms.writing import ShelfForm
from ..shelf import Shelf, shelf_for
from ..timing import WeeksBegun, WeeksOutOfOrder

Left = Mapping[UUID, Unfinished]
T = TypeVar("T")


@dataclass(frozen=True)
class Shown:
    """What of the desk a write changed. `said` is told in a sentence, `undo` is an address."""

    rows: Iterable[Prescription] = ()
    stages: Iterable[Stage] = ()
    everything: bool = False
    at: str = ""
    said: str = ""
    is_warning: bool = False
    undo: str = ""
    left: Left = field(default_factory=dict)
    status: int = 200


def trees_of(user) -> QuerySet[Programme]:
    """What this physio may write in, and drafts that were closed meanwhile, to say so."""
    closed = Q(drafted_for__isnull=False, archived_on__isnull=False)
    own = Programme.objects.filter(closed, clinic=roles_of(user).clinic)
    editable = Programme.objects.editable_by(user)
    return Programme.objects.filter(Q(pk__in=editable.values("pk")) | Q(pk__in=own.values("pk")))


def tree_opened_by(request: HttpRequest, code: UUID) -> Programme:
    related = trees_of(request.user).select_related("drafted_for", "closed_by__user")
    return get_object_or_404(related, code=code)


def row_opened_by(request: HttpRequest, code: UUID) -> Prescription:
    rows = Prescription.objects.filter(stage__programme__in=trees_of(request.user))
    related = rows.select_related("exercise", "stage__programme__drafted_for")
    return get_object_or_404(related, code=code)


def stage_opened_by(request: HttpRequest, code: UUID) -> Stage:
    stages = Stage.objects.filter(programme__in=trees_of(request.user))
    return get_object_or_404(stages.select_related("programme__drafted_for"), code=code)


def deed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A write of the builder: by physios, posted. What others did meanwhile is shown."""

    @physio_only
    @require_POST
    @wraps(view)
    def done(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AlreadyChanged as meanwhile:
            return overtaken(request, meanwhile)
        except TreeClosed as closed:
            return was_closed(request, closed.tree)
        except (WeeksBegun, WeeksOutOfOrder) as refused:
            return refuse_weeks(request, str(refused.words), **kwargs)

    return done


def unless_mine(write: Callable[..., T], *, by, seen: str, **values) -> T:
    """Write over what was seen; one's own write of a moment ago is not somebody else's."""
    try:
        return write(by=by, seen=seen, **values)
    except AlreadyChanged as meanwhile:
        if meanwhile.was_removed or meanwhile.by != by:
            raise
        return write(by=by, **values)


WAY_BACK = "builder-way-back"


def way_back(request: HttpRequest, tree: Programme, before: Before) -> str:
    """Keep what was there before in the session, never in an address; gives where it is undone."""
    request.session[WAY_BACK] = {"programme": str(tree.code), "before": before}
    return reverse("build:back", args=[tree.code])


def left_behind(request: HttpRequest, tree: Programme) -> Before:
    kept = request.session.pop(WAY_BACK, {})
    return kept.get("before", {}) if kept.get("programme") == str(tree.code) else {}


def overtaken(request: HttpRequest, meanwhile: AlreadyChanged) -> HttpResponse:
    """409: what stands there now and who wrote it; what was typed is kept beside it."""
    latest = meanwhile.latest
    who = str(meanwhile.by or _("Somebody"))
    if isinstance(latest, Programme):
        said = _("A colleague changed this meanwhile. Look at it again.")
        if typed := request.POST.get("name"):
            said += " " + _("You had typed: %(typed)s") % {"typed": typed}
        return answer(request, latest, Shown(everything=True, said=said, status=409))
    tree = latest.programme if isinstance(latest, Stage) else latest.stage.programme
    if meanwhile.was_removed:
        said = _("%(who)s took this out meanwhile.") % {"who": who}
        return answer(request, tree, Shown(everything=True, said=said, status=409))
    left = {latest.code: Unfinished(typed=request.POST.dict(), who=who)}
    shown = Shown(rows=[latest], left=left, status=409, at=f"row-{latest.code}")
    if isinstance(latest, Stage):
        shown = Shown(everything=True, left=left, status=409, at=f"stage-{latest.code}")
    return answer(request, tree, shown)


def was_closed(request: HttpRequest, tree: Programme) -> HttpResponse:
    """The draft was published or thrown away: on to where its patient or the templates are."""
    typed = request.POST.get("dose_text", "")
    words = {"name": tree.name, "who": tree.closed_by or _("Somebody")}
    said = _("%(who)s closed “%(name)s” meanwhile. Nothing more was written in it.") % words
    if typed:
        said += " " + _("You had typed: %(typed)s") % {"typed": typed}
    messages.warning(request, said)
    to = reverse("build:template-list")
    if tree.drafted_for_id:
        to = reverse("review:patient", args=[tree.drafted_for.code])
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)


def refuse_weeks(request: HttpRequest, words: str, code: UUID) -> HttpResponse:
    stage = Stage.objects.filter(code=code).select_related("programme").first()
    tree = stage.programme if stage else tree_opened_by(request, code)
    return answer(request, tree, Shown(everything=True, said=words, is_warning=True, status=422))


def answer(request: HttpRequest, tree: Programme, shown: Shown) -> HttpResponse:
    """With htmx the pieces that changed and the meter; else the page, where it was."""
    if request.htmx:
        context = pieces(tree, request, shown) | {"shown": shown}
        return render(request, "build/_answer.html", context, status=shown.status)
    if shown.status == 200:
        if shown.said:
            undo = f"undo={shown.undo}" if shown.undo else ""
            messages.success(request, shown.said, extra_tags=undo)
        address = reverse("build:builder", args=[tree.code])
        return redirect(f"{address}#{shown.at}" if shown.at else address)
    if shown.said:
        messages.warning(request, shown.said)
    return page(request, tree, left=shown.left, status=shown.status)


def pieces(tree: Programme, request: HttpRequest, shown: Shown) -> dict:
    desk = desk_for(tree, request.user, shown.left)
    touched = {stage.pk for stage in shown.stages}
    lists = [one for one in desk.stages if one.stage.pk in touched]
    in_lists = {row.prescription.pk for one in lists for row in one.rows}
    rows = [row for p in shown.rows if (row := desk.row_of(p)) and p.pk not in in_lists]
    return {"desk": desk, "lists": lists, "rows": rows}


def page(
    request: HttpRequest, tree: Programme, *, left: Left | None = None, status: int = 200
) -> HttpResponse:
    """The whole builder, its library beside it."""
    context = {"desk": desk_for(tree, request.user, left), **library_beside(request, tree)}
    context["many"] = ManyForm()
    return render(request, "build/builder.html", context, status=status)


def library_beside(request: HttpRequest, tree: Programme) -> dict:
    """The search form, what it found, the stage that additions go to, and the typed dose."""
    form = ShelfForm(request.GET)
    shelf, dose_text = found_for(request.user, form)
    dose, error = form.dose_read_back(dose_text, next(iter(shelf.exercises), None))
    return {
        "form": form,
        "shelf": shelf,
        "dose_text": dose_text,
        "dose_said": dose,
        "dose_error": error,
        "add_to": request.GET.get("stage", ""),
        "tree": tree,
    }


def found_for(user: User, form: ShelfForm) -> tuple[Shelf, str]:
    """What the typed line finds, and its dose; also where the dose is misspelt."""
    by = roles_of(user).staff
    shelf = shelf_for(user, by, form.wanted)
    if shelf.count or not form.misspelt[0]:
        return shelf, form.dose_text
    words, dose_text = form.misspelt
    return shelf_for(user, by, form.wanted | {"q": words}), dose_text
