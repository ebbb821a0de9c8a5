"""What is compared for a draft, read from the database? Nine queries, whatever its size."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from exercises.models import Exercise

from ..models import Programme
from .proposal import Proposal, build_proposal
from .timing import calendar_for
from .tree import tree_for


def proposal_for(draft: Programme, today: date) -> Proposal:
    """The draft of a running programme beside that programme, as both stand now."""
    running = draft.revises
    origins = list(draft.origins.filter(source=running))
    proposal = build_proposal(
        tree_for(running), tree_for(draft), origins, calendar_for(running, today)
    )
    return with_names(proposal, {one.said.get("exercise") for one in origins})


def with_names(proposal: Proposal, exercises: Iterable[int | None]) -> Proposal:
    """Exercises that stand in neither programme any longer have a name too."""
    missing = {pk for pk in exercises if pk} - set(proposal.names)
    if not missing:
        return proposal
    found = Exercise.objects.filter(pk__in=missing).only("name", "in_other_languages")
    return replace(proposal, names={**proposal.names, **{one.pk: one.name for one in found}})
