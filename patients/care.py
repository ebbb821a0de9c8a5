"""Who looks after a patient, and which patients are being handed over?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import CoPhysio, Handover, Patient, StaffMember, User

OUTCOME_DAYS = 7  # so long the giver sees what became of an offer


@dataclass(frozen=True)
class Handovers:
    """What stands on top of one physio's caseload."""

    offered: Sequence[Handover]  # to me
    waiting: Sequence[Handover]  # mine, not answered yet
    answered: Sequence[Handover]  # mine, lately

    def __bool__(self) -> bool:
        return bool(self.offered or self.waiting or self.answered)


def handovers_for(staff: StaffMember) -> Handovers:
    """Open offers to and from this physio, and lately answered ones; one query."""
    lately = timezone.now() - timedelta(days=OUTCOME_DAYS)
    of_me = Q(from_staff=staff) | Q(to_staff=staff, answered_at__isnull=True)
    open_or_late = Q(answered_at__isnull=True) | Q(answered_at__gte=lately)
    found = (
        Handover.objects.filter(of_me, open_or_late, withdrawn_at__isnull=True)
        .filter(patient__closed_on__isnull=True)
        .select_related("patient", "from_staff__user", "to_staff__user")
    )
    rows = list(found)
    mine = [row for row in rows if row.from_staff_id == staff.pk]
    return Handovers(
        offered=[row for row in rows if row.to_staff_id == staff.pk and row.is_open],
        waiting=[row for row in mine if row.is_open],
        answered=[row for row in mine if not row.is_open],
    )


@dataclass(frozen=True)
class Care:
    """One patient's physios, and what was offered to whom."""

    patient: Patient
    sharing: Sequence[CoPhysio]
    handovers: Sequence[Handover]

    @property
    def open_offer(self) -> Handover | None:
        return next((row for row in self.handovers if row.is_open), None)

    @property
    def past(self) -> list[Handover]:
        return [row for row in self.handovers if not row.is_open]


def care_for(patient: Patient) -> Care:
    """Two queries."""
    today = timezone.localdate()
    not_over = Q(to_day__isnull=True) | Q(to_day__gte=today)
    sharing = patient.co_physios.filter(not_over).select_related("staff__user")
    handovers = patient.handovers.select_related("from_staff__user", "to_staff__user")
    return Care(patient, list(sharing), list(handovers))


def physios_beside(staff: StaffMember) -> QuerySet[StaffMember]:
    """The other physios who work in the same clinic today."""
    here = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    physios = StaffMember.objects.filter(here, clinic=staff.clinic_id, is_physio=True)
    return physios.exclude(pk=staff.pk).select_related("user")


def physios_of(patient: Patient) -> list[User]:
    """Who is told when a patient writes: the physio, and those who share the care today."""
    sharing = patient.co_physios.on(timezone.localdate()).select_related("staff__user")
    staff = [patient.physio, *(row.staff for row in sharing)]
    return [one.user for one in staff if one.is_here]
