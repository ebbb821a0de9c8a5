"""What does this patient follow, and which ticks are there around a day? Three queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from patients.models import Patient

from ..day import Day, build_day, ticks_needed_from
from ..models import Completion, Prescription
from ..plans import TICK_FIELDS, Plan, Tick, Ticks, running_plans_for
from ..schedule import BACK_DATING_DAYS


@dataclass(frozen=True)
class Followed:
    """A patient's plans on their own today; ended ones as long as days may be entered later."""

    patient: Patient
    today: date
    plans: Sequence[Plan]

    @property
    def first_open_day(self) -> date:
        """The oldest day that may still be corrected."""
        return self.today - timedelta(days=BACK_DATING_DAYS)

    def is_open(self, day: date) -> bool:
        return self.first_open_day <= day <= self.today

    def every_version(self) -> Iterator[tuple[Plan, Prescription]]:
        for plan in self.plans:
            for prescriptions in plan.prescriptions.values():
                yield from ((plan, prescription) for prescription in prescriptions)

    def find(self, code: UUID) -> tuple[Plan, Prescription] | None:
        """The prescription of that code, in any of its versions, and its plan."""
        return next((pair for pair in self.every_version() if pair[1].code == code), None)

    def day(self, ticks: Ticks, day: date) -> Day:
        return build_day(self.plans, ticks, day)

    def ticks_needed_from(self, day: date) -> date:
        return ticks_needed_from(self.plans, day)


def followed_for(
    patient: Patient, *, on: date | None = None, back: int = BACK_DATING_DAYS
) -> Followed:
    """Two queries, however many prescriptions there are.

    `on` another day than today for a page that is kept ahead; `back` how many days ago a plan
    may have ended.
    """
    today = on or patient.local_today()
    since = today - timedelta(days=back)
    return Followed(
        patient, today, running_plans_for([patient.pk], since=since).get(patient.pk, [])
    )


@dataclass(frozen=True)
class KnownTicks:
    """The patient's ticks around a day, and whoever's ticks carry one of the asked ids."""

    standing: Ticks
    by_id: dict[UUID, "KnownTick"]


@dataclass(frozen=True)
class KnownTick:
    tick: Tick
    is_own: bool
    is_standing: bool


def known_ticks(
    followed: Followed, *, first_day: date, last_day: date, ids: Iterable[UUID] = ()
) -> KnownTicks:
    """One query; an id is known whoever used it, standing or undone, on whatever day."""
    fields = (*TICK_FIELDS, "session__patient_id", "undone_at", "in_error_at")
    around = Completion.objects.order_by().filter(
        session__patient=followed.patient, session__on__range=(first_day, last_day)
    )
    same_id = Completion.objects.order_by().filter(tick_id__in=list(ids))
    by_id = {}
    for row in around.values_list(*fields).union(same_id.values_list(*fields)):
        *values, patient_id, undone_at, in_error_at = row
        tick = Tick(*values)
        by_id[tick.tick_id] = KnownTick(
            tick,
            is_own=patient_id == followed.patient.pk,
            is_standing=undone_at is None and in_error_at is None,
        )
    standing = [
        known.tick
        for known in by_id.values()
        if known.is_own and known.is_standing and first_day <= known.tick.on <= last_day
    ]
    return KnownTicks(Ticks(sorted(standing, key=lambda t: (t.on, t.slot))), by_id)
