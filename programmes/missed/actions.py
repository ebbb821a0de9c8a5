"""What is written about missed days: why, taken back, the wish to stop, a clinic's own list."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from patients.models import Clinic, Patient, StaffMember, User

from ..models import Missed, MissedReason, StopWish
from ..reasons import Choice
from ..usual_reasons import USUAL


@transaction.atomic
def say_why(*, patient: Patient, on: date, choice: Choice | None, by: User) -> Missed:
    """Keep the reason (None: rather not said); an earlier answer stays, as replaced.

    The same answer sent twice is one.
    """
    Patient.objects.select_for_update().only("pk").get(pk=patient.pk)
    standing = Missed.objects.filter(patient=patient, on=on, replaced_at__isnull=True)
    kind, own = (choice.kind, choice.own) if choice else ("", None)
    same = standing.filter(kind=kind, reason=own).first()
    if same:
        return same
    standing.update(replaced_at=timezone.now())
    return Missed.objects.create(patient=patient, on=on, kind=kind, reason=own, by=by)


def take_back(*, patient: Patient, on: date) -> None:
    standing = Missed.objects.filter(patient=patient, on=on, replaced_at__isnull=True)
    standing.update(replaced_at=timezone.now())


@transaction.atomic
def wish_to_stop(*, patient: Patient, choice: Choice | None, note: str, by: User) -> StopWish:
    """Tell the physio; once, however often it is sent. No programme ends by itself."""
    Patient.objects.select_for_update().only("pk").get(pk=patient.pk)
    wish = patient.stop_wishes.open().first()
    if wish:
        return wish
    return StopWish.objects.create(
        patient=patient,
        kind=choice.kind if choice else "",
        reason=choice.own if choice else None,
        note=note,
        by=by,
    )


def take_wish_back(*, patient: Patient) -> int:
    return patient.stop_wishes.open().update(taken_back_at=timezone.now())


def answer_wish(*, patient: Patient, by: StaffMember) -> int:
    """The physio has spoken with the patient, or has ended the programme."""
    return patient.stop_wishes.open().update(answered_at=timezone.now(), answered_by=by)


@transaction.atomic
def make_list_own(*, clinic: Clinic) -> None:
    """The usual reasons become the clinic's, in the words of the reader's language; once."""
    Clinic.objects.select_for_update().only("pk").get(pk=clinic.pk)
    if clinic.missed_reasons.exists():
        return
    MissedReason.objects.bulk_create(
        MissedReason(
            clinic=clinic, kind=u.kind, words=str(u.words), help=str(u.help), position=place
        )
        for place, u in enumerate(USUAL, start=1)
    )


@transaction.atomic
def keep_reason(*, reason: MissedReason) -> None:
    """Save it; a new one stands last, after the usual ones if the clinic had no list yet."""
    if reason.pk is None:
        make_list_own(clinic=reason.clinic)
        reason.position = reason.clinic.missed_reasons.count() + 1
    reason.save()


@transaction.atomic
def move_up(*, reason: MissedReason) -> None:
    """Change places with the one before it."""
    rows = list(reason.clinic.missed_reasons.select_for_update())
    at = rows.index(reason)
    if at:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for place, row in enumerate(rows, start=1):
        row.position = place
    MissedReason.objects.bulk_update(rows, ["position"])
