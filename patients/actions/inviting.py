"""How does a person come in: add a patient or carer, invite, accept, withdraw."""

from datetime import date

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..addresses import make_user
from ..languages import language_of_invited
from ..mail import send_now
from ..models import Carer, Consent, Invitation, Patient, StaffMember, User


class InvitationClosed(Exception):
    """The invitation was used, withdrawn or has run out, or its person is no longer here."""


@transaction.atomic
def add_patient(
    *,
    by: StaffMember,
    name: str,
    email: str = "",
    time_zone: str = "",
    language: str = "",
    born_on: date | None = None,
) -> Patient:
    """A new patient on this physio's caseload. Their sign-in is made when they accept."""
    return Patient.objects.create(
        clinic=by.clinic,
        physio=by,
        name=name,
        email=email,
        born_on=born_on,
        time_zone=time_zone or by.clinic.time_zone,
        language=language,
    )


@transaction.atomic
def add_carer(
    *,
    by: StaffMember,
    patient: Patient,
    name: str,
    relation: str = "",
    email: str = "",
    may_tick: bool = True,
    may_read_log: bool = True,
    may_write: bool = False,
) -> Carer:
    """A carer with stated rights and an open invitation of their own."""
    carer = Carer.objects.create(
        patient=patient,
        name=name,
        relation=relation,
        email=email,
        may_tick=may_tick,
        may_read_log=may_read_log or may_tick or may_write,
        may_write=may_write,
    )
    invite(patient=patient, carer=carer, by=by)
    return carer


@transaction.atomic
def end_carer(*, carer: Carer) -> None:
    """From now on the carer sees nothing; a link not yet used stops working."""
    carer.ended_on = timezone.localdate()
    carer.save(update_fields=["ended_on"])
    carer.invitations.open().update(withdrawn_at=timezone.now())


def withdraw_own_link(*, patient: Patient) -> int:
    """Only the patient's helpers sign in: links of their own that are still open end."""
    own = patient.invitations.open().filter(carer__isnull=True)
    return own.update(withdrawn_at=timezone.now())


@transaction.atomic
def invite(*, patient: Patient, by: StaffMember, carer: Carer | None = None) -> Invitation:
    """A fresh invitation; open ones for the same person stop working."""
    lock_person(patient=patient, carer=carer)
    earlier = patient.invitations.open().filter(carer=carer)
    earlier.update(withdrawn_at=timezone.now())
    return Invitation.objects.create(patient=patient, carer=carer, created_by=by)


def mail_invitation(*, invitation: Invitation, link: str) -> bool:
    """Send the link; False when the mail server did not take it, and the QR code remains.

    Subject and text say nothing about health or the reason.
    """
    with translation.override(language_of_invited(invitation)):
        mail = invitation_mail(invitation, link)
    if not send_now(mail):
        return False
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=timezone.now())
    return True


def invitation_mail(invitation: Invitation, link: str) -> EmailMultiAlternatives:
    """The mail, in the active language."""
    clinic = invitation.patient.clinic
    context = {
        "subject": _("A link from %(clinic)s") % {"clinic": " ".join(clinic.name.split())},
        "clinic": clinic,
        "physio": invitation.created_by,
        "address": link,
        "action": _("Open the link"),
        "expires_at": invitation.expires_at,
    }
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string("email/invitation.txt", context),
        to=[invitation.person.email],
    )
    mail.attach_alternative(render_to_string("email/invitation.html", context), "text/html")
    return mail


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, consent_text: str, guardian: dict[str, str] | None = None
) -> User:
    """Bind the invitation to its person and return the user to sign in.

    `guardian` is the name and relation of somebody who agrees for a child.

    Raises InvitationClosed when it cannot be used. An address that already belongs to someone's
    sign-in stays with it: whoever holds this link gets a sign-in of their own and learns nothing
    about the other.
    """
    person = lock_person(patient=invitation.patient, carer=invitation.carer)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open or not person.is_here:
        raise InvitationClosed
    if person.user is None:
        person.user = make_user(name=person.name, email=person.email)
        person.save(update_fields=["user"])
    elif not person.user.is_active:
        raise InvitationClosed
    if person.user.withdrew_at is not None:
        person.user.withdrew_at = None
        person.user.save(update_fields=["withdrew_at"])
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    Consent.objects.create(
        patient=invitation.patient, given_by=person.user, text=consent_text, **(guardian or {})
    )
    return person.user


def lock_person(*, patient: Patient, carer: Carer | None) -> Patient | Carer:
    """The person's row as it is now; whoever invites or accepts at the same moment waits."""
    people = Carer.objects if carer else Patient.objects
    return people.select_for_update().get(pk=(carer or patient).pk)
