"""How does a physio read one prescription: the dose both ways, how often, how long?"""

from dataclasses import dataclass

from exercises.dosing.dose import in_sentences, in_short, seconds_for
from exercises.dosing.frequency import in_short as frequency_in_short
from exercises.dosing.frequency import in_words as frequency_in_words
from exercises.models import Exercise

from .models import Prescription


@dataclass(frozen=True)
class Line:
    """One prescription as the physio reads it."""

    prescription: Prescription

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def dose(self) -> str:
        return in_short(self.prescription.dose)

    @property
    def how_often(self) -> str:
        return frequency_in_short(self.prescription.frequency)

    @property
    def in_short(self) -> str:
        """Dose and frequency: "3 x 12, 2 s hold, 3x/week"."""
        return f"{self.dose}, {self.how_often}"

    @property
    def for_patient(self) -> str:
        said = in_sentences(self.prescription.dose)
        return " ".join([*said, f"{frequency_in_words(self.prescription.frequency)}."])

    @property
    def seconds(self) -> int:
        """About how long it takes on a day on which it is due."""
        once = seconds_for(self.prescription.dose, part=self.exercise.part)
        return once * self.prescription.times_per_day

    @property
    def is_as_needed(self) -> bool:
        return self.prescription.frequency_kind == Prescription.FrequencyKind.AS_NEEDED
