"""How does a draft come into force, and nothing that anybody wrote is lost?

publish(draft=, by=, today=, seen=, reason="", reasons={})   a revision of a running programme
begin(draft=, by=, start_on=)                                a new programme for its patient

Raises TreeClosed where somebody published or discarded the draft meanwhile; SeenOtherwise where
the draft or the running programme says something else than what the publisher has read. Nothing
is written then: both changes are shown, and published together the next time.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from patients.models import Patient, StaffMember

from ...changes import PlanChange
from ...models import Completion, Prescription, Programme, Revision, Stage
from ..comparing import proposal_for
from ..difference import difference_of, seen_of
from ..proposal import Proposal, ProposedLine, ProposedStage
from ..said import Said, say
from .copying import origin
from .locking import TreeClosed, open_tree
from .stages import FAR


class SeenOtherwise(Exception):
    """What would be published is not what was read."""


class NothingChanges(Exception):
    """The draft says what the running programme says."""


class EmptyStage(Exception):
    """A stage holds no exercise: its weeks would ask for nothing."""


@transaction.atomic
def publish(
    *,
    draft: Programme,
    by: StaffMember,
    today: date,
    seen: str = "",
    reason: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Revision:
    """Change the running programme from today on, all of it or nothing, and close the draft.

    What was in force is ended and succeeded, never overwritten; a day that has a tick keeps
    its version. `reasons` are by the key of a change, `reason` is for those that have none.
    """
    running = Programme.objects.select_for_update().get(pk=draft.revises_id)
    tree = open_tree(draft.pk)
    if running.ended_on is not None:
        raise TreeClosed(tree)
    tree.revises = running
    proposal = proposal_for(tree, today)
    if seen and seen != seen_of(proposal):
        raise SeenOtherwise
    changes = difference_of(proposal)
    if not changes:
        raise NothingChanges
    told = with_reasons(changes, reason, reasons or {})
    first_days = put_in_force(proposal, {change.key: change.why for change in told}, by, today)
    told = [replace(change, from_day=first_days.get(change.key)) for change in told]
    tree.archived_on, tree.closed_by = today, by
    tree.save(update_fields=["archived_on", "closed_by"])
    facts = [change.as_facts() for change in told]
    return Revision.objects.create(programme=running, by=by, on=today, reason=reason, changes=facts)


def with_reasons(
    changes: list[PlanChange], reason: str, reasons: Mapping[str, str]
) -> list[PlanChange]:
    return [replace(change, why=reasons.get(change.key) or reason) for change in changes]


def put_in_force(
    proposal: Proposal, whys: Mapping[str, str], by: StaffMember, today: date
) -> dict[str, date]:
    """The running programme becomes what is proposed. Gives the first day of each change."""
    running = proposal.running
    if proposal.words != proposal.was:
        say(running, proposal.words)
        running.save()
    rows = put_stages(proposal, by, today)
    free_days = free_days_of(running, today)
    new_lines: dict[UUID, UUID] = {}
    positions: dict[UUID, int] = {}
    for line in proposal.lines:
        if line.now is None:
            put_out(line, free_days.get(line.key, today))
            continue
        positions[line.stage] = positions.get(line.stage, 0) + 1
        first_day = free_days.get(line.key, today)
        row = put_line(line, rows[line.stage], positions[line.stage], first_day, by, whys)
        if line.drafted:
            new_lines[line.drafted.line] = row.line
    new_lines |= {s.drafted.code: rows[s.key].code for s in proposal.stages if s.drafted and s.now}
    keep_other_origins(proposal, new_lines)
    return {f"line-{line.key}": free_days.get(line.key, today) for line in proposal.lines}


def put_stages(proposal: Proposal, by: StaffMember, today: date) -> dict[UUID, Stage]:
    """Rows by the key of the proposed stage. One that is left out keeps its row."""
    rows: dict[UUID, Stage] = {}
    for stage in proposal.stages:
        if stage.now is None:
            stage.running.removed_on, stage.running.changed_by = today, by
            stage.running.save()
    Stage.objects.bulk_update(step_aside(proposal), ["position"])
    for position, stage in enumerate(proposal.current_stages, start=1):
        row = stage.running or new_stage(stage, proposal.running)
        row.position = position
        if stage.was != stage.now:
            say(row, stage.now)
            row.changed_by = by
        row.save()
        rows[stage.key] = row
    return rows


def step_aside(proposal: Proposal) -> list[Stage]:
    """No two stages may ever have the same position, not even in between."""
    moved = [stage.running for stage in proposal.current_stages if stage.running]
    for stage in moved:
        stage.position += FAR
    return moved


def new_stage(stage: ProposedStage, programme: Programme) -> Stage:
    translated = stage.drafted.in_other_languages
    return Stage(programme=programme, in_other_languages=translated)


def put_out(line: ProposedLine, first_day: date) -> None:
    """It is ended. Who said so and why stands in the revision."""
    row = line.running
    row.ended_on = max(first_day, row.active_from or first_day)
    row.save(update_fields=["ended_on"])


def put_line(
    line: ProposedLine,
    stage: Stage,
    position: int,
    first_day: date,
    by: StaffMember,
    whys: Mapping[str, str],
) -> Prescription:
    """What holds from now on: the same row, its successor, or a new one."""
    row = line.running
    if row is not None and line.was == line.now:
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
        return row
    first_day = max(first_day, row.active_from or first_day) if row else first_day
    successor = Prescription(stage=stage, position=position, active_from=first_day, succeeds=row)
    if row is not None:
        row.ended_on = first_day
        row.save(update_fields=["ended_on"])
        if row.exercise_id == line.now["exercise"]:
            successor.line = row.line  # a line is one exercise through all its doses
    say(successor, without_stage(line.now))
    if line.drafted:
        successor.shorthand = line.drafted.shorthand
        successor.in_other_languages = line.drafted.in_other_languages
    successor.changed_by = by
    successor.change_reason = whys.get(f"line-{line.key}", "")
    successor.save()
    return successor


def without_stage(said: Said) -> Said:
    return {name: value for name, value in said.items() if name != "stage"}


def free_days_of(programme: Programme, today: date) -> dict[UUID, date]:
    """By line: the day after the last one, from today on, that already has a tick."""
    ticks = Completion.objects.standing().filter(prescription__stage__programme=programme)
    last = ticks.filter(on__gte=today).values_list("prescription__line").annotate(Max("on"))
    return {line: on + timedelta(days=1) for line, on in last.order_by()}


def keep_other_origins(proposal: Proposal, new_lines: Mapping[UUID, UUID]) -> None:
    """What the draft took over from its template is known of the running programme too."""
    running, draft = proposal.running, proposal.draft
    lines = {draft.code: running.code, **new_lines}
    for tie in draft.origins.exclude(source=running).select_related("source"):
        if tie.line in lines:
            running.origins.filter(source=tie.source, line=lines[tie.line]).delete()
            origin(running, lines[tie.line], tie.source, tie.source_line, tie.said).save()


@transaction.atomic
def begin(*, draft: Programme, by: StaffMember, start_on: date) -> Programme:
    """The draft of a new programme becomes the patient's, from that day on.

    Raises EmptyStage, and nothing is given, where a stage holds no exercise.
    """
    Patient.objects.select_for_update().get(pk=draft.drafted_for_id)
    programme = open_tree(draft.pk)
    held = Prescription.objects.latest_versions().filter(stage=OuterRef("pk"), ended_on=None)
    if programme.stages.current().filter(~Exists(held)).exists():
        raise EmptyStage
    Prescription.objects.filter(stage__programme=programme, ended_on__isnull=False).delete()
    programme.stages.filter(removed_on__isnull=False).delete()
    programme.patient_id, programme.drafted_for = programme.drafted_for_id, None
    programme.physio, programme.start_on = by, start_on
    programme.save()
    return programme
