"""What happens in the room: begin, the phone comes, an exercise is shown, marked, finished."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from patients.actions import invite
from patients.models import Patient, StaffMember

from ..cues import cues_for
from ..models import PersonalCue, Prescription, Rehearsal, Rehearsed
from .room import state_of


@transaction.atomic
def begin(*, patient: Patient, by: StaffMember) -> Rehearsal:
    """The rehearsal that goes on, else a new one; who never came in gets a link to scan."""
    Patient.objects.select_for_update().get(pk=patient.pk)
    if going_on := patient.rehearsals.going_on().first():
        return going_on
    patient.rehearsals.filter(finished_at__isnull=True).update(finished_at=timezone.now())
    if nobody_comes_in(patient):
        invite(patient=patient, by=by)
    return Rehearsal.objects.create(patient=patient, by=by)


def nobody_comes_in(patient: Patient) -> bool:
    """Neither the patient nor a carer has a sign-in, and there is no link to get one."""
    if patient.user_id or patient.carers.current().filter(user__isnull=False).exists():
        return False
    return not patient.invitations.open().filter(carer=None).exists()


def phone_came(*, rehearsal: Rehearsal) -> None:
    """The patient's phone is here. Said again it stays the first time."""
    waiting = Rehearsal.objects.going_on().filter(pk=rehearsal.pk, phone_at__isnull=True)
    waiting.update(phone_at=timezone.now())


def show(*, rehearsal: Rehearsal, prescription: Prescription) -> None:
    """Both screens show this exercise now."""
    Rehearsal.objects.filter(pk=rehearsal.pk).update(showing=prescription)


@transaction.atomic
def mark(
    *,
    rehearsal: Rehearsal,
    prescription: Prescription,
    marks: Mapping[str, bool],
    cue: str,
    by: StaffMember,
    seen: str = "",
) -> bool:
    """Keep how far one exercise came ({"shown": True, ...}), and the words that helped.

    A mark that was set keeps its instant. An earlier cue is kept; the newest holds. `seen` is
    the state that a save in passing was made from: one that arrives late, after something newer,
    changes nothing and gets False.
    """
    Rehearsal.objects.select_for_update().get(pk=rehearsal.pk)
    if seen and seen != state_now(rehearsal, prescription):
        return False
    row, _ = Rehearsed.objects.get_or_create(
        rehearsal=rehearsal,
        line=prescription.line,
        defaults={"prescription": prescription, "by": by},
    )
    for name, is_set in marks.items():
        before = getattr(row, f"{name}_at")
        setattr(row, f"{name}_at", (before or timezone.now()) if is_set else None)
    row.prescription, row.by = prescription, by
    row.save()
    keep_cue(patient=rehearsal.patient, prescription=prescription, text=cue, by=by)
    return True


def state_now(rehearsal: Rehearsal, prescription: Prescription) -> str:
    row = rehearsal.rehearsed.filter(line=prescription.line).first()
    cue = cues_for(rehearsal.patient_id).of(prescription)
    return state_of(row.marks if row else {}, cue.text if cue else "")


def keep_cue(*, patient: Patient, prescription: Prescription, text: str, by: StaffMember) -> None:
    """Add the words as the newest cue, unless they are what already holds."""
    holds = cues_for(patient.pk).of(prescription)
    if text == (holds.text if holds else ""):
        return
    PersonalCue.objects.create(
        patient=patient, prescription=prescription, line=prescription.line, text=text, by=by
    )


def finish(*, rehearsal: Rehearsal) -> None:
    """Both screens say that it is over. Said again it stays the first time."""
    going_on = Rehearsal.objects.filter(pk=rehearsal.pk, finished_at__isnull=True)
    going_on.update(finished_at=timezone.now())
