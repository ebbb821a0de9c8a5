"""What does a row of a programme say, as plain values that are kept, compared and merged?"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256
from json import dumps
from typing import Any

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency

from ..models import Prescription, Programme, Stage

Said = dict[str, Any]
PROGRAMME_WORDS = (
    "name", "goal", "suits", "not_for", "education", "avoid", "hold_rule", "step_back_rule",
    "running_rule", "pain_note",
)  # fmt: skip
STAGE_WORDS = ("name", "aim", "week_changes", "running_advice", "move_on", "move_on_plain")
EMPTY = (None, "", False)


def as_written(row: Programme | Stage | Prescription, field: str) -> str:
    """What the column holds, in whichever language the reader reads."""
    return getattr(row, row._meta.get_field(field).attname)


def said_by_prescription(prescription: Prescription) -> Said:
    """Everything but its place: exercise, dose, how often, must-do, note."""
    dose = asdict(prescription.dose) | {"note": as_written(prescription, "dose_note")}
    frequency = asdict(prescription.frequency)
    return {
        "exercise": prescription.exercise_id,
        "dose": {name: value for name, value in dose.items() if value not in EMPTY},
        "frequency": frequency | {"weekdays": list(frequency["weekdays"])},
        "must_do": prescription.must_do,
        "note": as_written(prescription, "note"),
    }


def said_by_stage(stage: Stage) -> Said:
    words = {name: as_written(stage, name) for name in STAGE_WORDS}
    return words | {"from_week": stage.from_week, "to_week": stage.to_week}


def said_by_programme(programme: Programme) -> Said:
    return {name: as_written(programme, name) for name in PROGRAMME_WORDS}


def say(row: Programme | Stage | Prescription, said: Mapping[str, Any]) -> None:
    """Make a row say this; what is not named stays."""
    for name, value in said.items():
        if name == "dose":
            row.dose = dose_in(value)
        elif name == "frequency":
            row.frequency = frequency_in(value)
        elif name == "exercise":
            row.exercise_id = value
        else:
            setattr(row, name, value)


def dose_in(value: Mapping[str, Any]) -> Dose:
    return Dose(**value)


def frequency_in(value: Mapping[str, Any]) -> Frequency:
    return Frequency(**{**value, "weekdays": tuple(value["weekdays"])})


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    """The names of what the two say differently; what was kept before there was such a
    field says nothing in it."""
    return {name for name in {*one, *other} if (one.get(name) or "") != (other.get(name) or "")}


def merged(base: Said, theirs: Said, mine: Said) -> tuple[Said, set[str]]:
    """Both changes together; where both changed the same, mine, and its name is told."""
    changed_there, changed_here = differing(base, theirs), differing(base, mine)
    taken = {name: theirs[name] for name in changed_there - changed_here if name in theirs}
    both = changed_there & changed_here
    return mine | taken, {name for name in both if theirs.get(name) != mine.get(name)}


def fingerprint_of(values: Iterable[Any]) -> str:
    """32 characters that differ when the values do."""
    return sha256(dumps(list(values), sort_keys=True).encode()).hexdigest()[:32]
