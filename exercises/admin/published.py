"""How does content go from draft to published, and what does it look like on the way?"""

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify

from patients.access import roles_of
from patients.models import Clinic

from ..models import PublishedModel
from .editor import EditorAdmin, edits, keeps_shared_library


class PublishedAdmin(EditorAdmin):
    """Drafts, publishing, and the clinic that a piece of content belongs to."""

    change_form_template = "admin/exercises/published_change_form.html"
    named_by = "name"
    preview_template = ""
    view_on_site = False

    def get_queryset(self, request):
        return (
            self.model.objects.in_library_of(roles_of(request.user).clinic)
            if not (request.user.is_superuser)
            else self.model.objects.all()
        )

    def has_change_permission(self, request, obj=None) -> bool:
        return edits(request) and (obj is None or obj.may_be_edited_by(request.user))

    def has_delete_permission(self, request, obj=None) -> bool:
        """Only what nobody can have met: a draft that was never published."""
        if obj is None:
            return edits(request)
        may = super().has_delete_permission(request, obj) and obj.published_at is None
        return may and obj.may_be_edited_by(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Shared or ours; only the keepers of the shared library are asked."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "clinic":
            own = roles_of(request.user).clinic
            field.queryset = Clinic.objects.filter(pk=own.pk) if own else Clinic.objects.all()
            field.label, field.empty_label = "Who sees it", "Every clinic (shared library)"
            field.help_text, field.initial = "", own.pk if own else None
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if issubclass(field.queryset.model, PublishedModel):
            field.queryset = field.queryset.in_library_of(roles_of(request.user).clinic)
        field.help_text = ""
        return field

    @admin.display(description="State", ordering="status")
    def state(self, obj: PublishedModel) -> str:
        return render_to_string("exercises/_state.html", {"content": obj})

    @admin.display(description="Where", ordering="clinic")
    def where(self, obj: PublishedModel) -> str:
        return str(obj.clinic) if obj.clinic else "Shared"

    @admin.display(description="Changed", ordering="changed_at")
    def changed(self, obj: PublishedModel) -> str:
        return date_format(obj.changed_at, "j M Y")

    def get_fieldsets(self, request, obj=None) -> list:
        where = ("Who sees it", {"classes": ["collapse"], "fields": ["clinic"]})
        return [*self.fieldsets, where] if keeps_shared_library(request) else [*self.fieldsets]

    def save_model(self, request, obj, form, change) -> None:
        if not change and not keeps_shared_library(request):
            obj.clinic = roles_of(request.user).clinic
        if not obj.slug or "clinic" in form.changed_data:
            obj.slug = free_slug(obj, getattr(obj, self.named_by))
        if "_publish" in request.POST:
            obj.publish()
        elif "_draft" in request.POST:
            obj.status = PublishedModel.Status.DRAFT
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        return self.after_saving(request, obj)

    def response_change(self, request, obj) -> HttpResponse:
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, obj: PublishedModel) -> HttpResponse:
        """To the published page, to the preview, or on with the work."""
        if "_preview" in request.POST:
            return redirect(self.address("preview", obj.pk))
        change = self.address("change", obj.pk)
        if obj.is_published:
            words = "“{}” is published. <a href='{}'>Go on editing</a>"
            messages.success(request, format_html(words, obj, change))
            return redirect(obj.get_absolute_url())
        messages.success(request, f"“{obj}” is kept as a draft. Patients do not see it yet.")
        return redirect(change)

    def address(self, deed: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{deed}", args=args)

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        guard = self.admin_site.admin_view
        return [
            path("live/", guard(self.live), name=f"{name}_live"),
            path("<int:pk>/preview/", guard(self.preview), name=f"{name}_preview"),
            path("<int:pk>/publish/", guard(self.publish_now), name=f"{name}_publish"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        obj = context.get("original")
        live = self.address("live") + (f"?of={obj.pk}" if obj else "")
        return super().render_change_form(
            request, context | {"live_address": live}, *args, **kwargs
        )

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The saved state as a patient sees it, published or not."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        obj = get_object_or_404(
            self.get_queryset(request) if edits(request) else self.nothing, pk=pk
        )
        context = self.as_patients_see_it(request, obj) | {
            "content": obj,
            "may_edit": self.has_change_permission(request, obj),
            "change_address": self.address("change", pk),
            "publish_address": self.address("publish", pk),
        }
        return render(request, self.preview_template, context)

    @property
    def nothing(self):
        return self.model.objects.none()

    def publish_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish from the preview."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        obj = get_object_or_404(self.model.objects.editable_by(request.user), pk=pk)
        obj.publish()
        obj.save(update_fields=["status", "published_at", "changed_at"])
        self.log_change(request, obj, "Published.")
        return self.after_saving(request, obj)

    def live(self, request: HttpRequest) -> HttpResponse:
        """What the form says right now, as a patient would see it; nothing is saved."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        wanted = request.GET.get("of", "")
        editable = self.model.objects.editable_by(request.user)
        obj = get_object_or_404(editable, pk=wanted) if wanted.isdigit() else None
        if obj is None and not self.has_add_permission(request):
            return HttpResponse(status=403)
        form = self.get_form(request, obj)(request.POST, instance=obj)
        form.is_valid()
        context = self.as_patients_see_it(request, form.instance) | {
            "is_live": True,
            "is_demo": False,
        }
        return render(request, self.preview_template, context)

    def as_patients_see_it(self, request: HttpRequest, obj: PublishedModel) -> dict:
        raise NotImplementedError


def free_slug(obj: PublishedModel, text: str) -> str:
    """A short name that nothing else in the same library has."""
    base = slugify(text)[:70] or "untitled"
    others = type(obj).objects.filter(Q(clinic=obj.clinic) if obj.clinic else Q(clinic=None))
    taken = set(others.exclude(pk=obj.pk).values_list("slug", flat=True))
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
