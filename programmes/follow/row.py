"""What does one exercise of a day say on its row, and what can be done there?"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.urls import reverse

from exercises.dosing.dose import in_sentences
from exercises.models import Exercise

from ..day import DayItem
from ..models import Prescription
from ..plans import Tick
from ..shown import dose_for, is_mirrored


@dataclass(frozen=True)
class Row:
    """One exercise on one day. `affected_side` is the patient's, "left", "right" or neither."""

    item: DayItem
    on: date
    affected_side: str = ""
    is_first: bool = False  # its picture is among the first that are seen
    new_tick_id: UUID = field(default_factory=uuid4)

    @property
    def prescription(self) -> Prescription:
        return self.item.prescription

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def dose(self) -> str:
        return " ".join(in_sentences(dose_for(self.prescription, self.affected_side)))

    @property
    def picture(self) -> str:
        return picture_of(self.prescription) or self.exercise.figure_end

    @property
    def is_mirrored(self) -> bool:
        return is_mirrored(self.prescription, self.affected_side)

    @property
    def state(self) -> str:
        if self.item.is_done and not self.item.is_offered:
            return "done"
        return "skipped" if self.item.is_skipped else "due"

    @property
    def last_tick(self) -> Tick | None:
        """The one that "undo" takes back."""
        return self.item.ticks[-1] if self.item.ticks else None

    @property
    def week_quota(self) -> int | None:
        """How many days a week, where the patient picks them."""
        frequency = self.prescription.frequency
        return frequency.n if frequency.kind == "times_a_week" else None


def picture_of(prescription: Prescription) -> str:
    """The clinic's own picture, small; "" where there is none."""
    if not prescription.picture_code:
        return ""
    return reverse("exercises:picture", args=[prescription.picture_code]) + "?size=small"
