"""What is still to do today, as a list of timed steps? The next open slot of each exercise."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil
from uuid import UUID

from django.urls import reverse

from exercises.dosing.dose import Dose, in_sentences, in_short, seconds_for
from exercises.models import Exercise
from exercises.models.publishing import lines_of
from patients.models import Patient

from ..cues import Cue, Cues, cues_for
from ..day import Day, DayItem, build_day, ticks_needed_from
from ..models import Prescription
from ..plans import running_plans_for, ticks_for
from ..shown import dose_for
from . import words
from .rhythm import Step, steps_of

CUES_SHOWN = 2
ANY_TICK = UUID(int=0)  # stands in an address for the id that the page puts there


@dataclass(frozen=True)
class HowTo:
    """The long texts of an exercise that the session shows."""

    steps: str = ""
    cues: str = ""


@dataclass(frozen=True)
class GuidedExercise:
    """One exercise of the session in one slot, with its steps."""

    item: DayItem
    how_to: HowTo = HowTo()
    affected_side: str = ""
    own_cue: Cue | None = None  # the physio's words for this patient

    @property
    def prescription(self) -> Prescription:
        return self.item.prescription

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def dose(self) -> Dose:
        """The dose with the affected side named, where the clinic told which it is."""
        return dose_for(self.prescription, self.affected_side)

    @property
    def dose_words(self) -> str:
        return " ".join(in_sentences(self.dose))

    @property
    def cues(self) -> list[str]:
        """The personal one first."""
        own = [self.own_cue.in_words] if self.own_cue else []
        return own + lines_of(self.how_to.cues)[:CUES_SHOWN]

    @property
    def how(self) -> list[str]:
        return lines_of(self.how_to.steps)

    @property
    def alt(self) -> str:
        """What the drawing shows; the clinic's own picture stands beside the name."""
        return "" if self.is_photo else self.exercise.figure_alt

    @property
    def seconds(self) -> int:
        return seconds_for(self.dose, part=self.item.part)

    @cached_property
    def steps(self) -> list[Step]:
        return steps_of(self.dose, part=self.item.part)

    @property
    def steps_in_words(self) -> list[str]:
        return [words.in_list(step) for step in self.steps if step.kind in ("work", "rest")]

    @property
    def is_photo(self) -> bool:
        return bool(self.prescription.picture_code)

    @property
    def moving(self) -> str:
        """The clinic's own picture, the drawing, or "" where there is neither."""
        if self.is_photo:
            return reverse("exercises:picture", args=[self.prescription.picture_code])
        return self.exercise.figure_moving if self.exercise.figure_key else ""

    @property
    def still(self) -> str:
        return self.moving if self.is_photo or not self.moving else self.exercise.figure_still


@dataclass(frozen=True)
class GuidedSession:
    """The exercises of one sitting; a short one holds the must-do ones that fit in `minutes`."""

    patient: Patient
    day: Day
    exercises: Sequence[GuidedExercise]
    open_count: int  # of all that is still open, also where the session is short
    minutes: int | None = None

    @property
    def on(self) -> date:
        return self.day.date

    @property
    def answered(self) -> int:
        """How many of the day's exercises were done or skipped before."""
        return len(self.day.due_items) - self.open_count

    @property
    def about_minutes(self) -> int:
        return max(1, round(sum(each.seconds for each in self.exercises) / 60))

    @property
    def key(self) -> str:
        """Under which name the phone keeps where the session stopped: no word on health in it."""
        return f"{self.patient.code}.{self.on}.{digest(self.day)}"


def guided_session_for(
    patient: Patient, minutes: int | None = None, *, on: date | None = None
) -> GuidedSession:
    """Today, in five queries however many exercises there are."""
    today = on or patient.local_today()
    plans = running_plans_for([patient.pk]).get(patient.pk, [])
    since = ticks_needed_from(plans, today)
    ticks = ticks_for([patient.pk], first_day=since, last_day=today)[patient.pk]
    day = build_day(plans, ticks, today)
    chosen = {item.prescription.exercise_id for item in open_items(day)}
    cues = cues_for(patient.pk)
    return build_guided_session(patient, day, how_tos_of(chosen), cues=cues, minutes=minutes)


