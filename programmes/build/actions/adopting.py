"""How does what was changed in a template come to one patient? As a draft, like any change.

draft_template_changes(programme=, by=)   the open draft, with what the template changed since
"""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from patients.models import StaffMember

from ...models import Origin, Prescription, Programme, Stage
from ..offers import Copies, Offer, build_offers, copies_in
from ..said import said_by_prescription, said_by_stage, say
from ..timing import WeeksBegun, stretch
from ..tree import tree_for
from .copying import copy_stage_row, fresh_copy
from .drafting import draft_revision
from .locking import open_tree
from .stages import FAR, current_stages, index_of, save_order, save_weeks


@transaction.atomic
def draft_template_changes(*, programme: Programme, by: StaffMember) -> Programme:
    """Only what the template changed; what was made different for this patient stays."""
    template = programme.template
    draft = open_tree(draft_revision(programme=programme, by=by).pk)
    draft.revises = programme
    copies = copies_in(draft, template)
    for offer in build_offers(tree_for(template), copies):
        row = take_over(offer, copies, by)
        copies.tree.stages[:] = current_stages(draft)
        if row is not None and offer.template is not None:
            remember(row, draft, offer.template, template)
            copies = copies_in(draft, template)
    return draft


def take_over(offer: Offer, copies: Copies, by: StaffMember) -> Prescription | Stage | None:
    """The row of the draft that now says what the template says."""
    if isinstance(offer.template, Stage):
        if offer.copied is None:
            return new_stage(offer.template, copies, by)
        return changed_stage(offer, by)
    if offer.template is None:
        offer.copied.ended_on, offer.copied.changed_by = timezone.localdate(), by
        offer.copied.save(update_fields=["ended_on", "changed_by"])
        return offer.copied
    stage = copies.stage_for(offer.template.stage.code)
    if offer.copied is None:
        return new_prescription(offer.template, stage, by) if stage else None
    return changed_prescription(offer, stage, by)


def new_prescription(template: Prescription, stage: Stage, by: StaffMember) -> Prescription:
    row = Prescription.objects.get(pk=template.pk)
    row = fresh_copy(row, stage, by)
    row.position = stage.prescriptions.latest_versions().count() + 1
    row.save()
    return row


def changed_prescription(offer: Offer, stage: Stage | None, by: StaffMember) -> Prescription:
    row = offer.copied
    say(row, {name: value for name, value in offer.taken.items() if name != "stage"})
    if "stage" in offer.taken and stage is not None:
        row.stage = stage
    if {"dose", "note"} & set(offer.taken):
        row.in_other_languages = row.in_other_languages | offer.template.in_other_languages
        row.shorthand = offer.template.shorthand
    row.changed_by = by
    row.save()
    return row


def changed_stage(offer: Offer, by: StaffMember) -> Stage:
    row = Stage.objects.get(pk=offer.copied.pk)
    say(row, {name: value for name, value in offer.taken.items() if name != "weeks"})
    row.changed_by = by
    row.save()
    if weeks := offer.taken.get("weeks"):
        with suppress(WeeksBegun), transaction.atomic():
            lengthen(row, weeks)
    return row


def lengthen(stage: Stage, weeks: int) -> None:
    """Raises WeeksBegun where a week that has begun would get another stage."""
    draft = Programme.objects.get(pk=stage.programme_id)
    stages = current_stages(draft)
    changed = stages[index_of(stages, stage)]
    stretch(stages, changed, changed.from_week, changed.from_week + weeks - 1)
    save_weeks(stages, draft)


def new_stage(template: Stage, copies: Copies, by: StaffMember) -> Stage:
    """After the stage that it follows in the template; its exercises come as offers of their own."""
    draft = copies.tree.programme
    before = template.programme.stages.current().filter(position__lt=template.position).last()
    follows = copies.stage_for(before.code) if before else None
    stages = current_stages(draft)
    at = index_of(stages, follows) + 1 if follows else len(stages) if before else 0
    row = Stage.objects.get(pk=template.pk)
    length = row.to_week - row.from_week + 1
    row.position = FAR * 2 + draft.stages.count()
    row.from_week = stages[at - 1].to_week + 1 if at else 1
    row.to_week = row.from_week + length - 1
    row = copy_stage_row(row, draft, by)
    for later in stages[at:]:
        later.from_week, later.to_week = later.from_week + length, later.to_week + length
    stages.insert(at, row)
    save_order(stages)
    save_weeks(stages, draft)
    return row


def remember(
    row: Prescription | Stage, draft: Programme, source: Prescription | Stage, template: Programme
) -> None:
    """From now on the template is compared with what it says today."""
    if isinstance(row, Stage):
        marks, said = (row.code, source.code), said_by_stage(source)
    else:
        said = said_by_prescription(source) | {"stage": str(source.stage.code)}
        marks = row.line, source.line
    Origin.objects.update_or_create(
        programme=draft,
        source=template,
        line=marks[0],
        defaults={"source_line": marks[1], "said": said},
    )
