"""What does a programme hold now: its stages in order, each with its prescriptions?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def tree_for(programme: Programme) -> Tree:
    """Two queries."""
    return trees_for([programme])[programme.pk]


def trees_for(programmes: Sequence[Programme]) -> dict[int, Tree]:
    """By programme id, in two queries."""
    stages: dict[int, list[Stage]] = {programme.pk: [] for programme in programmes}
    for stage in Stage.objects.current().filter(programme__in=stages).order_by("position", "pk"):
        stages[stage.programme_id].append(stage)
    current = (
        Prescription.objects.latest_versions()
        .filter(stage__programme__in=stages, stage__removed_on__isnull=True)
        .select_related("exercise", "changed_by__user")
        .defer("exercise__pose", "exercise__evidence_figures")
        .order_by("position", "pk")
    )
    prescriptions = list(current)
    return {one.pk: build_tree(one, stages[one.pk], prescriptions) for one in programmes}


def build_tree(
    programme: Programme, stages: Sequence[Stage], prescriptions: Iterable[Prescription]
) -> Tree:
    stage_of = {stage.pk: stage for stage in stages}
    by_stage: dict[int, list[Prescription]] = defaultdict(list)
    for prescription in prescriptions:
        if prescription.stage_id not in stage_of:
            continue
        prescription.stage = stage_of[prescription.stage_id]
        by_stage[prescription.stage_id].append(prescription)
    for stage in stages:
        stage.programme = programme
    return Tree(programme, stages, dict(by_stage))
