"""What does a programme hold now: its stages in order, each with its prescriptions?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..models import Prescription, Programme, Stage


@dataclass(frozen=True)
class Tree:
    """Current stages and latest versions, read in."""

    programme: Programme
    stages: Sequence[Stage]
    by_stage: dict[int, list[Prescription]]

    def of(self, stage: Stage) -> list[Prescription]:
        return self.by_stage.get(stage.pk, [])

    @property
    def prescriptions(self) -> list[Prescription]:
        return [prescription for stage in self.stages for prescription in self.of(stage)]

    def stage_named(self, code: UUID) -> Stage | None:
        return next((stage for stage in self.stages if stage.code == code), None)


def tree_for(programme: Programme) -> Tree:
    """Two queries."""
    stages = list(programme.stages.current())
    prescriptions = (
        Prescription.objects.latest_versions()
        .filter(stage__in=[stage.pk for stage in stages])
        .select_related("exercise", "changed_by__user")
        .defer("exercise__pose", "exercise__evidence_figures")
        .order_by("position", "pk")
    )
    return build_tree(programme, stages, prescriptions)


def build_tree(
    programme: Programme, stages: Sequence[Stage], prescriptions: Iterable[Prescription]
) -> Tree:
    stage_of = {stage.pk: stage for stage in stages}
    by_stage: dict[int, list[Prescription]] = defaultdict(list)
    for prescription in prescriptions:
        prescription.stage = stage_of[prescription.stage_id]
        by_stage[prescription.stage_id].append(prescription)
    for stage in stages:
        stage.programme = programme
    return Tree(programme, stages, dict(by_stage))
