"""How far did each exercise come when it was gone through together?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from patients.models import Patient

from .cues import Cue, cues_for
from .models import Rehearsed


@dataclass(frozen=True)
class RehearsedLine:
    """One exercise as it stood when it was last gone through, and its personal cue."""

    rehearsed: Rehearsed
    cue: Cue | None

    @property
    def name(self) -> str:
        return self.rehearsed.prescription.exercise.name

    @property
    def marks(self) -> dict[str, bool]:
        return self.rehearsed.marks

    @property
    def is_understood(self) -> bool:
        return self.rehearsed.understood_at is not None

    @property
    def at(self) -> datetime:
        return self.rehearsed.rehearsal.started_at


def rehearsed_for(patient: Patient) -> Sequence[RehearsedLine]:
    """Each line once, as it stood last, in the order of the last rehearsal; two queries."""
    rows = (
        Rehearsed.objects.filter(rehearsal__patient=patient)
        .select_related("rehearsal", "prescription__exercise")
        .defer("prescription__exercise__pose", "prescription__exercise__evidence_figures")
        .order_by("rehearsal__started_at", "pk")
    )
    newest = {row.line: row for row in rows}
    cues = cues_for(patient.pk)
    return [RehearsedLine(row, cues.of(row.prescription)) for row in newest.values()]
