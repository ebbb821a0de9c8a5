"""Pictures and video links of an exercise, in order."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse

from .exercise import Exercise


def random_name(instance: "ExercisePicture", filename: str) -> str:
    return f"exercises/{uuid4().hex}.webp"


class ExercisePicture(models.Model):
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="pictures")
    image = models.ImageField(upload_to=random_name, max_length=200)
    # Filled from the cleaned upload; the field's own way of doing it reads the file again.
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    # The same picture at most 480 pixels wide, for rows and cards.
    small = models.ImageField(upload_to=random_name, blank=True, editable=False, max_length=200)
    alt = models.CharField(
        "what it shows", max_length=250, help_text="Read aloud to people who cannot see it."
    )
    credit = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return f"{reverse('exercises:picture', args=[self.code])}?v={self.version}"

    @property
    def small_url(self) -> str:
        return f"{self.get_absolute_url()}&size=small"

    @property
    def version(self) -> str:
        """Changes with the file, so that browsers may keep what they have."""
        return PurePosixPath(self.image.name).stem[:8]


class VideoLink(models.Model):
    class Host(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"
        VIMEO = "vimeo", "Vimeo"
        FILE = "file", "Video file (mp4)"

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="videos")
    host = models.CharField(max_length=8, choices=Host.choices, editable=False)
    # YouTube: the id. Vimeo: the number, or "number/hash" if unlisted. File: its address.
    video_id = models.CharField(max_length=300, editable=False)
    title = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=120, blank=True)
    transcript = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    start_s = models.PositiveIntegerField("starts at (seconds)", default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "host", "video_id"], name="video_once_per_exercise"
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_host_display()} {self.video_id}"

    @property
    def shown_title(self) -> str:
        return self.title.capitalize() if self.title else self.exercise.name

    @property
    def host_words(self) -> str:
        """Who learns that somebody watches."""
        if self.host == self.Host.FILE:
            return urlsplit(self.video_id).hostname or ""
        return self.get_host_display()

    @property
    def watch_url(self) -> str:
        """Where a person watches it on the host's own site."""
        if self.host == self.Host.YOUTUBE:
            start = f"&t={self.start_s}s" if self.start_s else ""
            return f"https://www.youtube.com/watch?v={self.video_id}{start}"
        start = f"#t={self.start_s}s" if self.start_s else ""
        if self.host == self.Host.VIMEO:
            return f"https://vimeo.com/{self.video_id}{start}"
        return self.video_id + start.removesuffix("s")

    @property
    def embed_url(self) -> str:
        """What is put into the page once the reader asks for it."""
        if self.host == self.Host.YOUTUBE:
            start = f"&start={self.start_s}" if self.start_s else ""
            return f"https://www.youtube-nocookie.com/embed/{self.video_id}?rel=0{start}"
        if self.host == self.Host.VIMEO:
            number, _, unlisted = self.video_id.partition("/")
            unlisted = f"&h={unlisted}" if unlisted else ""
            start = f"#t={self.start_s}s" if self.start_s else ""
            return f"https://player.vimeo.com/video/{number}?dnt=1{unlisted}{start}"
        return self.watch_url
