"""What does a programme hold, stage by stage, and how long does a day of it take?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from ..lines import Line
from ..models import Prescription, Programme, Stage
from ..plans import prescriptions_with_pictures


@dataclass(frozen=True)
class StageOutline:
    stage: Stage
    lines: Sequence[Line]

    @property
    def must_do_minutes(self) -> int:
        """About how long a day takes on which every must-do item is due."""
        return minutes(line for line in self.lines if line.prescription.must_do)

    @property
    def all_minutes(self) -> int:
        """The same with the optional items; what is done only as needed is left out."""
        return minutes(self.lines)

    @property
    def has_optional(self) -> bool:
        return self.all_minutes > self.must_do_minutes


def minutes(lines: Iterable[Line]) -> int:
    return round(sum(line.seconds for line in lines if not line.is_as_needed) / 60)


def with_sizes(templates: QuerySet[Programme]) -> QuerySet[Programme]:
    """Each with `weeks` and `exercise_count`."""
    return templates.annotate(
        weeks=Max("stages__to_week", filter=Q(stages__removed_on__isnull=True)),
        exercise_count=Count(
            "stages__prescriptions__exercise",
            filter=Q(stages__removed_on__isnull=True)
            & Q(stages__prescriptions__ended_on__isnull=True),
            distinct=True,
        ),
    )


def outline_for(programme: Programme) -> list[StageOutline]:
    """The stages with their current prescriptions, in three queries."""
    prescriptions = prescriptions_with_pictures().prefetch_related("exercise__pictures")
    current = prescriptions.latest_versions().filter(stage__programme=programme)
    return build_outline(programme.stages.current(), current)


def build_outline(
    stages: Iterable[Stage], prescriptions: Iterable[Prescription]
) -> list[StageOutline]:
    lines: dict[int, list[Line]] = {}
    for prescription in prescriptions:
        lines.setdefault(prescription.stage_id, []).append(Line(prescription))
    return [StageOutline(stage, lines.get(stage.pk, [])) for stage in stages]
