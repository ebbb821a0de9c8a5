"""How does a programme become the copy of another, knowing for each row what it stands for?"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from patients.models import StaffMember

from ...models import Origin, Prescription, Programme, Stage
from ..said import Said, said_by_prescription, said_by_programme, said_by_stage
from ..tree import tree_for


def copy_of(source: Programme, **fields) -> Programme:
    """A new programme that says what the source says; its stages are copied apart."""
    copied = Programme.objects.get(pk=source.pk)
    copied.pk = None
    copied.code = uuid4()
    copied.slug = copied.loaded_digest = ""
    copied.patient = copied.start_on = copied.ended_on = copied.archived_on = None
    copied.revises = copied.drafted_for = copied.shared_on = copied.closed_by = None
    copied.template = copied.ended_by = copied.planned_start_on = None
    copied.end_reason = ""
    for name, value in fields.items():
        setattr(copied, name, value)
    copied._state.adding = True
    copied.save()
    copied.sources.set(source.sources.all())
    return copied


def copy_stages(source: Programme, into: Programme, *, by: StaffMember) -> list[Origin]:
    """Copy what holds now: current stages, latest versions. Each row remembers its source."""
    tree = tree_for(source)
    origins = [origin(into, into.code, source, source.code, said_by_programme(source))]
    for stage in tree.stages:
        its_prescriptions, stage_code, said = tree.of(stage), stage.code, said_by_stage(stage)
        copy_stage_row(stage, into, by)
        origins.append(origin(into, stage.code, source, stage_code, said))
        origins += copy_prescriptions(its_prescriptions, stage, by, source, stage_code)
    return Origin.objects.bulk_create(origins)


def copy_stage_row(stage: Stage, into: Programme, by: StaffMember) -> Stage:
    """The read-in stage becomes a new row of another programme."""
    stage.pk, stage.code, stage.programme, stage.changed_by = None, uuid4(), into, by
    stage._state.adding = True
    stage.save()
    return stage


def copy_prescriptions(
    prescriptions: Iterable[Prescription],
    stage: Stage,
    by: StaffMember,
    source: Programme,
    source_stage: UUID,
) -> list[Origin]:
    """New rows in the stage; gives their origins, not yet saved."""
    copies, origins = [], []
    for prescription in prescriptions:
        line = prescription.line
        said = said_by_prescription(prescription) | {"stage": str(source_stage)}
        copies.append(fresh_copy(prescription, stage, by))
        origins.append(origin(stage.programme, prescription.line, source, line, said))
    Prescription.objects.bulk_create(copies)
    return origins


def fresh_copy(prescription: Prescription, stage: Stage, by: StaffMember) -> Prescription:
    """The read-in prescription becomes the first version of a line of its own."""
    prescription.pk = None
    prescription.code, prescription.line = uuid4(), uuid4()
    prescription.stage, prescription.changed_by = stage, by
    prescription.active_from = prescription.ended_on = prescription.succeeds = None
    prescription.change_reason = ""
    prescription._state.adding = True
    return prescription


def origin(
    programme: Programme, line: UUID, source: Programme, source_line: UUID, said: Said
) -> Origin:
    return Origin(programme=programme, line=line, source=source, source_line=source_line, said=said)
