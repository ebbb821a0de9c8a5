"""What is done about people: add a patient, invite, accept, withdraw."""

from datetime import date

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .models import Carer, Consent, Invitation, Patient, StaffMember, User


class InvitationClosed(Exception):
    """The invitation was used, withdrawn or has run out."""


@transaction.atomic
def add_patient(
    *, by: StaffMember, name: str, email: str = "", time_zone: str = "", born_on: date | None = None
) -> Patient:
    """A new patient on this physio's caseload. Their sign-in is made when they accept."""
    return Patient.objects.create(
        clinic=by.clinic,
        physio=by,
        name=name,
        email=email,
        born_on=born_on,
        time_zone=time_zone or by.clinic.time_zone,
    )


@transaction.atomic
def invite(*, patient: Patient, by: StaffMember, carer: Carer | None = None) -> Invitation:
    """A fresh invitation; open ones for the same person stop working."""
    earlier = patient.invitations.open().filter(carer=carer)
    earlier.update(withdrawn_at=timezone.now())
    return Invitation.objects.create(patient=patient, carer=carer, created_by=by)


def mail_invitation(*, invitation: Invitation, link: str) -> None:
    """Send the link. Subject and text say nothing about health or the reason."""
    person = invitation.carer or invitation.patient
    clinic = invitation.patient.clinic
    context = {"clinic": clinic, "person": person, "link": link, "expires": invitation.expires_at}
    mail = EmailMultiAlternatives(
        subject=f"A link from {clinic.name}",
        body=render_to_string("email/invitation.txt", context),
        to=[person.email],
    )
    mail.attach_alternative(render_to_string("email/invitation.html", context), "text/html")
    mail.send()
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=timezone.now())


@transaction.atomic
def accept_invitation(*, invitation: Invitation, consent_text: str) -> User:
    """Bind the invitation to its person and return the user to sign in.

    Raises InvitationClosed when it was used, withdrawn or has run out. An address that already
    belongs to someone else's sign-in stays with it: whoever holds this link gets a sign-in of
    their own and learns nothing about the other.
    """
    mine = Invitation.objects.select_for_update().select_related("patient", "carer")
    invitation = mine.get(pk=invitation.pk)
    if not invitation.is_open:
        raise InvitationClosed
    person = invitation.carer or invitation.patient
    if person.user is None:
        person.user = User.objects.create_user(free_email(person.email), name=person.name)
        person.save(update_fields=["user"])
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    Consent.objects.create(
        patient=invitation.patient, given_by=person.user, text=consent_text
    )
    return person.user


def free_email(email: str) -> str | None:
    """The address if no sign-in has it yet."""
    email = email.lower()
    return None if not email or User.objects.filter(email__iexact=email).exists() else email
