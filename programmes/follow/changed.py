"""What did the clinic change in the plan, and why, in words for the patient?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from exercises.models import Exercise
from patients.models import Patient

from ..changes import (
    ForPatient,
    PlanChange,
    change_in,
    exercises_in,
    for_patient,
    in_readers_names,
)
from ..models import Revision
from ..models.revision import SHOWN_DAYS

SEEN_AT_ONCE = 3
STAGES_TOLD = 2  # the one that ends otherwise and the one that follows; later ones only move along


@dataclass(frozen=True)
class News:
    """What was changed since the patient last put it away."""

    changes: Sequence[ForPatient]
    who: str
    on: date
    newest: UUID

    @property
    def shared_why(self) -> str:
        return shared_why(self.changes)

    @property
    def first(self) -> Sequence[ForPatient]:
        return self.changes[:SEEN_AT_ONCE]

    @property
    def others(self) -> Sequence[ForPatient]:
        return self.changes[SEEN_AT_ONCE:]


def shared_why(changes: Sequence[ForPatient]) -> str:
    """The reason, where all changes have the same."""
    reasons = {change.why for change in changes}
    return reasons.pop() if len(reasons) == 1 else ""


def unseen_revisions(patient: Patient, today: date) -> QuerySet[Revision]:
    running = Revision.objects.filter(programme__patient=patient, programme__ended_on__isnull=True)
    return running.unseen_on(today)


def news_for(patient: Patient, today: date) -> News | None:
    """Two queries; None where there is nothing to tell."""
    revisions = list(unseen_revisions(patient, today).select_related("by__user"))
    changes = told(revisions, patient.affected_side)
    if not changes:
        return None
    return News(changes, str(revisions[0].by), revisions[0].on, revisions[0].code)


def told_lately(patient: Patient, today: date) -> dict[int, list[ForPatient]]:
    """By programme id: what was changed in the last two weeks. Two queries, one if nothing."""
    since = today - timedelta(days=SHOWN_DAYS)
    found = Revision.objects.filter(programme__patient=patient, on__gte=since)
    by_programme: dict[int, list[Revision]] = {}
    for revision in found:
        by_programme.setdefault(revision.programme_id, []).append(revision)
    names = names_for(found)
    return {
        programme: told(revisions, patient.affected_side, names)
        for programme, revisions in by_programme.items()
    }


def names_for(revisions: Iterable[Revision]) -> dict[int, str]:
    """Exercises as the reader calls them, by id."""
    ids = exercises_in([change_in(facts) for one in revisions for facts in one.changes])
    found = Exercise.objects.filter(pk__in=ids).only("name", "in_other_languages")
    return {one.pk: one.name for one in found} if ids else {}


def told(
    revisions: Sequence[Revision], affected_side: str, names: Mapping[int, str] | None = None
) -> list[ForPatient]:
    """What several revisions, the newest first, come to: one change for each exercise."""
    changes = in_readers_names(
        together(revisions), names_for(revisions) if names is None else names
    )
    stages = [change for change in changes if change.of == "stage"]
    told_of = [change for change in changes if change not in stages[STAGES_TOLD:]]
    return [said for change in told_of if (said := for_patient(change, affected_side))]


def together(revisions: Sequence[Revision]) -> list[PlanChange]:
    """From what it was first to what it is now. What came back to where it was is left out."""
    found: dict[str, PlanChange] = {}
    for revision in reversed(revisions):
        for facts in revision.changes:
            change = change_in(facts)
            earlier = found.pop(change.key, None)
            found[change.key] = replace(change, was=earlier.was) if earlier else change
    return [change for change in found.values() if change.was != change.now]
