"""What is gone through in the room, how far is it, and what does the patient's phone show?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from exercises.dosing.dose import in_sentences
from exercises.dosing.frequency import in_words
from exercises.models import Exercise
from patients.models import Patient

from ..cues import Cue, Cues, cues_for
from ..day import PARTS
from ..models import Prescription, Rehearsal, Rehearsed
from ..models.rehearsal import MARKS, OPEN_HOURS
from ..plans import is_in_force, prescriptions_with_pictures, running_plans_for
from ..shown import dose_for, is_mirrored


@dataclass(frozen=True)
class Step:
    """One exercise of a rehearsal, as both screens show it."""

    prescription: Prescription
    affected_side: str = ""
    number: int = 1
    rehearsed: Rehearsed | None = None
    cue: Cue | None = None

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def sentences(self) -> list[str]:
        return in_sentences(dose_for(self.prescription, self.affected_side))

    @property
    def how_often(self) -> str:
        return in_words(self.prescription.frequency)

    @property
    def is_mirrored(self) -> bool:
        return is_mirrored(self.prescription, self.affected_side)

    @property
    def is_photo(self) -> bool:
        return bool(self.prescription.picture_code)

    @property
    def marks(self) -> dict[str, bool]:
        return self.rehearsed.marks if self.rehearsed else dict.fromkeys(MARKS, False)

    @property
    def state(self) -> str:
        return state_of(self.marks, self.cue.text if self.cue else "")

    @property
    def is_understood(self) -> bool:
        return self.marks["understood"]

    @property
    def was_begun(self) -> bool:
        return any(self.marks.values())


def state_of(marks: Mapping[str, bool], cue: str) -> str:
    """Differs when a mark or the cue does."""
    said = [*(mark for mark in MARKS if marks.get(mark)), cue]
    return sha256("\n".join(said).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Room:
    """One rehearsal on the physio's screen."""

    rehearsal: Rehearsal
    steps: Sequence[Step]

    @property
    def patient(self) -> Patient:
        return self.rehearsal.patient

    @cached_property
    def current(self) -> Step | None:
        """What both screens show; None before the first, or if it is not in the plan any more."""
        return self.step_of(self.rehearsal.showing)

    def step_of(self, shown: Prescription | None) -> Step | None:
        return next((s for s in self.steps if shown and s.prescription.line == shown.line), None)

    def step_named(self, code: UUID | None) -> Step | None:
        return next((step for step in self.steps if step.prescription.code == code), None)

    @property
    def first(self) -> Step | None:
        return next(iter(self.steps), None)

    @property
    def before(self) -> Step | None:
        return self.neighbour_of(self.current, -1)

    @property
    def after(self) -> Step | None:
        return self.neighbour_of(self.current, 1)

    def neighbour_of(self, step: Step | None, by: int) -> Step | None:
        place = step.number + by if step else 0
        return self.steps[place - 1] if 0 < place <= len(self.steps) else None

    @property
    def understood(self) -> list[Step]:
        return [step for step in self.steps if step.is_understood]

    @property
    def not_yet_understood(self) -> list[Step]:
        return [step for step in self.steps if step.was_begun and not step.is_understood]

    @property
    def left_out(self) -> list[Step]:
        return [step for step in self.steps if not step.was_begun]


def room_for(rehearsal: Rehearsal) -> Room:
    """The exercises of the stage that the patient is in, with marks and cues: four queries."""
    patient = rehearsal.patient
    marked = {row.line: row for row in rehearsal.rehearsed.all()}
    return build_room(rehearsal, exercises_now(patient), marked, cues_for(patient.pk))


def exercises_now(patient: Patient) -> list[Prescription]:
    """What holds in the stages reached today, in the order of a session; two queries."""
    today = patient.local_today()
    found = []
    for plan in running_plans_for([patient.pk]).get(patient.pk, []):
        stage = plan.stage_reached(today)
        day = max(today, plan.programme.start_on)
        if stage:
            found += [p for p in plan.prescriptions[stage.pk] if is_in_force(p, day)]
    return sorted(found, key=lambda one: PARTS.index(one.exercise.part))


def build_room(
    rehearsal: Rehearsal,
    prescriptions: Sequence[Prescription],
    marked: Mapping[UUID, Rehearsed],
    cues: Cues,
) -> Room:
    side = rehearsal.patient.affected_side
    steps = [
        Step(prescription, side, number, marked.get(prescription.line), cues.of(prescription))
        for number, prescription in enumerate(prescriptions, start=1)
    ]
    return Room(rehearsal, steps)


def texts_for(step: Step) -> Exercise:
    """The exercise with the long texts that a list leaves out, in one query."""
    texts = Exercise.objects.defer("pose", "evidence_figures", "evidence_note")
    return texts.get(pk=step.prescription.exercise_id)


@dataclass(frozen=True)
class PhoneView:
    """What the patient's phone shows: nothing going on, waiting, one exercise, or that was it."""

    rehearsal: Rehearsal | None = None
    step: Step | None = None

    @property
    def is_over(self) -> bool:
        return self.rehearsal is None or self.rehearsal.is_finished


def phone_view_for(patient: Patient) -> PhoneView:
    """The rehearsal of these hours: one query, and two for the exercise that is shown."""
    since = timezone.now() - timedelta(hours=OPEN_HOURS)
    lately = patient.rehearsals.filter(started_at__gt=since).select_related("by__user")
    rehearsal = lately.first()
    if rehearsal is None or rehearsal.is_finished or rehearsal.showing_id is None:
        return PhoneView(rehearsal)
    prescription = prescriptions_with_pictures().get(pk=rehearsal.showing_id)
    cue = cues_for(patient.pk).of(prescription)
    return PhoneView(rehearsal, Step(prescription, patient.affected_side, cue=cue))
