"""What is done with the stages of a template or a draft? See editing.py for the manner.

add_stage(programme=, by=, name="", weeks=2)         at the end
copy_stage(stage=, by=)                              right after it, with its exercises
change_stage(stage=, change=StageChange, by=, seen="")   later stages move along
move_stage(stage=, position=, by=)                   position from 1; each keeps its length
remove_stage(stage=, by=) / restore_stage(stage=, by=)

In the draft of a running programme WeeksBegun is raised where a week that the patient has begun
would get another stage; WeeksOutOfOrder where a stage would have no week left.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from patients.models import StaffMember

from ...models import Prescription, Programme, Stage
from ..change import StageChange
from ..default_names import stage_name
from ..said import STAGE_WORDS
from ..timing import WeeksBegun, calendar_for, lay_end_to_end, stretch
from .copying import copy_stage_row, fresh_copy
from .editing import inserted
from .locking import open_stage, open_tree

FAR = 1000  # beyond every position, to step over while stages change places


@transaction.atomic
def add_stage(*, programme: Programme, by: StaffMember, name: str = "", weeks: int = 2) -> Stage:
    tree = open_tree(programme.pk)
    last = current_stages(tree)[-1:]
    number, first = len(current_stages(tree)) + 1, last[0].to_week + 1 if last else 1
    return Stage.objects.create(
        programme=tree,
        position=last[0].position + 1 if last else 1,
        name=name or stage_name(number, tree.drafted_for),
        from_week=first,
        to_week=first + weeks - 1,
        changed_by=by,
    )


@transaction.atomic
def copy_stage(*, stage: Stage, by: StaffMember) -> Stage:
    """The same again, right after it; later stages move along."""
    stage = open_stage(stage)
    tree, stages = stage.programme, current_stages(stage.programme)
    copied = duplicate(stage, by)
    place(inserted(stages, copied, index_of(stages, stage) + 2), tree)
    return copied


def duplicate(stage: Stage, by: StaffMember) -> Stage:
    """A copy of the stage with its current prescriptions, at no place yet."""
    prescriptions = list(stage.prescriptions.latest_versions())
    copied = Stage.objects.get(pk=stage.pk)
    copied.position = FAR * 2 + Stage.objects.filter(programme=stage.programme).count()
    copied = copy_stage_row(copied, stage.programme, by)
    rows = [fresh_copy(prescription, copied, by) for prescription in prescriptions]
    Prescription.objects.bulk_create(rows)
    return copied


@transaction.atomic
def change_stage(*, stage: Stage, change: StageChange, by: StaffMember, seen: str = "") -> Stage:
    """Its words and weeks. The stage before ends where it begins, later ones move along."""
    current = open_stage(stage, seen)
    stages = current_stages(current.programme)
    changed = stages[index_of(stages, current)]
    for name in STAGE_WORDS:
        setattr(changed, name, getattr(change, name))
    changed.changed_by = by
    stretch(stages, changed, change.from_week, change.to_week)
    changed.save()
    save_weeks(stages, current.programme)
    return changed


@transaction.atomic
def move_stage(*, stage: Stage, position: int, by: StaffMember) -> Stage:
    """To a position from 1. The stages follow each other without a gap, each as long as before."""
    current = open_stage(stage)
    stages = current_stages(current.programme)
    moved = stages.pop(index_of(stages, current))
    moved.changed_by = by
    moved.save(update_fields=["changed_by"])
    place(inserted(stages, moved, position), current.programme)
    moved.refresh_from_db()
    return moved


@transaction.atomic
def remove_stage(*, stage: Stage, by: StaffMember) -> Stage:
    """Take it out with its exercises; later stages move up. The row is kept to be put back."""
    current = open_stage(stage)
    current.removed_on, current.changed_by = timezone.localdate(), by
    current.save(update_fields=["removed_on", "changed_by"])
    place(current_stages(current.programme), current.programme)
    return current


@transaction.atomic
def restore_stage(*, stage: Stage, by: StaffMember) -> Stage:
    """Put back what was taken out, in front of the stage that has its position now."""
    tree = open_tree(stage.programme_id)
    current = Stage.objects.get(pk=stage.pk)
    if current.removed_on is None:
        return current
    stages, wanted = current_stages(tree), current.position
    current.position = FAR * 2 + Stage.objects.filter(programme=tree).count()
    current.removed_on, current.changed_by = None, by
    current.save()
    place(inserted(stages, current, wanted), tree)
    return current


def current_stages(tree: Programme) -> list[Stage]:
    return list(tree.stages.current().order_by("position", "pk"))


def index_of(stages: Sequence[Stage], stage: Stage) -> int:
    return next(at for at, one in enumerate(stages) if one.pk == stage.pk)


def place(stages: Sequence[Stage], tree: Programme) -> None:
    """Positions from 1 in this order, weeks end to end from where the first one began."""
    first_week = min((stage.from_week for stage in current_stages(tree)), default=1)
    lay_end_to_end(stages, first_week)
    save_order(stages)
    save_weeks(stages, tree)


def save_order(stages: Sequence[Stage]) -> None:
    """Positions from 1 in this order; in two steps, since no two may ever have the same."""
    for offset in (FAR, 0):
        for position, stage in enumerate(stages, start=1):
            stage.position = offset + position
        Stage.objects.bulk_update(stages, ["position"])


def save_weeks(stages: Sequence[Stage], tree: Programme) -> None:
    Stage.objects.bulk_update(stages, ["from_week", "to_week"])
    if tree.revises_id:
        refuse_begun_weeks(tree)


def refuse_begun_weeks(draft: Programme) -> None:
    """In the draft of a running programme: raises WeeksBegun (see timing.py)."""
    running = Programme.objects.select_related("patient").get(pk=draft.revises_id)
    free_week = calendar_for(running, running.patient.local_today()).free_week
    stands_for = dict(draft.origins.filter(source=running).values_list("line", "source_line"))
    before = begun_weeks(current_stages(running), free_week, {})
    after = begun_weeks(current_stages(draft), free_week, stands_for)
    if before != after:
        raise WeeksBegun


def begun_weeks(stages: Sequence[Stage], free_week: int, stands_for: dict) -> list[tuple]:
    """Which stage each week that has begun belongs to."""
    return [
        (stands_for.get(stage.code, stage.code), stage.from_week, min(stage.to_week, free_week - 1))
        for stage in stages
        if stage.from_week < free_week
    ]
