"""How does a draft differ from what runs, exercise by exercise and stage by stage?

difference_of(proposal)  what publishing would change      list[PlanChange]
meanwhile_in(proposal)   what others changed since the draft was begun
seen_of(proposal)        differs as soon as either of them would say something else
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ..changes import PlanChange
from ..models import Prescription
from .proposal import Proposal, ProposedLine, ProposedStage, said_with_stage
from .said import Said, fingerprint_of
from .timing import Calendar

IN_WORDS = ("exercise", "dose", "frequency", "must_do", "note")


def difference_of(proposal: Proposal) -> list[PlanChange]:
    """In the order of the programme: its own words, then each stage with its exercises."""
    changes = list(programme_change(proposal.running.code, proposal.was, proposal.words))
    for stage in proposal.stages:
        changes += stage_change(stage, proposal.calendar)
        changes += [
            change
            for line in proposal.lines
            if place_of(line) == stage.key
            for change in line_change(proposal, line, line.was, line.now)
        ]
        changes += order_change(proposal, stage)
    return changes


def meanwhile_in(proposal: Proposal) -> list[PlanChange]:
    """What stands otherwise in the running programme than when the draft was begun."""
    changes = list(programme_change(proposal.running.code, proposal.base, proposal.was))
    for stage in proposal.stages:
        if stage.base and stage.was and stage.base != stage.was:
            changes.append(
                PlanChange(
                    f"stage-{stage.key}",
                    "stage",
                    dated(stage.base, proposal.calendar),
                    dated(stage.was, proposal.calendar),
                )
            )
    for line in proposal.lines:
        if line.base is not None:
            changes += line_change(proposal, line, line.base, line.was)
        elif line.running and line.drafted is None and line.was == line.now:
            changes += line_change(proposal, line, None, line.was)
    return changes


def seen_of(proposal: Proposal) -> str:
    """Of the difference and of what was changed meanwhile, as they were read."""
    both = [*difference_of(proposal), *meanwhile_in(proposal)]
    return fingerprint_of(change.as_facts() for change in both)


def place_of(line: ProposedLine) -> UUID:
    """The stage under which a change is told: the new one; of what is taken out, the old one."""
    return line.stage or UUID(line.was["stage"])


def programme_change(code: UUID, was: Said, now: Said) -> Iterator[PlanChange]:
    if was != now:
        yield PlanChange(f"programme-{code}", "programme", was, now)


def stage_change(stage: ProposedStage, calendar: Calendar) -> Iterator[PlanChange]:
    if stage.was != stage.now:
        was, now = dated(stage.was, calendar), dated(stage.now, calendar)
        yield PlanChange(f"stage-{stage.key}", "stage", was, now)


def dated(said: Said | None, calendar: Calendar) -> dict[str, Any] | None:
    """A stage's words with the days on which it begins and ends, as far as they are known."""
    if said is None:
        return None
    after = calendar.begin_of(said["to_week"] + 1)
    ends = after - timedelta(days=1) if after else None
    return said | {"begins": text_of(calendar.begin_of(said["from_week"])), "ends": text_of(ends)}


def text_of(day: date | None) -> str | None:
    return day.isoformat() if day else None


def line_change(
    proposal: Proposal, line: ProposedLine, was: Said | None, now: Said | None
) -> Iterator[PlanChange]:
    if was != now:
        stages = stage_names(proposal)
        yield PlanChange(
            f"line-{line.key}",
            "line",
            named(was, proposal.names, stages),
            named(now, proposal.names, stages),
        )


def named(
    said: Said | None, names: Mapping[int, str], stages: Mapping[str, str]
) -> dict[str, Any] | None:
    """A line's words with the names of its exercise and of its stage."""
    if said is None:
        return None
    facts = {name: said[name] for name in IN_WORDS}
    return facts | {"name": names.get(said["exercise"], ""), "stage": stages.get(said["stage"], "")}


def stage_names(proposal: Proposal) -> dict[str, str]:
    return {str(stage.key): (stage.now or stage.was)["name"] for stage in proposal.stages}


def order_change(proposal: Proposal, stage: ProposedStage) -> Iterator[PlanChange]:
    """Whether the exercises that stay in a stage follow each other in another order."""
    if stage.now is None or stage.running is None:
        return
    stay = [
        line.running
        for line in proposal.lines_of(stage)
        if line.running and line.running.stage_id == stage.running.pk
    ]
    if stay != sorted(stay, key=lambda one: (one.position, one.pk)):
        facts = {"name": stage.now["name"]}
        yield PlanChange(f"order-{stage.key}", "order", facts, facts)


def change_of_line(was: Prescription, now: Prescription) -> PlanChange:
    """From one version to the next, in the same stage."""
    names = {one.exercise_id: one.exercise.name for one in (was, now)}
    stages = {str(was.stage.code): was.stage.name}
    before, after = (named(said_with_stage(one), names, stages) for one in (was, now))
    return PlanChange(f"line-{was.line}", "line", before, after)
