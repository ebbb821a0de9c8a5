"""What would a draft make of the running programme, as that stands now?

Pure on trees that were read in. Three are compared: what the running programme said when the
draft was begun (its origins), what it says now, and what the draft says. So what somebody else
changed in the running programme meanwhile is kept, and told; where both changed the same, the
draft's word counts, and the other's is told too.

Weeks that have begun keep their stage: a draft that waited moves along to the next free week.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from ..models import Origin, Prescription, Programme, Stage
from .said import (
    Said,
    differing,
    merged,
    said_by_prescription,
    said_by_programme,
    said_by_stage,
)
from .timing import Calendar
from .tree import Tree


@dataclass(frozen=True)
class ProposedLine:
    """One exercise: as it runs, as it was when the draft was begun, as it is to be.

    Without `running` it is new, without `now` it is taken out.
    """

    key: UUID
    running: Prescription | None
    drafted: Prescription | None
    base: Said | None
    was: Said | None
    now: Said | None
    stage: UUID | None = None  # key of the proposed stage


@dataclass(frozen=True)
class ProposedStage:
    """One stage in its place, with the weeks that it can really have."""

    key: UUID
    running: Stage | None
    drafted: Stage | None
    base: Said | None
    was: Said | None
    now: Said | None


@dataclass(frozen=True)
class Proposal:
    draft: Programme
    running: Programme
    calendar: Calendar
    base: Said
    was: Said
    words: Said
    stages: Sequence[ProposedStage]  # in their new order; those left out come last
    lines: Sequence[ProposedLine]  # in their new order; those taken out come last
    names: Mapping[int, str] = field(default_factory=dict)  # of exercises, by id

    @property
    def current_stages(self) -> list[ProposedStage]:
        return [stage for stage in self.stages if stage.now is not None]

    def lines_of(self, stage: ProposedStage) -> list[ProposedLine]:
        return [line for line in self.lines if line.now is not None and line.stage == stage.key]


@dataclass(frozen=True)
class Ties:
    """Which row of the draft stands for which of the running programme."""

    by_line: Mapping[UUID, Origin]

    def source_of(self, line: UUID) -> UUID:
        """The running row's mark; of what is new in the draft, its own."""
        return self.by_line[line].source_line if line in self.by_line else line

    def base_of(self, line: UUID) -> Said | None:
        return self.by_line[line].said if line in self.by_line else None

    @property
    def known(self) -> set[UUID]:
        """Marks of running rows that the draft was begun with."""
        return {origin.source_line for origin in self.by_line.values()}

    def said_when_begun(self, source_line: UUID) -> Said | None:
        found = (o.said for o in self.by_line.values() if o.source_line == source_line)
        return next(found, None)


def build_proposal(
    running: Tree, draft: Tree, origins: Iterable[Origin], calendar: Calendar
) -> Proposal:
    ties = Ties({origin.line: origin for origin in origins})
    stages = proposed_stages(running, draft, ties, calendar)
    was = said_by_programme(running.programme)
    base = ties.base_of(draft.programme.code) or was
    words, _ = merged(base, was, said_by_programme(draft.programme))
    both = [*running.prescriptions, *draft.prescriptions]
    return Proposal(
        draft=draft.programme,
        running=running.programme,
        calendar=calendar,
        base=base,
        was=was,
        words=words,
        stages=stages,
        lines=proposed_lines(running, draft, ties, stages),
        names={one.exercise_id: one.exercise.name for one in both},
    )


# Stages


def proposed_stages(
    running: Tree, draft: Tree, ties: Ties, calendar: Calendar
) -> list[ProposedStage]:
    runs = {stage.code: stage for stage in running.stages}
    wanted = {w.key: w for s in draft.stages if (w := stage_with_its_words(s, runs, ties))}
    begun = [s for s in running.stages if s.from_week < calendar.free_week]
    unknown = [s for s in running.stages if s.code not in ties.known]
    in_order = {s.code: wanted.get(s.code) or as_far_as_begun(s, ties) for s in begun}
    in_order |= {key: stage for key, stage in wanted.items() if key not in in_order}
    in_order |= {s.code: as_it_runs(s) for s in unknown if s.code not in in_order}
    left_out = [replace(as_it_runs(s), now=None) for s in running.stages if s.code not in in_order]
    gaps = {ties.source_of(stage.code): gap for stage, gap in with_gaps(draft.stages)}
    return [*timed(list(in_order.values()), gaps, calendar.free_week), *left_out]


