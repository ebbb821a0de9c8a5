"""How did the physio's own measures move over time?"""

from collections.abc import Sequence
from dataclasses import dataclass

from patients.models import Patient

from ..models import OutcomeScore

WIDTH, HEIGHT, PAD = 160, 40, 5


@dataclass(frozen=True)
class OutcomeLine:
    """One measure of one patient, its scores in order of days."""

    scores: Sequence[OutcomeScore]

    @property
    def first(self) -> OutcomeScore:
        return self.scores[0]

    @property
    def last(self) -> OutcomeScore:
        return self.scores[-1]

    @property
    def named(self) -> str:
        return self.last.named

    @property
    def is_more_better(self) -> bool:
        return OutcomeScore.RANGES[self.last.measure].is_more_better

    @property
    def dots(self) -> list[tuple[float, float]]:
        """From the left to the right by day, the patient's own highest value on top."""
        since, span = self.first.on, max((self.last.on - self.first.on).days, 1)
        values = [float(one.value) for one in self.scores]
        top, room = max(values), max(values) - min(values) or 1
        return [
            (
                round(PAD + (one.on - since).days / span * (WIDTH - 2 * PAD), 1),
                round(PAD + (top - value) / room * (HEIGHT - 2 * PAD), 1),
            )
            for one, value in zip(self.scores, values, strict=True)
        ]

    @property
    def points(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.dots)


def outcomes_for(patient: Patient) -> list[OutcomeLine]:
    """Each measure that was ever taken, in one query; what was entered in error is left out."""
    lines: dict[tuple[str, str], list[OutcomeScore]] = {}
    rows = patient.outcome_scores.filter(in_error_at__isnull=True).select_related("by__user")
    for row in rows:
        lines.setdefault((row.measure, row.about), []).append(row)
    return [OutcomeLine(scores) for scores in lines.values()]
