"""Editing exercises with their pictures and video links."""

from adminsortable2.admin import SortableAdminBase, SortableStackedInline
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format

from ..drawing import set_pose
from ..forms.editing import ExerciseForm, PictureForm, VideoForm, VideoFormSet, forget_files
from ..models import Exercise, ExercisePicture, VideoLink
from ..video_links import VideoLinkError, read_link
from .filters import RegionFilter, StaleFilter, VideoFilter, WhereFilter
from .published import PublishedAdmin
from .translated import TranslatedAdmin


class OneMore(SortableStackedInline):
    """Ordered by dragging; a new exercise begins with one empty place."""

    max_num = 30

    def get_formset(self, request, obj=None, **kwargs) -> type:
        """A form that claims two thousand pictures is not drawn that long."""
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)

    def get_extra(self, request, obj=None, **kwargs) -> int:
        return 0 if obj and getattr(obj, self.of_exercise).exists() else 1

    def has_view_permission(self, request, obj=None) -> bool:
        return True

    def has_change_permission(self, request, obj=None) -> bool:
        return obj is None or obj.may_be_edited_by(request.user)

    has_add_permission = has_delete_permission = has_change_permission


class PictureInline(OneMore):
    model, form = ExercisePicture, PictureForm
    verbose_name, verbose_name_plural = "picture", "Pictures"
    of_exercise = "pictures"
    fields = ("image", "alt", "credit")


class VideoInline(OneMore):
    model, form, formset = VideoLink, VideoForm, VideoFormSet
    verbose_name, verbose_name_plural = "video", "Videos"
    of_exercise = "videos"
    readonly_fields = ("watch",)
    said = ("What is said in it", {"classes": ["collapse"], "fields": ["transcript"]})

    def get_fieldsets(self, request, obj=None) -> list:
        watch = ["watch"] if obj else []
        fields = ["link", *watch, "title", "channel", "checked", "position"]
        return [(None, {"fields": fields}), self.said]

    # Shown in place of the form's fields to those who may only read.
    @admin.display(description="Video link")
    def link(self, video: VideoLink) -> str:
        return video.watch_url

    @admin.display(description="Checked")
    def checked(self, video: VideoLink) -> str:
        return date_format(video.checked_on, "j M Y") if video.checked_on else "Not yet"

    @admin.display(description="Preview")
    def watch(self, video: VideoLink) -> str:
        if not video.pk:
            return "Save to see it here."
        return render_to_string(
            "exercises/_videos.html", {"videos": [video], "is_staff_page": True}
        )


@admin.register(Exercise)
class ExerciseAdmin(TranslatedAdmin, SortableAdminBase, PublishedAdmin):
    form = ExerciseForm
    inlines = (PictureInline, VideoInline)
    preview_template = "exercises/preview.html"
    list_display = ("figure", "name", "part", "region", "state", "where", "changed")
    list_display_links = ("name",)
    list_filter = (
        "status",
        "part",
        VideoFilter,
        StaleFilter,
        WhereFilter,
        ("region", RegionFilter),
    )
    list_select_related = ("region", "clinic")
    search_fields = ("name",)
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ["name", "part", "steps"]}),
        (
            "More for the patient to read",
            {
                "classes": ["collapse"],
                "fields": ["cues", "common_mistakes", "cautions", "stop_if", "start_position",
                           "end_position", "variants"],
            },
        ),
        ("How much", {"classes": ["collapse"], "fields": ["dose_text"]}),
        (
            "How it is found",
            {
                "classes": ["collapse"],
                "fields": ["aliases", "region", "muscles_primary", "muscles_secondary",
                           "equipment", "optional_equipment", "position", "laterality",
                           "difficulty", "harder"],
            },
        ),
        (
            "What is known, and whose work it is",
            {"classes": ["collapse"], "fields": ["evidence_note", "sources", "credit", "licence"]},
        ),
    )  # fmt: skip

    # Shown in place of the form's field to those who may only read.
    @admin.display(description="Usual dose")
    def dose_text(self, exercise: Exercise) -> str:
        return exercise.dose_short

    @admin.display(description="Figure")
    def figure(self, exercise: Exercise) -> str:
        return render_to_string(
            "exercises/_figure.html", {"exercise": exercise, "kind": "end", "decorative": True}
        )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("pictures")

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term[:80]), False

    def save_formset(self, request, form, formset, change) -> None:
        for row in formset.forms:
            row.editor = request.user
        super().save_formset(request, form, formset, change)
        for gone in formset.deleted_objects:
            if isinstance(gone, ExercisePicture):
                forget_files(gone)

    def delete_model(self, request, obj) -> None:
        for picture in obj.pictures.all():
            forget_files(picture)
        super().delete_model(request, obj)

    def save_related(self, request, form, formsets, change) -> None:
        """The drawing shows the muscles and the tempo that the exercise has now."""
        super().save_related(request, form, formsets, change)
        exercise, before = form.instance, form.instance.figure_key
        muscles = exercise.muscles_primary.values_list("slug", flat=True)
        set_pose(exercise, exercise.pose, list(muscles))
        if exercise.figure_key != before:
            exercise.save(update_fields=["pose", "figure_key"])

    def as_patients_see_it(self, request: HttpRequest, obj: Exercise) -> dict:
        saved = obj.pk is not None
        live = posted_videos(request, obj) if request.method == "POST" else None
        return {
            "exercise": obj,
            "pictures": obj.pictures.all() if saved else [],
            "videos": live if live is not None else obj.videos.all(),
            "kit": obj.equipment.exclude(slug="none") if saved else [],
        }


def posted_videos(request: HttpRequest, exercise: Exercise) -> list[VideoLink]:
    """The videos that the form names at this moment, as far as their links can be read."""
    videos = []
    for name, link in request.POST.items():
        prefix = name.removesuffix("-link")
        if name.startswith("videos-") and name.endswith("-link") and link.strip():
            try:
                video = read_link(link, file_hosts=settings.VIDEO_FILE_HOSTS)
            except VideoLinkError:
                continue
            videos.append(
                VideoLink(
                    exercise=exercise,
                    host=video.host,
                    video_id=video.video_id,
                    start_s=video.start_s,
                    title=request.POST.get(f"{prefix}-title", ""),
                    channel=request.POST.get(f"{prefix}-channel", ""),
                )
            )
    return videos
