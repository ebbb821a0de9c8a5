"""What is a prescription, a stage or several prescriptions at once to be from now on?"""

from dataclasses import dataclass, replace

from exercises.dosing.dose import Dose, validate
from exercises.dosing.frequency import Frequency
from patients.models import StaffMember

from ..models import Prescription


@dataclass(frozen=True)
class Change:
    """Everything that a prescription says, its exercise apart."""

    dose: Dose
    frequency: Frequency
    must_do: bool = True
    note: str = ""
    shorthand: str = ""


@dataclass(frozen=True)
class Parts:
    """What several prescriptions are to have in common; None leaves each as it is."""

    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    duration_s: int | None = None
    rest_s: int | None = None
    side: str | None = None
    frequency: Frequency | None = None
    must_do: bool | None = None

    def dose_from(self, dose: Dose) -> Dose | None:
        """The dose with these parts in it; None where that makes no sense."""
        names = ("sets", "reps", "hold_s", "duration_s", "rest_s", "side")
        given = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        # A single number takes the place of a range.
        given |= {f"{name}_max": None for name in given if hasattr(dose, f"{name}_max")}
        changed = replace(dose, **given)
        return None if validate(changed) else changed


@dataclass(frozen=True)
class StageChange:
    """What a stage says, and which weeks it holds."""

    name: str
    from_week: int
    to_week: int
    aim: str = ""
    move_on: str = ""  # one criterion a line
    move_on_plain: str = ""  # the same for the patient
    week_changes: str = ""  # one a line
    running_advice: str = ""


def apply(change: Change, to: Prescription, *, by: StaffMember, reason: str = "") -> None:
    to.dose, to.frequency = change.dose, change.frequency
    to.must_do, to.note, to.shorthand = change.must_do, change.note, change.shorthand
    to.change_reason, to.changed_by = reason, by


def says_the_same(change: Change, as_it_is: Prescription) -> bool:
    now = Change(as_it_is.dose, as_it_is.frequency, as_it_is.must_do, as_it_is.note)
    return replace(change, shorthand="") == now
