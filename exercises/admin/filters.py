"""By what is a list of content narrowed: where it belongs, and what of it needs work?"""

from django.contrib import admin
from django.utils.translation import get_language_info

from ..forms.translating import other_languages
from ..needs_work import stale_in, with_unwatched_videos


class WhereFilter(admin.SimpleListFilter):
    title, parameter_name = "where", "where"

    def lookups(self, request, model_admin):
        return [("shared", "Shared library"), ("ours", "Our clinic only")]

    def queryset(self, request, queryset):
        if self.value() not in ("shared", "ours"):
            return queryset
        return queryset.filter(clinic__isnull=self.value() == "shared")


class RegionFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = "Not said"


class VideoFilter(admin.SimpleListFilter):
    title, parameter_name = "video", "video"

    def lookups(self, request, model_admin):
        return [("unwatched", "Nobody has watched it")]

    def queryset(self, request, queryset):
        return with_unwatched_videos(queryset) if self.value() == "unwatched" else queryset


class StaleFilter(admin.SimpleListFilter):
    title, parameter_name = "translation", "stale"

    def lookups(self, request, model_admin):
        return [(code, out_of_date(code)) for code in other_languages()]

    def queryset(self, request, queryset):
        if self.value() not in other_languages():
            return queryset
        return queryset.filter(pk__in=stale_in(self.value(), queryset))


def out_of_date(language: str) -> str:
    """Such as "German out of date"."""
    return f"{get_language_info(language)['name']} out of date"
