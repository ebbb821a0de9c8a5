"""What may an editor write: exercises, their pictures and videos, and articles?"""

from functools import partial

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from ..dosing.dose import Dose
from ..dosing.frequency import Frequency
from ..dosing.shorthand import Prescribed, ShorthandError, parse, to_shorthand
from ..models import Article, Exercise, ExercisePicture, VideoLink
from ..uploads import clean_picture
from ..video_links import Video, VideoLinkError, read_link
from .translating import TranslatedForm

WORDS_A_MINUTE = 180


class PictureFile(ContentFile):
    """A cleaned upload: the picture as WebP, its size, and a small one."""

    def __init__(self, upload) -> None:
        cleaned = clean_picture(upload)
        super().__init__(cleaned.full, name="picture.webp")
        self.small = ContentFile(cleaned.small, name="small.webp")
        self.width_px, self.height_px = cleaned.width, cleaned.height


class PictureInput(forms.FileInput):
    """Shows the picture that is there, through the view that checks who asks."""

    def render(self, name, value, attrs=None, renderer=None) -> str:
        picture = getattr(value, "instance", None)
        field = super().render(name, None, attrs, renderer)
        context = {"field": field, "picture": picture if picture and picture.pk else None}
        return render_to_string("exercises/_picture_input.html", context)


class PictureField(forms.FileField):
    """A real picture; its errors say what works."""

    widget = PictureInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic"})

    def to_python(self, data):
        upload = super().to_python(data)
        return PictureFile(upload) if upload else None


class PictureForm(forms.ModelForm):
    image = PictureField(
        label="Picture", help_text="JPEG, PNG, WebP or AVIF, up to 15 MB. It is made smaller here."
    )

    class Meta:
        model = ExercisePicture
        fields = ("image", "alt", "credit")

    def save(self, commit: bool = True) -> ExercisePicture:
        if "image" in self.changed_data:
            picture: PictureFile = self.cleaned_data["image"]
            old = ExercisePicture.objects.filter(pk=self.instance.pk).first()
            if old:
                forget_files(old)
            self.instance.small = picture.small
            self.instance.width, self.instance.height = picture.width_px, picture.height_px
        return super().save(commit)


def forget_files(picture: ExercisePicture) -> None:
    """Once it is certain that nothing points to them any more, the files go too."""
    storage: Storage = picture.image.storage
    for name in filter(None, (picture.image.name, picture.small.name)):
        transaction.on_commit(partial(storage.delete, name))


class VideoForm(forms.ModelForm):
    link = forms.CharField(
        label="Video link",
        max_length=300,
        help_text="Paste it from YouTube or Vimeo.",
        widget=forms.TextInput(attrs={"inputmode": "url", "class": "vTextField"}),
    )
    checked = forms.BooleanField(
        label="I have watched it: it is right and safe for patients", required=False
    )

    class Meta:
        model = VideoLink
        fields = ("link", "title", "channel", "checked", "transcript")

    editor = None  # the person who saves, for `checked_by`

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["link"] = self.instance.watch_url
            self.initial["checked"] = self.instance.checked_on is not None

    def clean_link(self) -> Video:
        try:
            return read_link(self.cleaned_data["link"], file_hosts=settings.VIDEO_FILE_HOSTS)
        except VideoLinkError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict:
        video = self.cleaned_data.get("link")
        if video:
            self.instance.host, self.instance.video_id = video.host, video.video_id
            self.instance.start_s = video.start_s
        return self.cleaned_data

    def save(self, commit: bool = True) -> VideoLink:
        if self.cleaned_data["checked"] and "checked" in self.changed_data:
            self.instance.checked_on = timezone.localdate()
            self.instance.checked_by = self.editor
        elif "checked" in self.changed_data or "link" in self.changed_data:
            # Another film, or no longer thought right: somebody has to look again.
            self.instance.checked_on = self.instance.checked_by = None
        return super().save(commit)


class VideoFormSet(CustomInlineFormSet):
    """The videos of one exercise, none of them twice."""

    def clean(self) -> None:
        super().clean()
        saved = VideoLink.objects.filter(exercise=self.instance.pk)
        owners = {(video.host, video.video_id): video.pk for video in saved}
        for form in self.forms:
            video = getattr(form, "cleaned_data", {}).get("link")
            if not video:
                continue
            if owners.setdefault((video.host, video.video_id), form) not in (
                form,
                form.instance.pk,
            ):
                form.add_error("link", "This video is here already.")


class ExerciseForm(TranslatedForm):
    dose_text = forms.CharField(
        label="Usual dose",
        required=False,
        max_length=200,
        help_text="Write it short: “3 x 12, 5 s hold, each side, 3x/week”. Empty: the physio says.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Exercise
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets choose)
        widgets = {"part": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "part" in self.fields:  # not where the form may only be read
            self.fields["part"].choices = Exercise.Part.choices
        exercise: Exercise = self.instance
        if exercise.pk and exercise.has_dose:
            self.initial["dose_text"] = to_shorthand(
                Prescribed(exercise.dose, exercise.frequency), **how_to_read(exercise)
            )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if "dose_text" in self.changed_data and "dose_text" in cleaned:
            self.read_dose(cleaned)
        if "_publish" in self.data and not cleaned.get("steps") and "steps" in cleaned:
            self.add_error("steps", "Write how it is done before you publish it.")
        return cleaned

    def read_dose(self, cleaned: dict) -> None:
        exercise = Exercise(
            part=cleaned.get("part", ""),
            laterality=cleaned.get("laterality") or self.instance.laterality,
        )
        try:
            read = parse(cleaned["dose_text"], **how_to_read(exercise))
        except ShorthandError as error:
            if cleaned["dose_text"]:
                self.add_error("dose_text", str(error))
                return
            read = Prescribed(Dose())
        self.instance.dose = read.dose
        self.instance.frequency = read.frequency or Frequency()


def how_to_read(exercise: Exercise) -> dict[str, str]:
    """What plain seconds are, and which side is meant where none is written."""
    one_sided = exercise.laterality == Exercise.Laterality.UNILATERAL
    return {
        "timed_as": "duration" if exercise.part == Exercise.Part.RELEASE else "hold",
        "side": "each" if one_sided else "both",
    }


class ArticleForm(TranslatedForm):
    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets choose)
        widgets = {"body": forms.Textarea(attrs={"rows": 24})}

    def save(self, commit: bool = True) -> Article:
        words = len(self.cleaned_data.get("body", self.instance.body).split())
        self.instance.reading_minutes = max(1, round(words / WORDS_A_MINUTE))
        return super().save(commit)
