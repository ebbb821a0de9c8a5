"""What happens when a person agrees, or takes it back?"""

from django.db import transaction
from django.utils import timezone

from ..models import Consent, Patient, User


@transaction.atomic
def withdraw_consent(*, user: User, patient: Patient) -> None:
    """From now on the plan stays closed to this sign-in until they agree again.

    What was kept stays, as the clinic must keep it; nothing new is added by this person.
    """
    now = timezone.now()
    standing = Consent.objects.filter(patient=patient, given_by=user, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=now)
    user.withdrew_at = now
    user.save(update_fields=["withdrew_at"])


@transaction.atomic
def agree_again(*, user: User, patient: Patient, text: str) -> Consent:
    """Open the plan again; agreeing twice to the same words makes one row."""
    User.objects.select_for_update().get(pk=user.pk)
    user.withdrew_at = None
    user.save(update_fields=["withdrew_at"])
    standing = Consent.objects.filter(patient=patient, given_by=user, withdrawn_at__isnull=True)
    already = standing.filter(text=text).first()
    return already or Consent.objects.create(patient=patient, given_by=user, text=text)
