"""The lists that exercises choose from, sources and warning signs."""

from django.contrib import admin

from ..forms.translating import TranslatedForm
from ..models import Equipment, Muscle, RedFlag, Region, Source
from .editor import EditorAdmin, keeps_shared_library
from .filters import StaleFilter
from .translated import TranslatedAdmin


class SharedListAdmin(EditorAdmin):
    """Lists that every clinic uses: changed by the keepers of the shared library alone."""

    def has_add_permission(self, request) -> bool:
        return keeps_shared_library(request)

    def has_change_permission(self, request, obj=None) -> bool:
        return keeps_shared_library(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        return keeps_shared_library(request) and super().has_delete_permission(request, obj)


class NamedAdmin(TranslatedAdmin, SharedListAdmin):
    form = TranslatedForm
    search_fields = ("name",)
    list_filter = (StaleFilter,)
    prepopulated_fields = {"slug": ("name",)}

    def get_fields(self, request, obj=None) -> list[str]:
        """The name first; its short form for addresses last."""
        fields = [*super().get_fields(request, obj)]
        return sorted(fields, key=lambda name: (name == "slug", name != "name"))

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(Region)
class RegionAdmin(NamedAdmin):
    list_display = ("name", "position")


@admin.register(Muscle)
class MuscleAdmin(NamedAdmin):
    list_display = ("name", "plain_name", "region")
    list_select_related = ("region",)
    search_fields = ("name", "plain_name")


@admin.register(Equipment)
class EquipmentAdmin(NamedAdmin):
    list_display = ("name", "maker", "price_note", "note")


@admin.register(Source)
class SourceAdmin(SharedListAdmin):
    list_display = ("key", "citation", "check_note")
    search_fields = ("key", "citation")


@admin.register(RedFlag)
class RedFlagAdmin(TranslatedAdmin, SharedListAdmin):
    form = TranslatedForm
    list_display = ("text", "level", "position")
    list_filter = (StaleFilter,)
