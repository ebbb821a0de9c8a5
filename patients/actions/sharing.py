"""What is done about who looks after a patient: offer, accept, decline, withdraw, share."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import AccessRecord, CoPhysio, Handover, Patient, StaffMember


class HandoverClosed(Exception):
    """The offer was answered or withdrawn meanwhile."""


class AlreadyOffered(Exception):
    """The patient is offered to somebody, and that offer is still open."""


@transaction.atomic
def offer(*, patient: Patient, by: StaffMember, to: StaffMember, note: str = "") -> Handover:
    """Offer a patient to a colleague; until it is accepted nothing changes.

    The same offer sent twice is one. Raises AlreadyOffered while another one is open.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    if open_one := patient.handovers.open().first():
        if (open_one.from_staff_id, open_one.to_staff_id) == (by.pk, to.pk):
            return open_one
        raise AlreadyOffered
    record_care(patient=patient, by=by, colleague=to, detail="offered")
    return Handover.objects.create(patient=patient, from_staff=by, to_staff=to, note=note)


@transaction.atomic
def accept(*, handover: Handover, by: StaffMember) -> None:
    """From now on the patient is the colleague's. Raises HandoverClosed when it is too late."""
    patient = Patient.objects.select_for_update().get(pk=handover.patient_id)
    close(handover, answered_at=timezone.now(), accepted=True)
    patient.physio = by
    patient.save(update_fields=["physio"])
    end_shares(patient=patient, staff=by)
    record_care(patient=patient, by=by, colleague=by, detail="accepted")


@transaction.atomic
def decline(*, handover: Handover, by: StaffMember, answer: str = "") -> None:
    """The giver keeps the patient and sees why, if a word was given."""
    close(handover, answered_at=timezone.now(), accepted=False, answer=answer)
    record_care(patient=handover.patient, by=by, colleague=by, detail="declined")


@transaction.atomic
def withdraw(*, handover: Handover, by: StaffMember) -> None:
    close(handover, withdrawn_at=timezone.now())
    record_care(patient=handover.patient, by=by, colleague=handover.to_staff, detail="withdrawn")


def close(handover: Handover, **answer: object) -> None:
    """One answer counts: the first. Raises HandoverClosed for a later one."""
    if not Handover.objects.open().filter(pk=handover.pk).update(**answer):
        raise HandoverClosed


@transaction.atomic
def hand_over_all(*, giver: StaffMember, to: StaffMember, by: StaffMember) -> int:
    """All current patients of somebody who leaves, at once; open offers fall away. How many?"""
    patients = list(giver.caseload.current().select_for_update())
    now = timezone.now()
    for patient in patients:
        record_care(patient=patient, by=by, colleague=to, detail="handed over by the clinic")
    Handover.objects.open().filter(patient__in=patients).update(withdrawn_at=now)
    Handover.objects.open().filter(to_staff=giver).update(withdrawn_at=now)
    Patient.objects.filter(pk__in=[patient.pk for patient in patients]).update(physio=to)
    end_shares(patient__in=patients, staff=to)
    return len(patients)


@transaction.atomic
def share(
    *,
    patient: Patient,
    staff: StaffMember,
    from_day: date,
    to_day: date | None,
    by: StaffMember,
) -> CoPhysio:
    """Share the care with a colleague. Days that overlap what is there change that instead."""
    Patient.objects.select_for_update().get(pk=patient.pk)
    open_ended = Q(to_day__isnull=True) | Q(to_day__gte=from_day)
    standing = patient.co_physios.filter(open_ended, staff=staff).first()
    shared = standing or CoPhysio(patient=patient, staff=staff, from_day=from_day, by=by)
    shared.from_day, shared.to_day = min(shared.from_day, from_day), to_day
    shared.save()
    record_care(patient=patient, by=by, colleague=staff, detail="shares the care")
    return shared


@transaction.atomic
def end_share(*, shared: CoPhysio, by: StaffMember) -> None:
    """Over from today on; one that has not begun leaves no trace but the record."""
    end_shares(pk=shared.pk)
    record_care(patient=shared.patient, by=by, colleague=shared.staff, detail="shares no longer")


def end_shares(**which: object) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    running = CoPhysio.objects.filter(Q(to_day__isnull=True) | Q(to_day__gt=yesterday), **which)
    running.filter(from_day__gt=yesterday).delete()
    running.update(to_day=Greatest(F("from_day"), yesterday))


def record_care(*, patient: Patient, by: StaffMember, colleague: StaffMember, detail: str) -> None:
    AccessRecord.objects.create(
        user=by.user,
        clinic=patient.clinic,
        what=AccessRecord.What.CARE,
        patient=patient,
        staff_member=colleague,
        detail=detail,
    )
