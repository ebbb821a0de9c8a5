"""The pages of the library, for staff, and what patients may read too."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from patients.access import demand, physio_only, roles_of, staff_only

from .drawing import KINDS, draw
from .forms.library import LibraryForm
from .models import Article, Exercise, ExercisePicture, Favourite
from .reading import nearest_first, read
from .search import library_for, with_everything

ON_ONE_PAGE = 60
LOOK_ONLY = "default-src 'none'; sandbox"
A_YEAR = "private, max-age=31536000, immutable"
# Asking who it is for happens in the query: drawings and pictures of the reader's own library.
signed_in = demand(lambda roles: True)
members_only = demand(lambda roles: roles.clinic is not None)


@staff_only
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    found = Paginator(library_for(request.user, form.wanted), ON_ONE_PAGE)
    page = found.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": f"{query.urlencode()}&" if query else ""}
    is_fragment = request.htmx and not request.htmx.history_restore_request
    template = "exercises/_results.html" if is_fragment else "exercises/exercise_list.html"
    return render(request, template, context)


@staff_only
@require_safe
def exercise(request: HttpRequest, code: UUID) -> HttpResponse:
    exercises = with_everything(Exercise.objects.readable_by(request.user), request.user)
    found = get_object_or_404(exercises, code=code)
    context = {
        "exercise": found,
        "may_edit": Exercise.objects.editable_by(request.user).filter(pk=found.pk).exists(),
        "is_favourite": found.stars.filter(by=roles_of(request.user).staff).exists(),
    }
    return render(request, "exercises/exercise.html", context)


@physio_only
@require_POST
def star(request: HttpRequest, code: UUID) -> HttpResponse:
    """Among the physio's own favourites from now on."""
    found = get_object_or_404(Exercise.objects.readable_by(request.user), code=code)
    Favourite.objects.get_or_create(by=roles_of(request.user).staff, exercise=found)
    return star_shown(request, found, is_favourite=True)


@physio_only
@require_POST
def unstar(request: HttpRequest, code: UUID) -> HttpResponse:
    found = get_object_or_404(Exercise.objects.known_to(request.user), code=code)
    Favourite.objects.filter(by=roles_of(request.user).staff, exercise=found).delete()
    return star_shown(request, found, is_favourite=False)


def star_shown(request: HttpRequest, exercise: Exercise, *, is_favourite: bool) -> HttpResponse:
    if not request.htmx:
        return redirect(exercise)
    context = {"exercise": exercise, "is_favourite": is_favourite}
    return render(request, "exercises/_star.html", context)


@members_only
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.readable_by(request.user).defer("body")
    patient = roles_of(request.user).followed
    if patient:
        articles = nearest_first(articles, patient)
    context = {"articles": articles, "base_template": base_for(request)}
    return render(request, "exercises/article_list.html", context)


@members_only
@require_safe
def article(request: HttpRequest, code: UUID) -> HttpResponse:
    found = get_object_or_404(Article.objects.readable_by(request.user), code=code)
    context = read(found, request.user) | {"base_template": base_for(request)}
    return render(request, "exercises/article.html", context)


def base_for(request: HttpRequest) -> str:
    """Staff read within their own navigation, patients and carers within theirs."""
    return "base_clinic.html" if roles_of(request.user).staff else "base_patient.html"


@signed_in
@require_safe
def figure(request: HttpRequest, key: str, code: UUID, kind: str) -> HttpResponse:
    """The drawing of an exercise; an address from before a change leads to the new one."""
    exercises = Exercise.objects.known_to(request.user)
    found = get_object_or_404(exercises.only("name", "pose", "figure_key"), code=code)
    if kind not in KINDS or not found.pose:
        raise Http404
    if key != found.figure_key:
        return redirect(found.figure_url(kind))
    drawing = HttpResponse(draw(found, kind), content_type="image/svg+xml")
    return closed_off(drawing, "default-src 'none'; style-src 'unsafe-inline'")


@signed_in
@require_safe
def picture(request: HttpRequest, code: UUID) -> HttpResponse:
    """A clinic's own picture; `?size=small` for cards and rows."""
    exercises = Exercise.objects.known_to(request.user)
    found = get_object_or_404(ExercisePicture, code=code, exercise__in=exercises)
    file = found.small if request.GET.get("size") == "small" and found.small else found.image
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return closed_off(FileResponse(opened, content_type="image/webp"), LOOK_ONLY)


def closed_off(response, policy: str):
    """A file that can do nothing but be looked at, kept by this browser alone."""
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = A_YEAR
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
