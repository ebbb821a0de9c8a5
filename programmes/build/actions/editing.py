"""What is written in a template or a draft, one prescription or stage at a time?

All take keywords, lock the programme, and raise TreeClosed where it is no longer open (a running
plan and a starter template never are). Those with `seen` overwrite: pass the fingerprint that the
form was opened with (`fingerprint(prescription)` of ../succession.py, `stage_fingerprint` of
locking.py); AlreadyChanged carries what stands there now, and who.

add_prescription(stage=, exercise=, by=, position=None, change=None)
    the dose prefilled from the exercise, unless a change says it
remove_prescription(prescription=, by=) / restore_prescription(prescription=, by=)
move_prescription(prescription=, stage=, position=, by=)      position from 1
change_prescription(prescription=, change=Change, by=, seen="")
swap_exercise(prescription=, exercise=, by=, seen="")         keeps frequency, must-do and side
set_must_do(prescription=, must_do=, by=) / set_note(prescription=, note=, by=, seen="")
change_dose(prescription=, dose=, by=)
change_words(programme=, words=, by=, was=None)               name, goal, promised_minutes …
Stages are written in stages.py, several rows at once in several.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from exercises.dosing.dose import Dose
from exercises.models import Exercise
from patients.models import StaffMember

from ...models import Prescription, Programme, Stage
from ..change import Change, apply, says_the_same
from ..said import PROGRAMME_WORDS
from .locking import AlreadyChanged, open_prescription, open_stage, open_tree

OF_ONE_SIDE = ("left", "right", "affected")


@transaction.atomic
def add_prescription(
    *,
    stage: Stage,
    exercise: Exercise,
    by: StaffMember,
    position: int | None = None,
    change: Change | None = None,
) -> Prescription:
    """The exercise with its own default dose, or what `change` says; at the end unless a
    position (from 1) is given."""
    stage = open_stage(stage)
    added = Prescription(stage=stage, exercise=exercise, changed_by=by)
    added.dose, added.frequency = exercise.dose, exercise.frequency
    if change is not None:
        apply(change, added, by=by)
    added.in_other_languages = {}
    others = list(stage.prescriptions.latest_versions())
    added.position = len(others) + 1
    added.save()
    if position is not None:
        number(inserted(others, added, position))
    return added


def inserted(others: Sequence[Any], row: Any, position: int) -> list[Any]:
    """The rows with one more among them, at a position that counts from 1."""
    at = max(0, min(position - 1, len(others)))
    return [*others[:at], row, *others[at:]]


def number(prescriptions: Iterable[Prescription]) -> None:
    """Positions from 1 in this order."""
    moved = []
    for position, prescription in enumerate(prescriptions, start=1):
        if prescription.position != position:
            prescription.position = position
            moved.append(prescription)
    Prescription.objects.bulk_update(moved, ["position"])


@transaction.atomic
def remove_prescription(*, prescription: Prescription, by: StaffMember) -> Prescription:
    """Take it out; the row is kept so that it can be put back."""
    current = open_prescription(prescription)
    current.ended_on, current.changed_by = timezone.localdate(), by
    current.save(update_fields=["ended_on", "changed_by"])
    return current


@transaction.atomic
def restore_prescription(*, prescription: Prescription, by: StaffMember) -> Prescription:
    """Put back what was taken out, where it was. What was not taken out stays as it is."""
    open_tree(prescription.stage.programme_id)
    current = Prescription.objects.select_related("stage", "exercise").get(pk=prescription.pk)
    if current.stage.removed_on is not None:
        raise AlreadyChanged(current.stage, was_removed=True)
    current.ended_on, current.changed_by = None, by
    current.save(update_fields=["ended_on", "changed_by"])
    return current


@transaction.atomic
def move_prescription(
    *, prescription: Prescription, stage: Stage, position: int, by: StaffMember
) -> Prescription:
    """To a position (from 1) of a stage of the same programme. Two moves both count, in turn."""
    current, target = open_prescription(prescription), open_stage(stage)
    if target.programme_id != current.stage.programme_id:
        raise ValueError("A prescription moves within its own programme.")
    others = [p for p in target.prescriptions.latest_versions() if p.pk != current.pk]
    if current.stage_id != target.pk:
        current.stage, current.changed_by = target, by
        current.save(update_fields=["stage", "changed_by"])
    number(inserted(others, current, position))
    return current


@transaction.atomic
def change_prescription(
    *, prescription: Prescription, change: Change, by: StaffMember, seen: str = ""
) -> Prescription:
    """Dose, frequency, must-do and note at once."""
    try:
        current = open_prescription(prescription, seen)
    except AlreadyChanged as meanwhile:
        if meanwhile.was_removed or not says_the_same(change, meanwhile.latest):
            raise
        return meanwhile.latest  # two people wrote the same
    apply(change, current, by=by)
    current.save()
    return current


@transaction.atomic
def swap_exercise(
    *, prescription: Prescription, exercise: Exercise, by: StaffMember, seen: str = ""
) -> Prescription:
    """Another exercise in its place, with its own dose; the note was about the other one."""
    current = open_prescription(prescription, seen)
    if current.exercise_id == exercise.pk:
        return current
    side, dose = current.dose.side, exercise.dose
    if side in OF_ONE_SIDE and dose.side != "both":
        dose = replace(dose, side=side, each_way=False)
    current.exercise, current.dose = exercise, dose
    current.note = current.shorthand = ""
    current.in_other_languages = {}
    current.changed_by = by
    current.save()
    return current


@transaction.atomic
def set_must_do(*, prescription: Prescription, must_do: bool, by: StaffMember) -> Prescription:
    current = open_prescription(prescription)
    current.must_do, current.changed_by = must_do, by
    current.save(update_fields=["must_do", "changed_by"])
    return current


@transaction.atomic
def set_note(
    *, prescription: Prescription, note: str, by: StaffMember, seen: str = ""
) -> Prescription:
    """The words to the patient beside this one exercise."""
    current = open_prescription(prescription, seen)
    current.note, current.changed_by = note, by
    current.save()
    return current


@transaction.atomic
def change_dose(*, prescription: Prescription, dose: Dose, by: StaffMember) -> Prescription:
    """Only how much; how often, must-do and note stay."""
    current = open_prescription(prescription)
    current.dose, current.shorthand, current.changed_by = dose, "", by
    current.save()
    return current


@transaction.atomic
def change_words(
    *,
    programme: Programme,
    words: Mapping[str, Any],
    by: StaffMember,
    was: Mapping[str, Any] | None = None,
) -> Programme:
    """The programme's own words by field name, such as name and goal, and `promised_minutes`.

    `was` says what its author found there: words that they left as they were are not written, and
    AlreadyChanged is raised where somebody else changed the same ones.
    """
    tree = open_tree(programme.pk)
    for name in sorted({*PROGRAMME_WORDS, "promised_minutes"} & set(words)):
        new, now, found = words[name], tree.__dict__[attname_of(name)], (was or {}).get(name)
        if was is not None and new in (found, now):
            continue
        if was is not None and now != found:
            raise AlreadyChanged(tree)
        setattr(tree, name, new)
    tree.save()
    return tree


def attname_of(field: str) -> str:
    """The column of a field, whichever language its reader reads."""
    return Programme._meta.get_field(field).attname
