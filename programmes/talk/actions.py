"""What is done in a thread: write, see what the other side wrote, and keep replies at hand."""

from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from exercises.uploads import CleanPicture
from patients.care import physios_of
from patients.languages import language_to
from patients.mail import send_soon
from patients.models import Clinic, Patient, User

from ..models import Message, MessagePicture, Prescription, ReadyReply
from ..thread import ready_replies


@transaction.atomic
def write(
    *,
    patient: Patient,
    by: User,
    from_clinic: bool,
    text: str,
    message_id: UUID,
    prescription: Prescription | None = None,
    picture: CleanPicture | None = None,
    site: str = "",
) -> Message | None:
    """Add a message, once however often it is sent; None when the id is somebody else's.

    The other side gets a mail that says only that there is a message.
    """
    message, is_new = Message.objects.get_or_create(
        message_id=message_id,
        defaults={
            "patient": patient,
            "author": by,
            "from_clinic": from_clinic,
            "text": text,
            "prescription": prescription,
        },
    )
    if message.patient_id != patient.pk or message.author_id != by.pk:
        return None
    if is_new:
        if picture:
            keep_picture(message, picture)
        if from_clinic:  # an answer shows that the question was read
            mark_seen(patient=patient, by=by, from_clinic=False)
        for reader in speakers_of(patient) if from_clinic else physios_of(patient):
            transaction.on_commit(partial(tell, reader, patient, site))
    return message


def take_back(*, message: Message, by: User) -> bool:
    """Its author takes it back, while the patient has not seen it. The row stays.

    False where it was seen, is somebody else's, or was taken back already.
    """
    own = Message.objects.standing().filter(pk=message.pk, author=by, from_clinic=True)
    return bool(own.filter(seen_at__isnull=True).update(taken_back_at=timezone.now()))


def keep_picture(message: Message, picture: CleanPicture) -> MessagePicture:
    return MessagePicture.objects.create(
        message=message,
        image=ContentFile(picture.full, name="picture.webp"),
        small=ContentFile(picture.small, name="small.webp"),
        width=picture.width,
        height=picture.height,
    )


def speakers_of(patient: Patient) -> list[User]:
    """The patient; of somebody without a sign-in the helpers who may write for them."""
    if patient.user:
        return [patient.user]
    carers = patient.carers.current().filter(may_write=True, user__isnull=False)
    return [carer.user for carer in carers.select_related("user")]


def mark_seen(*, patient: Patient, by: User, from_clinic: bool) -> None:
    """Everything that the clinic (or else the patient) wrote is seen from now on."""
    patient.messages.filter(from_clinic=from_clinic).mark_seen(by)


def tell(reader: User | None, patient: Patient, site: str) -> None:
    """Say in the reader's language that a message waits; not to somebody without an address."""
    if not reader or not reader.email:
        return
    own = patient.language if reader == patient.user else ""
    with translation.override(language_to(reader, own, patient.clinic.language)):
        send_soon(mail_to(reader.email, patient, site))


def mail_to(address: str, patient: Patient, site: str) -> EmailMultiAlternatives:
    """The mail, in the active language. Nothing of what was written stands in it."""
    context = {"clinic": patient.clinic, "address": site}
    mail = EmailMultiAlternatives(
        subject=_("You have a message"),
        body=render_to_string("email/message.txt", context),
        to=[address],
    )
    mail.attach_alternative(render_to_string("email/message.html", context), "text/html")
    return mail


@transaction.atomic
def make_replies_own(*, clinic: Clinic) -> None:
    """The usual replies become the clinic's, in the words of the reader's language; once."""
    Clinic.objects.select_for_update().only("pk").get(pk=clinic.pk)
    if clinic.ready_replies.exists():
        return
    usual = ready_replies(clinic)
    ReadyReply.objects.bulk_create(
        ReadyReply(clinic=clinic, text=text, position=place) for place, text in enumerate(usual)
    )


@transaction.atomic
def keep_reply(*, reply: ReadyReply) -> None:
    """A new one comes last. The first that a clinic writes does not push out the usual ones."""
    if reply.pk is None:
        make_replies_own(clinic=reply.clinic)
        reply.position = reply.clinic.ready_replies.count()
    reply.save()


@transaction.atomic
def move_reply_up(*, reply: ReadyReply) -> None:
    """Change places with the one before; the first stays where it is."""
    Clinic.objects.select_for_update().only("pk").get(pk=reply.clinic_id)
    rows = list(ReadyReply.objects.filter(clinic=reply.clinic_id))
    place = rows.index(reply)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows):
        row.position = position
    ReadyReply.objects.bulk_update(rows, ["position"])
