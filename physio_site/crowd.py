"""A clinic with many patients, for measuring: nobody real, and rolled back or thrown away after."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db import connection

from exercises.models import Exercise
from patients.models import Patient, StaffMember
from programmes.models import Completion, Prescription, Programme, Session, Stage

DAYS = 28
EXERCISES = 5
STAGES = ((1, 3), (4, 8), (9, 12))
BATCH = 5000


def add_crowd(
    physio: StaffMember, how_many: int, *, days: int = DAYS, ticks_a_day: int = 4
) -> None:
    """Patients with a programme of three stages, and some weeks of scores and of ticks."""
    dice = Random(how_many)
    patients = Patient.objects.bulk_create(
        Patient(
            clinic=physio.clinic,
            physio=physio,
            name=f"{dice.choice('ABCDEFGHIKLMNOPRSTW')}{number:05}",
            time_zone=physio.clinic.time_zone,
        )
        for number in range(how_many)
    )
    today = patients[0].local_today()
    programmes = programmes_of(patients, physio, dice)
    stages = Stage.objects.bulk_create(
        Stage(programme=of, position=place, name="Stage", from_week=first, to_week=last)
        for of in programmes
        for place, (first, last) in enumerate(STAGES)
    )
    lines = Prescription.objects.bulk_create(prescriptions(stages), batch_size=BATCH)
    days_trained = (
        (patient, today - timedelta(days=ago))
        for patient in patients
        for ago in range(1, days)
        if dice.random() < 0.7
    )
    sessions = Session.objects.bulk_create(
        (a_session(patient, on, dice) for patient, on in days_trained), batch_size=BATCH
    )
    each = len(STAGES) * EXERCISES
    own = {of.patient_id: lines[at * each :][:EXERCISES] for at, of in enumerate(programmes)}
    ticks = (
        a_tick(line, session, physio, dice)
        for session in sessions
        for line in own[session.patient_id][:ticks_a_day]
    )
    Completion.objects.bulk_create(ticks, batch_size=BATCH)
    gather_statistics()


def gather_statistics() -> None:
    """As PostgreSQL does by itself after a while; without, it plans as if all were empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def programmes_of(patients: list[Patient], physio: StaffMember, dice: Random) -> list[Programme]:
    """One each, begun three weeks ago or longer."""
    today = patients[0].local_today()
    return Programme.objects.bulk_create(
        Programme(
            patient=patient,
            clinic=physio.clinic,
            physio=physio,
            name="Crowd plan",
            start_on=today - timedelta(days=dice.randrange(20, 83)),
        )
        for patient in patients
    )


def a_session(patient: Patient, on: date, dice: Random) -> Session:
    after = dice.choice((1, 2, 2, 3, 3, 4, 5, 6))
    return Session(patient=patient, on=on, pain_before=dice.randrange(4), pain_after=after)


def a_tick(line: Prescription, session: Session, physio: StaffMember, dice: Random) -> Completion:
    return Completion(
        tick_id=UUID(int=dice.getrandbits(128), version=4),
        prescription=line,
        session=session,
        on=session.on,
        ticked_at=session.started_at,
        ticked_zone=physio.clinic.time_zone,
        by=physio.user,
    )


def prescriptions(stages: list[Stage]) -> Iterator[Prescription]:
    exercise = Exercise.objects.order_by("pk").first()
    kinds = ("daily", "daily", "times_a_week", "weekdays", "every_n_days")
    for stage in stages:
        for place, kind in enumerate(kinds):
            yield Prescription(
                stage=stage,
                exercise=exercise,
                position=place,
                reps=10,
                frequency_kind=kind,
                weekdays="0,2,4" if kind == "weekdays" else "",
                frequency_n=3 if kind in ("times_a_week", "every_n_days") else None,
                must_do=place < 4,
            )
