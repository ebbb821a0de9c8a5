"""Who may open the editor's pages, and what do all of them share?"""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple, ChoiceField
from django.http import Http404, HttpRequest

from patients.access import roles_of

from ..forms.rows import RowsField

admin.site.site_title = admin.site.site_header = "Library editor"
admin.site.index_title = "What would you like to change?"
admin.site.enable_nav_sidebar = False


def edits(request: HttpRequest) -> bool:
    """Whether this person edits content at all."""
    roles = roles_of(request.user)
    return request.user.is_superuser or roles.is_editor or roles.is_clinic_admin


def keeps_shared_library(request: HttpRequest) -> bool:
    clinic = roles_of(request.user).clinic
    return request.user.is_superuser or bool(edits(request) and clinic.keeps_shared_library)


def without_dashes(field: ChoiceField) -> list[tuple]:
    """The choices; where nothing is chosen yet, words say so."""
    words = "Choose one" if field.required else "Not said"
    return [(value, words if value == "" else said) for value, said in field.choices]


class EditorAdmin(admin.ModelAdmin):
    """Who may edit is said by roles, not by Django's table of permissions."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = ""
    formfield_overrides = {
        models.ManyToManyField: {"widget": CheckboxSelectMultiple, "form_class": RowsField}
    }

    def has_module_permission(self, request) -> bool:
        return edits(request)

    def has_view_permission(self, request, obj=None) -> bool:
        return edits(request)

    def has_add_permission(self, request) -> bool:
        return edits(request)

    def has_change_permission(self, request, obj=None) -> bool:
        return edits(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        return edits(request) and (obj is None or not obj.loaded_digest)

    def changelist_view(self, request, extra_context=None):
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def get_actions(self, request) -> dict:
        return {}

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Lists are kept on their own pages: no add and change signs beside each field."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(field, ChoiceField):
            field.choices = without_dashes(field)
        if hasattr(widget, "can_add_related"):
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return field
