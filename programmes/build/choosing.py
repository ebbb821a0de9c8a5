"""To which patients may a template be given now, and who has it already?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from patients.models import Patient, StaffMember

from ..models import Programme

MOST_SHOWN = 60


@dataclass(frozen=True)
class Choosable:
    patient: Patient
    is_ticked: bool

    @property
    def has_it(self) -> bool:
        return self.patient.has_it


@dataclass(frozen=True)
class Choice:
    """The patients found and those who were ticked; `has_more` where not all are shown."""

    rows: Sequence[Choosable]
    has_more: bool

    @property
    def free(self) -> list[Choosable]:
        return [row for row in self.rows if not row.has_it]

    @property
    def have_it(self) -> list[Choosable]:
        return [row for row in self.rows if row.has_it]


def choosable(patients: QuerySet[Patient], template: Programme) -> QuerySet[Patient]:
    """Current patients, each with `has_it`: a copy of the template runs."""
    copies = Programme.objects.running().filter(template=template, patient=OuterRef("pk"))
    return patients.current().annotate(has_it=Exists(copies))


def choice_for(
    patients: QuerySet[Patient],
    template: Programme,
    me: StaffMember,
    *,
    words: str = "",
    whole_clinic: bool = False,
    ticked: Collection[UUID] = (),
) -> Choice:
    """Own patients, or the whole clinic's, by name if asked, the ticked ones first; two queries."""
    everyone = choosable(patients, template).order_by("name", "pk")
    found = everyone if whole_clinic else everyone.cared_for_by(me)
    for word in words.split():
        found = found.filter(name__icontains=word)
    kept = list(everyone.filter(code__in=ticked)) if ticked else []
    others = list(found.exclude(code__in=ticked)[: MOST_SHOWN + 1])
    others.sort(key=lambda patient: patient.physio_id != me.pk)
    rows = [Choosable(patient, is_ticked=True) for patient in kept]
    rows += [Choosable(patient, is_ticked=False) for patient in others[:MOST_SHOWN]]
    return Choice(rows, has_more=len(others) > MOST_SHOWN)
