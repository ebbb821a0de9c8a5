"""Which words helped this patient with an exercise? Whoever shows a personal cue reads it here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from .models import PersonalCue, Prescription


@dataclass(frozen=True)
class Cue:
    """The newest words for one line; "" where they were taken away."""

    text: str
    by: str
    at: datetime

    @property
    def giver(self) -> str:
        """The physio's first name."""
        return self.by.split(" ")[0]

    @property
    def in_words(self) -> str:
        """ "Priya's cue for you: Push the floor away." """
        return _("%(name)s’s cue for you: %(cue)s") % {"name": self.giver, "cue": self.text}


@dataclass(frozen=True)
class Cues:
    """All that hold for one patient. Those of a line come before those of its exercise:

    in a new stage the same exercise is another line, and what helped helps on.
    """

    by_line: Mapping[UUID, Cue] = field(default_factory=dict)
    by_exercise: Mapping[int, Cue] = field(default_factory=dict)

    def of(self, prescription: Prescription) -> Cue | None:
        own = self.by_line.get(prescription.line)
        cue = own or self.by_exercise.get(prescription.exercise_id)
        return cue if cue and cue.text else None


def cues_for(patient_id: int) -> Cues:
    """The newest cue of each line and of each exercise, in one query."""
    rows = PersonalCue.objects.filter(patient=patient_id).order_by("at", "pk")
    names = ("line", "prescription__exercise", "text", "by__user__name", "at")
    by_line, by_exercise = {}, {}
    for line, exercise_id, *words in rows.values_list(*names):
        by_line[line] = by_exercise[exercise_id] = Cue(*words)
    return Cues(by_line, by_exercise)
