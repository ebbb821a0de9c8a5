"""Which programmes came from a template, and what was changed in it since each was given?

Pure but for `given_from` and `offers_for`. An offer holds only what the template changed; what
the physio made different for this patient stays as it is, and what was taken out stays out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from patients.access import patients_visible_to

from ..changes import PlanChange, in_plain_words
from ..models import Origin, Prescription, Programme, Stage
from .difference import named
from .proposal import in_length, lengthened
from .said import STAGE_WORDS, Said, differing, said_by_prescription
from .tree import Tree, tree_for, trees_for


@dataclass(frozen=True)
class Tie:
    """Which row of the copy stands for a row of the template, and what that said then."""

    line: UUID
    said: Said


@dataclass(frozen=True)
class Offer:
    """One thing that the template says otherwise now.

    Without `copied` it is new, without `template` it was taken out there. `taken` is what the
    copy is to say.
    """

    change: PlanChange
    template: Prescription | Stage | None
    copied: Prescription | Stage | None
    taken: Said

    @property
    def in_words(self) -> str:
        return in_plain_words(self.change)


@dataclass(frozen=True)
class Copies:
    """The rows of a copy by what they stand for in the template."""

    tree: Tree
    ties: Mapping[UUID, Tie]  # by the template's line or stage code

    def prescription_for(self, line: UUID) -> Prescription | None:
        return self._found(line, self.tree.prescriptions, "line")

    def stage_for(self, code: UUID) -> Stage | None:
        return self._found(code, self.tree.stages, "code")

    def _found(self, mark: UUID, rows: Iterable[Any], field: str) -> Any:
        tie = self.ties.get(mark)
        return next((row for row in rows if tie and getattr(row, field) == tie.line), None)

    def template_stage_of(self, stage: Stage) -> str:
        """The mark of the template's stage; of a stage of the copy's own, its own."""
        marks = (mark for mark, tie in self.ties.items() if tie.line == stage.code)
        return str(next(marks, stage.code))

    def said_by(self, prescription: Prescription) -> Said:
        stage = self.template_stage_of(prescription.stage)
        return said_by_prescription(prescription) | {"stage": stage}


def build_offers(template: Tree, copies: Copies) -> list[Offer]:
    """In the order of the template; what is left out comes last."""
    stages = {str(stage.code): stage.name for stage in template.stages}
    stages |= {copies.template_stage_of(one): one.name for one in copies.tree.stages}
    found: list[Offer] = []
    for stage in template.stages:
        found += stage_offer(stage, copies)
        for prescription in template.of(stage):
            found += line_offer(prescription, copies, stages)
    return [*found, *left_out(template, copies, stages)]


def stage_offer(stage: Stage, copies: Copies) -> Iterator[Offer]:
    now = in_length(stage)
    if stage.code not in copies.ties:
        yield Offer(stage_changed(stage.code, None, now), stage, None, now)
    elif copied := copies.stage_for(stage.code):
        base, mine = lengthened(copies.ties[stage.code].said), in_length(copied)
        if taken := taken_over(base, now, mine):
            yield Offer(stage_changed(stage.code, mine, mine | taken), stage, copied, taken)


def line_offer(
    prescription: Prescription, copies: Copies, stages: Mapping[str, str]
) -> Iterator[Offer]:
    theirs = said_by_prescription(prescription) | {"stage": str(prescription.stage.code)}
    names = {prescription.exercise_id: prescription.exercise.name}
    tie = copies.ties.get(prescription.line)
    if tie is None:
        change = line_changed(prescription.line, None, named(theirs, names, stages))
        yield Offer(change, prescription, None, theirs)
        return
    if copied := copies.prescription_for(prescription.line):
        mine = copies.said_by(copied)
        if taken := taken_over(tie.said, theirs, mine):
            names[copied.exercise_id] = copied.exercise.name
            was, now = named(mine, names, stages), named(mine | taken, names, stages)
            yield Offer(line_changed(prescription.line, was, now), prescription, copied, taken)


def left_out(template: Tree, copies: Copies, stages: Mapping[str, str]) -> Iterator[Offer]:
    """What was taken out of a stage that is still there, and is in the copy as it came."""
    there = {one.line for one in template.prescriptions}
    codes = {str(stage.code) for stage in template.stages}
    for line, tie in copies.ties.items():
        copied = copies.prescription_for(line)
        if line in there or copied is None or tie.said.get("stage") not in codes:
            continue
        if not differing(tie.said, copies.said_by(copied)):
            names = {copied.exercise_id: copied.exercise.name}
            was = named(tie.said, names, stages)
            yield Offer(line_changed(line, was, None), None, copied, {})


def taken_over(base: Said, theirs: Said, mine: Said) -> Said:
    """What was changed there, not here, and is not the same already."""
    changed = differing(base, theirs) - differing(base, mine)
    return {name: theirs[name] for name in changed if theirs.get(name) != mine.get(name)}


def stage_changed(code: UUID, was: Said | None, now: Said) -> PlanChange:
    """A template has no dates: its weeks are told by their number."""

    def facts(said: Said | None) -> Said | None:
        if said is None:
            return None
        words = {name: said[name] for name in STAGE_WORDS}
        days = {"begins": None, "ends": None}
        return words | {"from_week": 1, "to_week": said["weeks"]} | days

    return PlanChange(f"stage-{code}", "stage", facts(was), facts(now))


def line_changed(line: UUID, was: Said | None, now: Said | None) -> PlanChange:
    return PlanChange(f"line-{line}", "line", was, now)


# Reading


@dataclass(frozen=True)
class Given:
    """One running programme that came from the template."""

    programme: Programme
    offers: Sequence[Offer]
    is_known: bool  # whether it is known what the template said when it was given


def given_from(template: Programme, user) -> list[Given]:
    """Those of patients the reader may see, in four queries."""
    visible = patients_visible_to(user)
    running = template.copies.running().filter(patient__in=visible).select_related("patient")
    programmes = list(running.order_by("patient__name", "start_on"))
    if not programmes:
        return []
    ties: dict[int, dict[UUID, Tie]] = {}
    for origin in Origin.objects.filter(source=template, programme__in=programmes):
        tie = Tie(origin.line, origin.said)
        ties.setdefault(origin.programme_id, {})[origin.source_line] = tie
    trees = trees_for([template, *programmes])
    return [
        Given(
            programme,
            build_offers(trees[template.pk], Copies(trees[programme.pk], ties[programme.pk]))
            if programme.pk in ties
            else (),
            programme.pk in ties,
        )
        for programme in programmes
    ]


def copies_in(programme: Programme, template: Programme) -> Copies:
    """The rows of one programme; of its draft, by way of the running programme."""
    running = programme.revises or programme
    ties = {o.source_line: Tie(o.line, o.said) for o in running.origins.filter(source=template)}
    if programme.revises_id:
        drafted = programme.origins.filter(source=running).values_list("source_line", "line")
        lines = dict(drafted)
        ties = {mark: Tie(lines.get(tie.line, tie.line), tie.said) for mark, tie in ties.items()}
        for own in programme.origins.filter(source=template):
            ties[own.source_line] = Tie(own.line, own.said)
    return Copies(tree_for(programme), ties)
