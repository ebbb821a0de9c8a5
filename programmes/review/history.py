"""What changed when in what this patient was given, who changed it, and why?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.models import Patient, StaffMember

from ..changes import change_in, in_plain_words
from ..lines import Line
from ..models import Pause, Prescription, Programme, Revision

SAME_DEED = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    on: date
    by: StaffMember | None
    why: str
    lines: Sequence[str]
    was_seen: bool | None = None  # by the patient; None where that was not kept


def history_for(patient: Patient, pauses: Mapping[int, Sequence[Pause]]) -> list[Change]:
    """What was given, paused, resumed, ended and changed, the newest first; three queries.

    Changes are the published ones, and changed doses from before these were kept. `pauses` by
    programme id.
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
    for programme in patient.programmes.select_related("physio__user", "ended_by__user"):
        found += turns_of(programme, pauses.get(programme.pk, ()), patient.local_today())
    return sorted(found, key=lambda change: change.on, reverse=True)


def turns_of(programme: Programme, pauses: Sequence[Pause], today: date) -> list[Change]:
    """When it was given, paused, resumed and ended, and by whom.

    A pause that was over by itself was resumed by nobody.
    """
    name = {"name": programme.name}
    given = _("Given, from this day on: “%(name)s”") % name
    found = [Change(programme.start_on, programme.physio, "", [given])]
    for pause in pauses:
        found.append(Change(pause.from_day, pause.by, pause.reason, [paused_words(pause, name)]))
        if pause.to_day and pause.to_day < today:
            on = pause.to_day + timedelta(days=1)
            resumed = _("Resumed: “%(name)s”") % name
            found.append(Change(on, pause.resumed_by, "", [resumed]))
    if programme.ended_on:
        ended = _("Ended with this day: “%(name)s”") % name
        why, by = programme.end_reason, programme.ended_by
        found.append(Change(programme.ended_on, by, why, [ended]))
    return found


def paused_words(pause: Pause, name: dict[str, str]) -> str:
    """With its last day, unless somebody resumed it: then that stands there itself."""
    if pause.to_day is None or pause.resumed_by_id:
        return _("Paused: “%(name)s”") % name
    until = {"day": date_format(pause.to_day, "j F")}
    return _("Paused until %(day)s: “%(name)s”") % (name | until)


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
