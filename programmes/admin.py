"""What does a clinic edit about its own work here? Only the replies it sends with one click."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from patients.access import roles_of

from .models import ReadyReply


@admin.register(ReadyReply)
class ReadyReplyAdmin(admin.ModelAdmin):
    """Editors and clinic admins, each for their own clinic."""

    list_display = ("text", "position")
    fields = ("text", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReadyReply]:
        return super().get_queryset(request).filter(clinic=roles_of(request.user).clinic)

    def save_model(self, request: HttpRequest, reply: ReadyReply, form, change: bool) -> None:
        if not change:
            reply.clinic = roles_of(request.user).clinic
        super().save_model(request, reply, form, change)

    def may_edit(self, request: HttpRequest) -> bool:
        roles = roles_of(request.user)
        return roles.is_editor or roles.is_clinic_admin

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_edit(request)

    def has_view_permission(self, request: HttpRequest, obj: ReadyReply | None = None) -> bool:
        return self.may_edit(request)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_edit(request)
