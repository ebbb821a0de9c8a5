"""What patient and clinic say to each other: one thread per patient."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from patients.models import Clinic, Patient, User

from .plan import Prescription

LONGEST_MESSAGE = 2000


class MessageQuerySet(models.QuerySet["Message"]):
    def standing(self) -> "MessageQuerySet":
        """Without what the clinic took back before it was seen; the row stays."""
        return self.filter(taken_back_at__isnull=True)

    def unseen_by_clinic(self) -> "MessageQuerySet":
        return self.filter(from_clinic=False, seen_at__isnull=True)

    def unseen_by_patient(self) -> "MessageQuerySet":
        return self.standing().filter(from_clinic=True, seen_at__isnull=True)

    def mark_seen(self, by: User) -> int:
        """From now on, by this person; what was seen before keeps who and when."""
        unseen = self.standing().filter(seen_at__isnull=True)
        return unseen.update(seen_at=timezone.now(), seen_by=by)


class Message(models.Model):
    # Made where the message was written, so that the same one sent twice is known as one.
    message_id = models.UUIDField(unique=True, default=uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_clinic = models.BooleanField()
    prescription = models.ForeignKey(
        Prescription, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    text = models.TextField(max_length=LONGEST_MESSAGE)
    sent_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)  # by its author, before it was seen

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["patient", "sent_at"])]

    def __str__(self) -> str:
        return f"Message {self.message_id}"


def picture_name(instance: "MessagePicture", filename: str) -> str:
    return f"messages/{uuid4().hex}.webp"


class MessagePicture(models.Model):
    """The one picture of a message, made anew from the upload: pixels and nothing else."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="picture")
    image = models.FileField(upload_to=picture_name, max_length=200)
    small = models.FileField(upload_to=picture_name, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"Picture {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("talk:picture", args=[self.code])

    @property
    def small_url(self) -> str:
        return f"{self.get_absolute_url()}?size=small"


class ReadyReply(models.Model):
    """An answer that a physio sends with one click. The clinic writes its own."""

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="ready_replies")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "ready replies"

    def __str__(self) -> str:
        return self.text
