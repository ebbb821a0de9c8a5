"""What does a physio do with programmes: assign, revise, pause, end."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from patients.models import Patient, StaffMember

from ..models import Completion, Pause, Prescription, Programme, Stage


@transaction.atomic
def assign(
    *, template: Programme, patient: Patient, start_on: date, by: StaffMember
) -> Programme:
    """Give the patient a copy of the template. Later edits of the template never reach it."""
    programme = Programme.objects.get(pk=template.pk)
    programme.pk = None
    programme.code = uuid4()
    programme.slug = programme.loaded_digest = ""
    programme.template = template
    programme.clinic = patient.clinic
    programme.patient = patient
    programme.physio = by
    programme.start_on = start_on
    programme._state.adding = True
    programme.save()
    programme.sources.set(template.sources.all())
    copy_stages(template, programme, by=by)
    return programme


def copy_stages(template: Programme, programme: Programme, *, by: StaffMember) -> None:
    for stage in template.stages.prefetch_related("prescriptions"):
        copied = list(stage.prescriptions.all())
        stage.pk, stage.code, stage.programme = None, uuid4(), programme
        stage._state.adding = True
        stage.save()
        Prescription.objects.bulk_create(
            [fresh_copy(prescription, stage, by) for prescription in copied]
        )


def fresh_copy(prescription: Prescription, stage: Stage, by: StaffMember) -> Prescription:
    prescription.pk = None
    prescription.code, prescription.line = uuid4(), uuid4()
    prescription.stage, prescription.changed_by = stage, by
    prescription._state.adding = True
    return prescription


@dataclass(frozen=True)
class Change:
    """What a prescription is to be from now on."""

    dose: Dose
    frequency: Frequency
    must_do: bool = True
    note: str = ""
    shorthand: str = ""


class AlreadyRevised(Exception):
    """Somebody ended this version meanwhile; the newer one is to be looked at first."""


@transaction.atomic
def revise(
    *, prescription: Prescription, change: Change, reason: str, by: StaffMember
) -> Prescription:
    """Change a prescription from today on; one that was worked to is ended and succeeded.

    If today's is already ticked, the new version begins tomorrow. Raises AlreadyRevised when
    the version is no longer the latest.
    """
    current = Prescription.objects.select_for_update().get(pk=prescription.pk)
    if current.ended_on is not None:
        raise AlreadyRevised
    if not current.completions.exists():
        apply(change, current, reason, by)
        current.save()
        return current
    first_day = first_free_day(current)
    Prescription.objects.filter(pk=current.pk).update(ended_on=first_day)
    successor = Prescription(
        stage=current.stage,
        exercise=current.exercise,
        position=current.position,
        line=current.line,
        succeeds=current,
        active_from=first_day,
    )
    apply(change, successor, reason, by)
    successor.save()
    return successor


def apply(change: Change, to: Prescription, reason: str, by: StaffMember) -> None:
    to.dose, to.frequency = change.dose, change.frequency
    to.must_do, to.note, to.shorthand = change.must_do, change.note, change.shorthand
    to.change_reason, to.changed_by = reason, by


def first_free_day(prescription: Prescription) -> date:
    """Today on the patient's clock, or tomorrow when today already has a tick."""
    today = prescription.stage.programme.patient.local_today()
    ticks = Completion.objects.standing().filter(prescription__line=prescription.line)
    has_tick_today = ticks.filter(on=today).exists()
    begun = prescription.active_from or today
    return max(today + timedelta(days=1) if has_tick_today else today, begun)


@transaction.atomic
def pause(*, programme: Programme, from_day: date, reason: str, by: StaffMember) -> Pause:
    """Stop the count from a day on, until it is resumed. A running pause is returned as it is."""
    running = programme.pauses.filter(to_day__isnull=True).first()
    return running or Pause.objects.create(
        programme=programme, from_day=from_day, reason=reason, by=by
    )


@transaction.atomic
def resume(*, programme: Programme, on: date) -> None:
    """Count again from this day on. A pause that began today leaves no trace."""
    running = programme.pauses.select_for_update().filter(to_day__isnull=True)
    running.filter(from_day__gte=on).delete()
    running.update(to_day=on - timedelta(days=1))


@transaction.atomic
def end(*, programme: Programme, on: date, reason: str) -> None:
    """The last day is `on`; the log stays."""
    programme.ended_on = max(on, programme.start_on)
    programme.end_reason = reason
    programme.save(update_fields=["ended_on", "end_reason"])
