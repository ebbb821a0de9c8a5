"""What happens when a person's details change?"""

from django.db import transaction
from django.utils import timezone

from ..addresses import is_free, move_sign_in
from ..models import Patient, User


@transaction.atomic
def change_details(*, patient: Patient, old_email: str) -> None:
    """Save what the form has put on the patient, and let the sign-in follow.

    A corrected address may have been a stranger's: links mailed to it stop working, and a code
    is no longer sent there.
    """
    patient.save()
    user = patient.user
    if user and user.name != patient.name:
        user.name = patient.name
        user.save(update_fields=["name"])
    if patient.email.lower() == old_email.lower():
        return
    mailed = patient.invitations.open().filter(carer__isnull=True, mailed_at__isnull=False)
    mailed.update(withdrawn_at=timezone.now())
    if user:
        move_sign_in(user=user, email=patient.email)


@transaction.atomic
def change_own_details(*, user: User, name: str, time_zone: str = "", **wishes: str | bool) -> None:
    """The name everyone here sees, the clock a patient's plan follows, and how pages speak.

    `wishes` are language, text_size, wants_voice and wants_sounds.
    """
    user.name = name
    for wish, value in wishes.items():
        setattr(user, wish, value)
    user.save(update_fields=["name", *wishes])
    for person in filter(None, (getattr(user, "patient", None), getattr(user, "carer", None))):
        person.name = name
        person.save(update_fields=["name"])
    if time_zone:
        user.patient.time_zone = time_zone
        user.patient.save(update_fields=["time_zone"])


@transaction.atomic
def change_own_address(*, user: User, email: str) -> bool:
    """The person proved that this address is theirs. False when a sign-in has it by now."""
    if not is_free(email, for_user=user):
        return False
    move_sign_in(user=user, email=email)
    for person in filter(None, (getattr(user, "patient", None), getattr(user, "carer", None))):
        person.email = email
        person.save(update_fields=["email"])
    return True
