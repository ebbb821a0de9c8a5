"""What is on the editor's shelves, and what of it needs work?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ..forms.translating import other_languages
from ..models import Exercise, PublishedModel, TranslatedModel
from ..needs_work import is_stale_in, with_unwatched_videos
from .editor import EditorAdmin
from .filters import out_of_date

stock_index = admin.site.index


@dataclass(frozen=True)
class Work:
    """So many rows need this; the query shows them in the list."""

    number: int
    words: str
    query: str


def index(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    """Django's own first page, with numbers."""
    apps = admin.site.get_app_list(request)
    for shelf in (shelf for app in apps for shelf in app["models"]):
        shelf |= numbers_of(admin.site.get_model_admin(shelf["model"]), request)
    return stock_index(request, {"app_list": apps} | (extra_context or {}))


def numbers_of(shelf: admin.ModelAdmin, request: HttpRequest) -> dict:
    """How many rows there are and what they need; one query, and one more for videos."""
    if not isinstance(shelf, EditorAdmin):
        return {}
    rows = shelf.get_queryset(request).prefetch_related(None)
    work = work_in(rows) if shelf.has_change_permission(request) else ()
    return {"number": len(rows), "work": [needed for needed in work if needed.number]}


def work_in(rows: QuerySet) -> Iterator[Work]:
    if issubclass(rows.model, PublishedModel):
        drafts = sum(not row.is_published for row in rows)
        yield Work(drafts, "in draft", "status__exact=draft")
    if rows.model is Exercise:
        unwatched = with_unwatched_videos(rows).count()
        yield Work(unwatched, "with a video nobody has watched", "video=unwatched")
    if issubclass(rows.model, TranslatedModel):
        for language in other_languages():
            stale = sum(is_stale_in(language, row) for row in rows)
            yield Work(stale, f"with {out_of_date(language)}", f"stale={language}")


admin.site.index = index
