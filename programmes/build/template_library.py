"""Which templates can a physio choose from, whose are they, and what does each show at a glance?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max

from exercises.models import Exercise, Region
from exercises.search import NOT_ON_CARDS
from patients.access import patients_visible_to, roles_of
from patients.models import StaffMember

from ..models import Prescription, Programme
from .outline import with_sizes

MOST_PICTURES, MOST_LATELY, MANY = 4, 3, 8


@dataclass(frozen=True)
class TemplateCard:
    """A template, and each of its exercises once, in the order in which a patient meets them.

    `lately` is its place among the starter templates that the reader gave last, from 0.
    """

    programme: Programme
    exercises: Sequence[Exercise]
    lately: int | None = None

    @property
    def pictured(self) -> Sequence[Exercise]:
        return self.exercises[:MOST_PICTURES]

    @cached_property
    def counts(self) -> Counter[Region]:
        """How many of its exercises are for each region of the body."""
        return Counter(exercise.region for exercise in self.exercises if exercise.region)

    @property
    def regions(self) -> list[tuple[Region, int]]:
        return self.counts.most_common()

    def share_of(self, region: Region | None) -> float:
        return self.counts[region] / max(1, len(self.exercises))

    @property
    def rank(self) -> int:
        """The reader's own first, then what the clinic shares, then what was given lately."""
        if self.programme.clinic_id:
            return 1 if self.programme.shared_on else 0
        return 2 + (MOST_LATELY if self.lately is None else self.lately)


@dataclass(frozen=True)
class TemplateLibrary:
    """Templates in the order in which they are offered."""

    cards: Sequence[TemplateCard]
    is_archive: bool = False

    @property
    def is_long(self) -> bool:
        """So many that a search is of use."""
        return len(self.cards) >= MANY


def library_for(
    user, words: str = "", region: Region | None = None, *, archived: bool = False
) -> TemplateLibrary:
    """Templates with every word in name or goal and an exercise for the region, in five queries;
    or those that were archived."""
    found = Programme.objects.usable_by(user)
    if archived:
        found = Programme.objects.own_templates_of(user).filter(archived_on__isnull=False)
    sized = with_sizes(found).select_related("physio__user")
    templates = [one for one in sized if says(one, words)]
    exercises, lately = exercises_of(templates), lately_given(roles_of(user).staff)
    cards = (TemplateCard(one, exercises[one.pk], lately.get(one.pk)) for one in templates)
    return build_library(cards, region, is_archive=archived)


def build_library(
    cards: Iterable[TemplateCard], region: Region | None = None, *, is_archive: bool = False
) -> TemplateLibrary:
    """By whose they are, then by name; where a region is asked for, the fittest come first."""
    asked = [card for card in cards if region is None or region in card.counts]
    asked.sort(key=lambda card: (-card.share_of(region), card.rank, card.programme.name.casefold()))
    return TemplateLibrary(asked, is_archive)


def says(template: Programme, words: str) -> bool:
    """Whether every word stands in the name or the goal, as the reader reads them."""
    text = f"{template.name} {template.goal}".casefold()
    return all(word in text for word in words.casefold().split())


def exercises_of(templates: Collection[Programme]) -> dict[int, list[Exercise]]:
    """By template id, in three queries however much they hold."""
    current = Prescription.objects.latest_versions().filter(
        stage__programme__in=templates, stage__removed_on__isnull=True
    )
    rows = current.order_by("stage__position", "position", "pk")
    ids: dict[int, dict[int, None]] = defaultdict(dict)
    for template, exercise in rows.values_list("stage__programme", "exercise"):
        ids[template].setdefault(exercise)
    light = Exercise.objects.defer(*NOT_ON_CARDS).select_related("region")
    shown = light.prefetch_related("pictures").in_bulk({one for its in ids.values() for one in its})
    return {one.pk: [shown[pk] for pk in ids[one.pk]] for one in templates}


def lately_given(by: StaffMember) -> dict[int, int]:
    """The starter templates that this physio last gave: the id of each, with its place."""
    given = Programme.objects.assigned().filter(physio=by, template__clinic__isnull=True)
    by_template = given.exclude(template=None).values("template")
    latest = by_template.annotate(at=Max("created_at")).order_by("-at", "template")[:MOST_LATELY]
    return {row["template"]: place for place, row in enumerate(latest)}


def open_drafts_for(user) -> list[Programme]:
    """What is being written for patients the reader may see, the newest first; in one query."""
    drafts = Programme.objects.drafts().filter(drafted_for__in=patients_visible_to(user))
    return list(drafts.select_related("drafted_for", "physio__user").order_by("-created_at"))