def stage_with_its_words(stage: Stage, runs: Mapping[UUID, Stage], ties: Ties) -> ProposedStage:
    key, base, mine = ties.source_of(stage.code), ties.base_of(stage.code), in_length(stage)
    if key not in runs:
        return ProposedStage(key, None, stage, None, None, mine)
    theirs = in_length(runs[key])
    now, _ = merged(lengthened(base) if base else theirs, theirs, mine)
    return ProposedStage(key, runs[key], stage, base, said_by_stage(runs[key]), now)


def as_it_runs(stage: Stage) -> ProposedStage:
    said = said_by_stage(stage)
    return ProposedStage(stage.code, stage, None, said, said, in_length(stage))


def as_far_as_begun(stage: Stage, ties: Ties) -> ProposedStage:
    """A stage that has begun and that the draft leaves out: it ends as soon as it can."""
    runs = as_it_runs(stage)
    is_left_out = stage.code in ties.known
    return replace(runs, now=runs.now | {"weeks": 0}) if is_left_out else runs


def in_length(stage: Stage) -> Said:
    return lengthened(said_by_stage(stage))


def lengthened(said: Said) -> Said:
    """Weeks as a number, so that two who moved a stage do not contradict each other."""
    words = {name: value for name, value in said.items() if not name.endswith("_week")}
    return words | {"weeks": said["to_week"] - said["from_week"] + 1}


def with_gaps(stages: Sequence[Stage]) -> list[tuple[Stage, int]]:
    """Each with the weeks that lie open before it."""
    ends = [0, *(stage.to_week for stage in stages)]
    return [(s, max(0, s.from_week - end - 1)) for s, end in zip(stages, ends, strict=False)]


def timed(
    stages: Sequence[ProposedStage], gaps: Mapping[UUID, int], free_week: int
) -> list[ProposedStage]:
    """Each with its weeks: what has begun as it was, the rest one after the other."""
    found: list[ProposedStage] = []
    end = 0
    for at, stage in enumerate(stages):
        begun = stage.running if stage.running and stage.running.from_week < free_week else None
        if begun:
            first = begun.from_week
            following = stages[at + 1].running if at + 1 < len(stages) else None
            is_past = following is not None and following.from_week < free_week
            last = begun.to_week if is_past else first + stage.now["weeks"] - 1
            last = max(last, min(begun.to_week, free_week - 1))
        else:
            first = end + 1 + gaps.get(stage.key, 0)
            first = max(first, free_week) if end else max(first, 1)
            last = first + stage.now["weeks"] - 1
        words = {name: value for name, value in stage.now.items() if name != "weeks"}
        found.append(replace(stage, now=words | {"from_week": first, "to_week": last}))
        end = last
    return found


# Lines


def proposed_lines(
    running: Tree, draft: Tree, ties: Ties, stages: Sequence[ProposedStage]
) -> list[ProposedLine]:
    runs = {one.line: one for one in running.prescriptions}
    there = {stage.key for stage in stages if stage.now is not None}
    found = [line for p in draft.prescriptions if (line := drafted_line(p, runs, ties, there))]
    drafted = {line.key for line in found}
    for prescription in running.prescriptions:
        if prescription.line in drafted:
            continue
        said = said_with_stage(prescription)
        stays = prescription.line not in ties.known and prescription.stage.code in there
        base = ties.said_when_begun(prescription.line) or said
        now = said if stays else None
        found.append(
            ProposedLine(
                prescription.line, prescription, None, base, said, now, prescription.stage.code
            )
        )
    return sorted(found, key=lambda line: line.now is None)


def drafted_line(
    prescription: Prescription, runs: Mapping[UUID, Prescription], ties: Ties, there: set[UUID]
) -> ProposedLine | None:
    """None for what somebody else took out and the draft left as it was."""
    key, base = ties.source_of(prescription.line), ties.base_of(prescription.line)
    mine = said_with_stage(prescription, ties)
    if key in runs:
        theirs = said_with_stage(runs[key])
        now, _ = merged(base or theirs, theirs, mine)
        if UUID(now["stage"]) not in there:
            now["stage"] = mine["stage"]
        stage = UUID(now["stage"])
        return ProposedLine(key, runs[key], prescription, base, theirs, now, stage)
    if base is not None and not differing(base, mine):
        return None
    return ProposedLine(key, None, prescription, base, None, mine, UUID(mine["stage"]))


def said_with_stage(prescription: Prescription, ties: Ties | None = None) -> dict[str, Any]:
    """What it says, with the mark of the running stage in which it stands."""
    code = prescription.stage.code
    code = ties.source_of(code) if ties else code
    return said_by_prescription(prescription) | {"stage": str(code)}
