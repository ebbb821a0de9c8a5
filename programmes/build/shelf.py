"""Which exercises lie at hand beside the builder: found, starred, lately used?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from exercises.models import Exercise, Favourite
from exercises.search import InOrder, library_for
from patients.models import StaffMember

from ..models import Prescription

LATELY_USED, ON_ONE_SHELF = 15, 30


@dataclass(frozen=True)
class Shelf:
    """The exercises shown, how many there are in all, and which of them are favourites."""

    exercises: Sequence[Exercise]
    count: int
    favourites: frozenset[int]

    @property
    def left_out(self) -> int:
        return self.count - len(self.exercises)


def shelf_for(user, by: StaffMember, wanted: dict) -> Shelf:
    """What fits the cleaned values of a ShelfForm; "shelf" says which part of the library."""
    favourites = Favourite.objects.filter(by=by).values_list("exercise_id", flat=True)
    starred = list(favourites)
    found = library_for(user, wanted, among=ids_on(wanted.get("shelf", ""), by, starred))
    count = len(found) if isinstance(found, InOrder) else found.count()
    return Shelf(list(found[:ON_ONE_SHELF]), count, frozenset(starred))


def ids_on(shelf: str, by: StaffMember, starred: list[int]) -> list[int] | None:
    """The exercises of one shelf in their own order; None for the whole library."""
    if shelf == "starred":
        return starred
    if shelf == "lately":
        return lately_used(by)
    return None


def lately_used(by: StaffMember) -> list[int]:
    """The exercises that this physio last prescribed, the latest first."""
    used = Prescription.objects.filter(changed_by=by).values("exercise")
    latest = used.annotate(at=Max("created_at")).order_by("-at", "exercise")[:LATELY_USED]
    return [row["exercise"] for row in latest]
