"""Editing articles."""

from django.contrib import admin
from django.http import HttpRequest

from ..forms.editing import ArticleForm
from ..models import Article
from ..reading import read
from .filters import StaleFilter, WhereFilter
from .published import PublishedAdmin
from .translated import TranslatedAdmin


@admin.register(Article)
class ArticleAdmin(TranslatedAdmin, PublishedAdmin):
    form = ArticleForm
    named_by = "title"
    preview_template = "exercises/article_preview.html"
    list_display = ("title", "state", "where", "changed")
    list_filter = ("status", WhereFilter, StaleFilter)
    list_select_related = ("clinic",)
    search_fields = ("title", "summary")
    fieldsets = (
        (None, {"fields": ["title", "summary", "body"]}),
        (
            "Sources, exercises and place",
            {"classes": ["collapse"], "fields": ["sources", "exercises", "position"]},
        ),
    )

    def as_patients_see_it(self, request: HttpRequest, obj: Article) -> dict:
        return read(obj, request.user)
