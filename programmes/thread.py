"""What was said between a patient and the clinic, and what may be said next?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from patients.models import Clinic, Patient, User

from .models import Message, MessagePicture, Prescription, ReadyReply

NEWEST = 100
# Offered while the clinic has written none of its own.
USUAL_REPLIES = (
    _("Thank you, I have read this. Carry on as you are."),
    _("Please do less next time: one set fewer. Tell me how it goes."),
    _("Please leave this exercise out until we have spoken."),
    _("I will call you."),
)


@dataclass(frozen=True)
class Thread:
    patient: Patient
    messages: Sequence[Message]
    is_cut: bool  # there are older ones that are not shown

    @property
    def waits_for_clinic(self) -> bool:
        """The last word that stands is the patient's."""
        standing = [message for message in self.messages if message.taken_back_at is None]
        return bool(standing) and not standing[-1].from_clinic


def thread_for(patient: Patient, *, for_clinic: bool = True) -> Thread:
    """The newest messages, oldest first, in one query; to the patient only those that stand."""
    kept = patient.messages.all() if for_clinic else patient.messages.standing()
    wanted = kept.select_related("author", "picture", "prescription__exercise").defer(
        "prescription__exercise__pose"
    )
    newest = list(wanted.order_by("-sent_at", "-pk")[: NEWEST + 1])
    return Thread(patient, list(reversed(newest[:NEWEST])), len(newest) > NEWEST)


def askable(patient: Patient) -> Sequence[Prescription]:
    """Prescriptions of running programmes that a question may be pinned to, each exercise once."""
    today = patient.local_today()
    rows = (
        Prescription.objects.latest_versions()
        .filter(stage__programme__patient=patient, stage__programme__ended_on__isnull=True)
        .filter(stage__programme__start_on__lte=today + timedelta(days=7))
        .select_related("exercise")
        .defer("exercise__pose")
        .order_by("exercise__name", "stage__position")
    )
    by_exercise = {row.exercise_id: row for row in rows}
    return list(by_exercise.values())


def pictures_lately_by(author: User) -> int:
    """How many pictures this person has sent in the last 24 hours."""
    since = timezone.now() - timedelta(days=1)
    return MessagePicture.objects.filter(
        message__author=author, message__sent_at__gte=since
    ).count()


def ready_replies(clinic: Clinic) -> list[str]:
    own = list(ReadyReply.objects.filter(clinic=clinic).values_list("text", flat=True))
    return own or [gettext(reply) for reply in USUAL_REPLIES]
