"""What are a patient's own goals, and how near were they over time? For patient and physio."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.models import Patient

from .models import Goal, GoalScore

WIDTH, HEIGHT, PAD = 160, 40, 4


@dataclass(frozen=True)
class GoalLine:
    """One goal with its scores in order of days."""

    goal: Goal
    scores: Sequence[GoalScore]
    today: date

    @property
    def first(self) -> GoalScore | None:
        return self.scores[0] if self.scores else None

    @property
    def last(self) -> GoalScore | None:
        return self.scores[-1] if self.scores else None

    @property
    def of_today(self) -> int | None:
        return self.last.score if self.last and self.last.on == self.today else None

    @property
    def dots(self) -> list[tuple[float, float]]:
        if not self.scores:
            return []
        since = self.scores[0].on
        span = max((self.scores[-1].on - since).days, 1)
        return [
            (
                round(PAD + (each.on - since).days / span * (WIDTH - 2 * PAD), 1),
                round(HEIGHT - PAD - each.score / 10 * (HEIGHT - 2 * PAD), 1),
            )
            for each in self.scores
        ]

    @property
    def points(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.dots)


def goals_for(patient: Patient) -> list[GoalLine]:
    """Those that are not taken away, the open ones first; two queries."""
    today = patient.local_today()
    goals = Goal.objects.current().filter(patient=patient).prefetch_related("scores")
    lines = [GoalLine(goal, list(goal.scores.all()), today) for goal in goals]
    return sorted(lines, key=lambda line: line.goal.reached_on is not None)
