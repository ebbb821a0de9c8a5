"""What was done in the demo's rooms: exercises gone through together, a patient handed over."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from patients.actions.sharing import offer
from patients.models import Patient, StaffMember
from programmes.models import PersonalCue, Rehearsal, Rehearsed
from programmes.models.rehearsal import MARKS
from programmes.rehearse.room import exercises_now

NOT_YET = 1  # one exercise was shown and tried, and is not understood yet


def gone_through(person: Patient, *, days_ago: int, cues: Mapping[str, str]) -> None:
    """All exercises of today's stage, with cues by the exercise's slug; the last is not clear."""
    began = timezone.now() - timedelta(days=days_ago, minutes=20)
    exercises = exercises_now(person)
    rehearsal = Rehearsal.objects.create(
        patient=person,
        by=person.physio,
        started_at=began,
        phone_at=began + timedelta(minutes=1),
        finished_at=began + timedelta(minutes=15),
    )
    for place, one in enumerate(exercises):
        marks = MARKS if place < len(exercises) - NOT_YET else MARKS[:2]
        times = {f"{mark}_at": began + timedelta(minutes=2 + 2 * place) for mark in marks}
        Rehearsed.objects.create(
            rehearsal=rehearsal, prescription=one, line=one.line, by=person.physio, **times
        )
        if text := cues.get(one.exercise.slug):
            PersonalCue.objects.create(
                patient=person,
                prescription=one,
                line=one.line,
                text=text,
                by=person.physio,
                at=began,
            )


def offered(person: Patient, *, to: StaffMember, note: str) -> None:
    """A colleague's patient, offered yesterday and not answered yet."""
    handover = offer(patient=person, by=person.physio, to=to, note=note)
    handover.offered_at = timezone.now() - timedelta(days=1)
    handover.save(update_fields=["offered_at"])