def how_tos_of(exercise_ids: set[int]) -> dict[int, HowTo]:
    rows = Exercise.objects.filter(pk__in=exercise_ids).order_by()
    told = rows.only("steps", "cues", "in_other_languages")
    return {exercise.pk: HowTo(exercise.steps, exercise.cues) for exercise in told}


def build_guided_session(
    patient: Patient,
    day: Day,
    how_tos: Mapping[int, HowTo],
    *,
    cues: Cues,
    minutes: int | None = None,
) -> GuidedSession:
    found = [
        GuidedExercise(
            item,
            how_tos.get(item.prescription.exercise_id, HowTo()),
            patient.affected_side,
            cues.of(item.prescription),
        )
        for item in open_items(day)
    ]
    chosen = fitting(found, minutes * 60) if minutes else found
    return GuidedSession(patient, day, chosen, open_count=len(found), minutes=minutes)


def open_items(day: Day) -> list[DayItem]:
    """What is due and not answered, in the order of a session: strengthen, release, stretch."""
    ordered = [item for _, items in day.by_part() for item in items]
    return [item for item in ordered if item.slots and item.next_slot is not None]


def fitting(exercises: Sequence[GuidedExercise], seconds: int) -> list[GuidedExercise]:
    """The must-do ones that fit, in order; where none does, the shortest of them alone."""
    must = [each for each in exercises if each.prescription.must_do] or list(exercises)
    chosen, used = [], 0
    for each in must:
        if used + each.seconds <= seconds:
            chosen.append(each)
            used += each.seconds
    return chosen or sorted(must, key=lambda each: each.seconds)[:1]


def digest(day: Day) -> str:
    """A short name of what is prescribed on the day: changes with the plan, not with ticks."""
    rows = [item.prescription for item in day.items if item.slots]
    lines = sorted(f"{row.code} {in_short(row.dose)}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def as_data(session: GuidedSession) -> dict:
    """The session as the page's script reads it."""
    return {
        "key": session.key,
        "who": str(session.patient.code),
        "on": session.on.isoformat(),
        "answered": session.answered,
        "openCount": session.open_count,
        "isShort": bool(session.minutes),
        "minutes": session.minutes,
        "exercises": [exercise_as_data(each) for each in session.exercises],
        "units": words.units(),
        "phases": words.phases(),
        "words": words.on_screen(),
        "untick": reverse("follow:untick", args=[ANY_TICK]),
        "anyTick": str(ANY_TICK),
    }


def exercise_as_data(each: GuidedExercise) -> dict:
    code = each.prescription.code
    return {
        "code": str(code),
        "slot": each.item.next_slot,
        "name": each.exercise.name,
        "part": each.item.part,
        "partName": each.exercise.get_part_display(),
        "dose": each.dose_words,
        "note": each.prescription.note,
        "cues": each.cues,
        "how": each.how,
        "alt": each.alt,
        "moving": each.moving,
        "still": each.still,
        "isPhoto": each.is_photo,
        "tick": reverse("follow:tick", args=[code]),
        "skip": reverse("follow:skip", args=[code]),
        "steps": [step_as_data(step, each) for step in each.steps],
    }


def step_as_data(step: Step, of: GuidedExercise) -> dict:
    """One step; what is empty is left out, so that the page stays light."""
    data = {
        "kind": step.kind,
        "s": ceil(step.seconds),
        "way": "" if step.way == "timed" else step.way,
        "mirrored": step.is_mirrored and not of.is_photo,
        "side": words.side(step),
        "set": words.which_set(step) if step.kind != "intro" else "",
        "amount": step.amount,
        "unit": step.unit,
        "reps": step.reps,
        "phases": [[phase.word, phase.seconds] for phase in step.phases],
        "enough": step.enough_s,
        "extra": step.is_extra,
        "say": words.spoken(step) if step.kind != "intro" else "",
    }
    return {name: value for name, value in data.items() if value}
