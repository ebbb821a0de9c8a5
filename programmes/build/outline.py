"""What does a programme hold, stage by stage, and how long does a day of it take?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercises.dosing.dose import in_sentences, in_short, seconds_for
from exercises.dosing.frequency import in_short as frequency_in_short
from exercises.dosing.frequency import in_words as frequency_in_words
from exercises.models import Exercise

from ..models import Prescription, Programme, Stage
from ..plans import prescriptions_with_pictures


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
    def for_patient(self) -> str:
        said = in_sentences(self.prescription.dose)
        return " ".join([*said, f"{frequency_in_words(self.prescription.frequency)}."])

    @property
    def seconds(self) -> int:
        once = seconds_for(self.prescription.dose, part=self.exercise.part)
        return once * self.prescription.times_per_day


@dataclass(frozen=True)
class StageOutline:
    stage: Stage
    lines: Sequence[Line]

    @property
    def must_do_minutes(self) -> int:
        """About how long a day takes on which every must-do item is due."""
        return round(sum(line.seconds for line in self.lines if line.prescription.must_do) / 60)

    @property
    def all_minutes(self) -> int:
        return round(sum(line.seconds for line in self.lines) / 60)


def outline_for(programme: Programme) -> list[StageOutline]:
    """The stages with their current prescriptions, in two queries."""
    prescriptions = prescriptions_with_pictures().latest_versions()
    return build_outline(
        programme.stages.all(), prescriptions.filter(stage__programme=programme)
    )


def build_outline(
    stages: Iterable[Stage], prescriptions: Iterable[Prescription]
) -> list[StageOutline]:
    lines: dict[int, list[Line]] = {}
    for prescription in prescriptions:
        lines.setdefault(prescription.stage_id, []).append(Line(prescription))
    return [StageOutline(stage, lines.get(stage.pk, [])) for stage in stages]
