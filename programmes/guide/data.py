"""How does the page's script read a session? Plain values, and every word already said."""

from math import ceil
from uuid import UUID

from django.urls import reverse

from ..skip_reasons import HURTS
from . import words
from .rhythm import Step
from .steps import GuidedExercise, GuidedSession

ANY_TICK = UUID(int=0)  # stands in an address for the id that the page puts there


def as_data(session: GuidedSession) -> dict:
    return {
        "key": session.key,
        "who": str(session.patient.code),
        "on": session.on.isoformat(),
        "answered": session.answered,
        "skipped": session.skipped,
        "openCount": session.open_count,
        "all": session.all,
        "isShort": bool(session.minutes),
        "minutes": session.minutes,
        "exercises": [exercise_as_data(each) for each in session.exercises],
        "units": words.units(),
        "phases": words.phases(),
        "words": words.on_screen() | {"short": session.headline},
        "hurts": HURTS,
        "pain": {band["tone"]: band["words"] for band in session.bands},
        "thread": reverse("talk:own"),
        "untick": reverse("follow:untick", args=[ANY_TICK]),
        "anyTick": str(ANY_TICK),
    }


def exercise_as_data(each: GuidedExercise) -> dict:
    code = each.prescription.code
    return {
        "code": str(code),
        "about": str(each.exercise.code),
        "slot": each.item.next_slot,
        "name": each.exercise.name,
        "part": each.item.part,
        "partName": each.exercise.get_part_display(),
        "dose": each.dose_words,
        "sets": each.sets,
        "note": each.prescription.note,
        "cues": each.cues,
        "how": each.how,
        "isNew": each.how_to.is_new,
        "alt": each.alt,
        "moving": each.moving,
        "still": each.still,
        "isPhoto": each.is_photo,
        "tick": reverse("follow:tick", args=[code]),
        "skip": reverse("follow:skip", args=[code]),
        "asks": numbers_of(each),
        "steps": [step_as_data(step, each) for step in each.steps],
    }


def numbers_of(each: GuidedExercise) -> dict[str, int | str]:
    """What may have been different, each with what was prescribed; of strengthening alone."""
    dose = each.dose
    if each.exercise.part != "strengthen":
        return {}
    asked: dict[str, int | str] = {"load_done": ""}
    if dose.reps or dose.reps_unit == "max":
        asked["reps_done"] = dose.reps or ""
    if dose.hold_s:
        asked["hold_done"] = dose.hold_s
    return asked


def step_as_data(step: Step, of: GuidedExercise) -> dict:
    """One step; what is empty is left out, so that the page stays light."""
    is_work, is_intro = step.kind == "work", step.kind == "intro"
    data = {
        "kind": step.kind,
        "s": ceil(step.seconds),
        "way": "" if step.way == "timed" else step.way,
        "mirrored": step.is_mirrored and not of.is_photo,
        "side": words.side(step),
        "set": words.which_set(step) if not is_intro else "",
        "nth": step.set if step.least < step.sets else 0,
        "amount": step.amount,
        "unit": step.unit,
        "reps": step.reps,
        "phases": [[phase.word, phase.seconds] for phase in step.phases],
        "enough": step.enough_s,
        "isEnough": words.enough(step) or (words.sets_enough(step) if step.is_extra else ""),
        "number": step.number,
        "extra": step.is_extra,
        "next": "" if is_work or is_intro else words.coming(step, of.exercise.name),
        "say": words.spoken(step) if not is_intro else "",
    }
    return {name: value for name, value in data.items() if value}
