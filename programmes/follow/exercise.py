"""How is this exercise done, and what comes before and after it on this day?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from exercises.dosing.dose import in_sentences
from exercises.dosing.frequency import in_words
from exercises.models import Equipment, Exercise, ExercisePicture, VideoLink
from patients.models import Patient

from ..cues import Cue, cues_for
from ..models import Prescription
from ..shown import dose_for, is_mirrored
from .row import Row
from .today import DayPage


@dataclass(frozen=True)
class ExercisePage:
    """One prescription on one day. `row` is None on a day on which it is not shown."""

    prescription: Prescription
    exercise: Exercise
    day_page: DayPage
    row: Row | None
    cue: Cue | None = None

    @property
    def patient(self) -> Patient:
        return self.day_page.patient

    @property
    def sentences(self) -> list[str]:
        return in_sentences(dose_for(self.prescription, self.patient.affected_side))

    @property
    def how_often(self) -> str:
        return in_words(self.prescription.frequency)

    @property
    def is_mirrored(self) -> bool:
        return is_mirrored(self.prescription, self.patient.affected_side)

    @property
    def has_two_sides(self) -> bool:
        """Shown on either side; an exercise that goes each way is not another side."""
        return self.prescription.side in ("each", "alternating") and not self.prescription.each_way

    @property
    def pictures(self) -> Sequence[ExercisePicture]:
        return self.exercise.pictures.all()

    @property
    def videos(self) -> Sequence[VideoLink]:
        return self.exercise.videos.all()

    @property
    def kit(self) -> Sequence[Equipment]:
        return self.exercise.equipment.all()

    @property
    def place(self) -> int | None:
        """Its place among the day's exercises, from 1."""
        lines = [item.prescription.line for item in self.day_page.ordered]
        line = self.prescription.line
        return lines.index(line) + 1 if line in lines else None

    @property
    def all_places(self) -> int:
        return len(self.day_page.ordered)

    @property
    def before(self) -> Prescription | None:
        return self.neighbour(-1)

    @property
    def after(self) -> Prescription | None:
        return self.neighbour(1)

    def neighbour(self, step: int) -> Prescription | None:
        if self.place is None or not 0 < self.place + step <= self.all_places:
            return None
        return self.day_page.ordered[self.place - 1 + step].prescription


def exercise_page_for(prescription: Prescription, day_page: DayPage) -> ExercisePage:
    """The long texts, pictures, videos, kit and personal cue of one exercise: five queries."""
    exercise = (
        Exercise.objects.defer("pose", "evidence_figures")
        .prefetch_related(
            "pictures", "videos", Prefetch("equipment", Equipment.objects.order_by("name"))
        )
        .get(pk=prescription.exercise_id)
    )
    cue = cues_for(day_page.patient.pk).of(prescription)
    return ExercisePage(prescription, exercise, day_page, day_page.row_of(prescription.line), cue)
