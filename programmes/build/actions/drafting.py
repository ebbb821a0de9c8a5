"""What is begun as a draft, and how does it end? Never touches a running programme.

draft_revision(programme=, by=)            the open draft of a running programme, made if need be
draft_for_patient(patient=, by=, name=)    a new programme for one patient, from scratch
adapt_for_patient(patient=, by=, template=)  a template for one patient, to be adapted first
draft_template(by=, name=, copied_from=)   a template of one's own: empty, or a copy of a template
save_as_template(programme=, by=, name=)   a patient's programme as a template, without the patient
discard(draft=, by=)                       closes a draft; what was drafted stays readable
share_template / archive_template / unarchive_template(template=, by=)

A draft is a Programme with `drafted_for`; what is edited in it is in editing.py, what it would
change in ../difference.py, and publishing.py puts it in force.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from patients.models import Patient, StaffMember

from ...models import Prescription, Programme, Stage
from ..comparing import proposal_for
from ..default_names import stage_name
from ..said import as_written
from .copying import copy_of, copy_stages

WEEKS_OF_A_NEW_STAGE = 6


@transaction.atomic
def draft_revision(*, programme: Programme, by: StaffMember) -> Programme:
    """The one draft in which everybody writes what is to change in a running programme."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("patient")
    running = rows.get(pk=programme.pk)
    if already := running.drafts.filter(archived_on__isnull=True).first():
        already.revises = running
        return caught_up(already, running.patient.local_today())
    fields = {"clinic": running.patient.clinic, "drafted_for": running.patient}
    draft = copy_of(running, **fields, revises=running, physio=by, template=running.template)
    copy_stages(running, draft, by=by)
    return draft


def caught_up(draft: Programme, today: date) -> Programme:
    """A draft that waited: weeks that have begun meanwhile keep the stage they had."""
    weeks = {
        stage.drafted.pk: (stage.now["from_week"], stage.now["to_week"])
        for stage in proposal_for(draft, today).current_stages
        if stage.drafted
    }
    stages = list(draft.stages.filter(pk__in=weeks))
    for stage in stages:
        stage.from_week, stage.to_week = weeks[stage.pk]
    Stage.objects.bulk_update(stages, ["from_week", "to_week"])
    return draft


@transaction.atomic
def draft_for_patient(
    *, patient: Patient, by: StaffMember, name: str, planned_start_on: date | None = None
) -> Programme:
    """An empty programme for one patient, which begins once it is published.

    The planned start is what its giver is offered then. One's own that is still empty is opened
    again, so that they do not pile up.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    own = patient.drafts.filter(archived_on__isnull=True, revises__isnull=True, physio=by)
    if empty := own.filter(stages__prescriptions__isnull=True).first():
        return empty
    draft = Programme.objects.create(
        name=name,
        clinic=patient.clinic,
        drafted_for=patient,
        physio=by,
        planned_start_on=planned_start_on,
    )
    first_stage(draft, by)
    return draft


@transaction.atomic
def adapt_for_patient(*, patient: Patient, by: StaffMember, template: Programme) -> Programme:
    """The template as a draft for this patient, who sees nothing of it before it is given."""
    given = {"template": template, "clinic": patient.clinic, "drafted_for": patient}
    draft = copy_of(template, **given, physio=by)
    copy_stages(template, draft, by=by)
    return draft


@transaction.atomic
def draft_template(
    *, by: StaffMember, name: str, copied_from: Programme | None = None
) -> Programme:
    """A template of the physio's own, to be shared later; the copied one is left alone."""
    if copied_from is not None:
        draft = copy_of(copied_from, name=name, clinic=by.clinic, physio=by)
        copy_stages(copied_from, draft, by=by)
        return draft
    draft = Programme.objects.create(name=name, clinic=by.clinic, physio=by)
    first_stage(draft, by)
    return draft


@transaction.atomic
def save_as_template(*, programme: Programme, by: StaffMember, name: str) -> Programme:
    """What a patient has as a template of the physio's own.

    No word that was written to this patient comes along: a note stays only where it is the
    one that the programme's template has. Nothing ties the template to the patient.
    """
    shared_words = notes_of_template(programme)
    draft = copy_of(programme, name=name, clinic=by.clinic, physio=by, promised_minutes=None)
    origins = copy_stages(programme, draft, by=by)
    source_of = {one.line: one.source_line for one in origins}
    for prescription in Prescription.objects.filter(stage__programme=draft):
        known = shared_words.get(source_of[prescription.line], set())
        for field in ("note", "dose_note"):
            if as_written(prescription, field) not in known:
                setattr(prescription, field, "")
        prescription.save()
    draft.origins.all().delete()
    return draft


def notes_of_template(programme: Programme) -> dict[UUID, set[str]]:
    """By line of the patient's programme: the words that its template had there."""
    ties = programme.origins.filter(source=programme.template_id)
    return {
        tie.line: {tie.said.get("note", ""), tie.said.get("dose", {}).get("note", "")}
        for tie in ties
    }


def first_stage(programme: Programme, by: StaffMember) -> Stage:
    return Stage.objects.create(
        programme=programme,
        position=1,
        name=stage_name(1, programme.drafted_for),
        from_week=1,
        to_week=WEEKS_OF_A_NEW_STAGE,
        changed_by=by,
    )


@transaction.atomic
def discard(*, draft: Programme, by: StaffMember, today: date) -> None:
    """Close an open draft unpublished. A second time does nothing."""
    locked = Programme.objects.select_for_update().get(pk=draft.pk)
    if locked.is_open_draft:
        locked.archived_on, locked.closed_by = today, by
        locked.save(update_fields=["archived_on", "closed_by"])


def share_template(*, template: Programme, today: date) -> None:
    """From now on every physio of the clinic can give and edit it."""
    Programme.objects.filter(pk=template.pk, shared_on__isnull=True).update(shared_on=today)


def archive_template(*, template: Programme, by: StaffMember, today: date) -> None:
    """It is no longer offered. Programmes that came from it go on."""
    open_ones = Programme.objects.filter(pk=template.pk, archived_on__isnull=True)
    open_ones.update(archived_on=today, closed_by=by)


def unarchive_template(*, template: Programme) -> None:
    Programme.objects.filter(pk=template.pk).update(archived_on=None, closed_by=None)
