"""The pages of the library, for staff, and what patients may read too."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from patients.access import demand, staff_only

from .drawing import KINDS, draw
from .models import Exercise, ExercisePicture

LOOK_ONLY = "default-src 'none'; sandbox"
A_YEAR = "private, max-age=31536000, immutable"
# Asking who it is for happens in the query: drawings and pictures of the reader's own library.
signed_in = demand(lambda roles: True)
members_only = demand(lambda roles: roles.clinic is not None)


@staff_only
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    raise Http404


@staff_only
@require_safe
def exercise(request: HttpRequest, code: UUID) -> HttpResponse:
    raise Http404


@members_only
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    raise Http404


@members_only
@require_safe
def article(request: HttpRequest, code: UUID) -> HttpResponse:
    raise Http404


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
    return closed_off(FileResponse(file.open("rb"), content_type="image/webp"), LOOK_ONLY)


def closed_off(response, policy: str):
    """A file that can do nothing but be looked at, kept by this browser alone."""
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = A_YEAR
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
