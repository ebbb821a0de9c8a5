"""Programmes, prescriptions and ticks for tests: what a person was given, and what they did."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import Exercise
from exercises.tests.library import an_exercise
from patients.models import Patient
from programmes.models import Completion, Prescription, Programme, Session, Stage

BRIDGE = Dose(sets=3, reps=12, hold_s=2)


def a_programme(
    patient: Patient | None,
    start_on: date | None = None,
    *,
    stages: tuple[tuple[int, int], ...] = ((1, 12),),
    **fields,
) -> Programme:
    """A programme with empty stages, each given as (from_week, to_week).

    It begins today unless told otherwise. With `patient=None` it is a template.
    """
    if patient is not None:
        fields = {"clinic": patient.clinic, "physio": patient.physio} | fields
        start_on = start_on or patient.local_today()
    fields = {"name": "Runner's glute plan", "goal": "Run without tightness"} | fields
    programme = Programme.objects.create(patient=patient, start_on=start_on, **fields)
    for position, (first, last) in enumerate(stages, start=1):
        Stage.objects.create(
            programme=programme,
            position=position,
            name=f"Stage {position}",
            aim="Wake the muscles up",
            from_week=first,
            to_week=last,
        )
    return programme


def a_prescription(
    of: Programme | Stage,
    exercise: Exercise | str = "Glute bridge",
    *,
    dose: Dose = BRIDGE,
    frequency: Frequency | None = None,
    **fields,
) -> Prescription:
    """One exercise of a stage (of a programme: its first), daily unless told otherwise.

    A name stands for an exercise of the shared library, made if it is not there yet.
    """
    stage = of.stages.order_by("position")[0] if isinstance(of, Programme) else of
    if isinstance(exercise, str):
        exercise = Exercise.objects.filter(name=exercise).first() or an_exercise(exercise)
    prescription = Prescription(stage=stage, exercise=exercise, **fields)
    if "position" not in fields:
        prescription.position = stage.prescriptions.count() + 1
    prescription.dose, prescription.frequency = dose, frequency or Frequency()
    prescription.save()
    return prescription


def succeeded(prescription: Prescription, *, on: date, **changes) -> Prescription:
    """The next version of a prescription, in force from that day; the old one is ended."""
    old_pk = prescription.pk
    Prescription.objects.filter(pk=old_pk).update(ended_on=on)
    new = Prescription.objects.get(pk=old_pk)
    new.pk, new.code, new._state.adding = None, uuid4(), True
    new.active_from, new.ended_on, new.succeeds_id = on, None, old_pk
    for name, value in ({"change_reason": "You are getting stronger."} | changes).items():
        setattr(new, name, value)
    new.save()
    prescription.refresh_from_db()
    return new


def a_session(patient: Patient, on: date | None = None, **fields) -> Session:
    """The session of a day (today), made or found; `fields` such as pain_after are set."""
    on = on or patient.local_today()
    session, _ = Session.objects.update_or_create(patient=patient, on=on, defaults=fields)
    return session


def a_tick(
    prescription: Prescription, on: date | None = None, *, slot: int = 1, **fields
) -> Completion:
    """One completion, made by the patient; `outcome="skipped"` makes it a skip."""
    patient = prescription.stage.programme.patient
    on = on or patient.local_today()
    fields = {
        "tick_id": uuid4(),
        "session": a_session(patient, on),
        "ticked_at": timezone.now(),
        "ticked_zone": patient.time_zone,
        "by": patient.user,
    } | fields
    return Completion.objects.create(prescription=prescription, on=on, slot=slot, **fields)


def days_ago(patient: Patient, days: int) -> date:
    return patient.local_today() - timedelta(days=days)
