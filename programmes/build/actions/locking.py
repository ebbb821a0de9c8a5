"""How do two people who write in one tree at the same moment lose nothing?

Every deed locks the row of its programme first, so that they happen one after the other. A deed
that overwrites words says what its author had `seen`; where that is no longer what stands there,
it is refused with what stands there now.
"""

from patients.models import StaffMember

from ...models import Prescription, Programme, Stage
from ..succession import fingerprint, stage_fingerprint

__all__ = [
    "AlreadyChanged",
    "TreeClosed",
    "open_prescription",
    "open_stage",
    "open_tree",
    "stage_fingerprint",
]


class AlreadyChanged(Exception):
    """Somebody wrote meanwhile. `latest` is what stands there now, `by` who wrote it."""

    def __init__(self, latest: Prescription | Stage | Programme, *, was_removed: bool = False):
        super().__init__()
        self.latest, self.was_removed = latest, was_removed

    @property
    def by(self) -> StaffMember | None:
        return getattr(self.latest, "changed_by", None)


class TreeClosed(Exception):
    """The draft was published or discarded meanwhile, the template archived: nothing is written."""

    def __init__(self, tree: Programme):
        super().__init__()
        self.tree = tree

    @property
    def by(self) -> StaffMember | None:
        return self.tree.closed_by


def open_tree(pk: int) -> Programme:
    """The programme, locked until the transaction ends; raises TreeClosed."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("closed_by__user")
    tree = rows.get(pk=pk)
    if not tree.is_editable:
        raise TreeClosed(tree)
    return tree


def open_prescription(prescription: Prescription, seen: str = "") -> Prescription:
    """As it stands now, its tree locked; raises AlreadyChanged, or TreeClosed."""
    tree = open_tree(prescription.stage.programme_id)
    rows = Prescription.objects.select_related("exercise", "stage", "changed_by__user")
    current = rows.get(pk=prescription.pk)
    current.stage.programme = tree
    if current.ended_on is not None or current.stage.removed_on is not None:
        raise AlreadyChanged(current, was_removed=True)
    if seen and seen != fingerprint(current):
        raise AlreadyChanged(current)
    return current


def open_stage(stage: Stage, seen: str = "") -> Stage:
    """As it stands now, its tree locked; raises AlreadyChanged, or TreeClosed."""
    tree = open_tree(stage.programme_id)
    current = Stage.objects.select_related("changed_by__user").get(pk=stage.pk)
    current.programme = tree
    if current.removed_on is not None:
        raise AlreadyChanged(current, was_removed=True)
    if seen and seen != stage_fingerprint(current):
        raise AlreadyChanged(current)
    return current
