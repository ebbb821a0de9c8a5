"""What changed when in what this patient was given, who changed it, and why?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from patients.models import Patient, StaffMember

from ..changes import change_in, in_plain_words
from ..lines import Line
from ..models import Prescription, Revision

SAME_DEED = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    on: date
    by: StaffMember | None
    why: str
    lines: Sequence[str]
    was_seen: bool | None = None  # by the patient; None where that was not kept


def history_for(patient: Patient) -> list[Change]:
    """Published changes, and changed doses from before these were kept; the newest first.

    Two queries.
    """
    revisions = list(Revision.objects.filter(programme__patient=patient).select_related("by__user"))
    changed = Prescription.objects.filter(
        Q(succeeds__isnull=False) | ~Q(change_reason=""), stage__programme__patient=patient
    )
    rows = changed.select_related("exercise", "succeeds", "changed_by__user").defer(
        "exercise__pose", "exercise__evidence_figures"
    )
    older = [row for row in rows if not any(is_part_of(row, each) for each in revisions)]
    found = [change_of(each) for each in revisions] + [change_of_dose(row) for row in older]
    return sorted(found, key=lambda change: change.on, reverse=True)


def is_part_of(row: Prescription, revision: Revision) -> bool:
    """Whether the row was written when this change was published."""
    return abs(row.created_at - revision.published_at) < SAME_DEED


def change_of(revision: Revision) -> Change:
    lines = [in_plain_words(change_in(facts)) for facts in revision.changes]
    return Change(
        on=revision.on,
        by=revision.by,
        why=revision.reason or "; ".join(filter(None, (f.get("why") for f in revision.changes))),
        lines=lines,
        was_seen=revision.seen_at is not None,
    )


def change_of_dose(row: Prescription) -> Change:
    now, name = Line(row).in_short, row.exercise.name
    words = f"{name}: {Line(row.succeeds).in_short} → {now}" if row.succeeds else f"{name}: {now}"
    if not row.active_from:
        words = _("%(change)s (before it was first done)") % {"change": words}
    on = row.active_from or row.created_at.date()
    return Change(on=on, by=row.changed_by, why=row.change_reason, lines=[words])
