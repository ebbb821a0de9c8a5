"""What is done to several rows at once, and how is it taken back?

Like all of editing.py these lock the programme and raise TreeClosed. `seen` holds, by row id, the
fingerprint each row was ticked with: what a colleague wrote since is left alone and told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from patients.models import StaffMember

from ...models import Prescription, Programme
from ..change import Parts
from ..said import Said, said_by_prescription, say
from ..succession import fingerprint
from .locking import open_prescription, open_tree

Before = Mapping[str, tuple[str, Said]]


@dataclass(frozen=True)
class Changed:
    """The rows that took it, those that a colleague had changed meanwhile, and what was before."""

    rows: list[Prescription] = field(default_factory=list)
    overtaken: list[Prescription] = field(default_factory=list)
    before: dict[str, tuple[str, Said]] = field(default_factory=dict)

    def take(self, row: Prescription, was: Said) -> None:
        self.rows.append(row)
        self.before[str(row.code)] = (fingerprint(row), was)


def as_it_is(row: Prescription) -> Said:
    """All that a row says, its typed words and translations too."""
    more = {"shorthand": row.shorthand, "in_other_languages": row.in_other_languages}
    return said_by_prescription(row) | more


@transaction.atomic
def copy_dose(
    *,
    source: Prescription,
    targets: Iterable[Prescription],
    by: StaffMember,
    seen: Mapping[int, str] | None = None,
) -> Changed:
    """Dose and frequency of one to others of the same programme."""
    giver = open_prescription(source)
    changed = Changed()
    for target in untouched(giver.stage.programme, targets, by, seen, changed):
        was = as_it_is(target)
        target.dose, target.frequency = giver.dose, giver.frequency
        target.shorthand, target.changed_by = giver.shorthand, by
        target.save()
        changed.take(target, was)
    return changed


@transaction.atomic
def change_many(
    *,
    prescriptions: Sequence[Prescription],
    parts: Parts,
    by: StaffMember,
    seen: Mapping[int, str] | None = None,
) -> Changed:
    """These parts in each of them. Where a dose would make no sense (sets of a walk), it stays."""
    changed = Changed()
    if not prescriptions:
        return changed
    tree = open_tree(prescriptions[0].stage.programme_id)
    for current in untouched(tree, prescriptions, by, seen, changed):
        dose = parts.dose_from(current.dose)
        if dose is None:
            continue
        was = as_it_is(current)
        current.dose, current.frequency = dose, parts.frequency or current.frequency
        current.must_do = current.must_do if parts.must_do is None else parts.must_do
        current.shorthand, current.changed_by = "", by
        current.save()
        changed.take(current, was)
    return changed


def untouched(
    tree: Programme,
    asked: Iterable[Prescription],
    by: StaffMember,
    seen: Mapping[int, str] | None,
    changed: Changed,
) -> list[Prescription]:
    """Those of the asked ones that stand in this locked programme as they were seen."""
    rows = current_in(tree).filter(pk__in=[row.pk for row in asked])
    found = []
    for row in rows:
        ticked_with = (seen or {}).get(row.pk)
        is_theirs = row.changed_by_id != by.pk
        if ticked_with and is_theirs and ticked_with != fingerprint(row):
            changed.overtaken.append(row)
        else:
            found.append(row)
    return found


def current_in(tree: Programme):
    rows = Prescription.objects.latest_versions().filter(
        stage__programme=tree, stage__removed_on__isnull=True
    )
    return rows.select_related("exercise", "stage", "changed_by__user").order_by("pk")


@transaction.atomic
def put_back(*, programme: Programme, before: Before, by: StaffMember) -> list[Prescription]:
    """Each row says again what it said, unless somebody wrote in it since."""
    tree = open_tree(programme.pk)
    put: list[Any] = []
    for row in current_in(tree).filter(code__in=list(before)):
        left_as, was = before[str(row.code)]
        if fingerprint(row) != left_as:
            continue
        say(row, was)
        row.changed_by = by
        row.save()
        put.append(row)
    return put
