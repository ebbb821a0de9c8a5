"""Which exercises of the library answer a search, the best first?"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from django.db.models import Prefetch

from .content_files import CONTENT, search_words
from .matching import Phrase, Row, ranked, words_of
from .models import Article, Exercise
from .models.exercise import ExerciseQuerySet
from .models.publishing import lines_of
from .readers_language import reading_language

# How much a word counts by where it stands.
NAME, ALIAS, MUSCLE, HELPING_MUSCLE, EQUIPMENT, REGION, POSITION, PART = (
    1.0, 0.95, 0.7, 0.35, 0.65, 0.6, 0.5, 0.5,
)  # fmt: skip
# What a card does not show: it would be most of what is read.
NOT_ON_CARDS = (
    "pose", "aliases", "start_position", "end_position", "steps", "cues", "common_mistakes",
    "cautions", "stop_if", "variants", "evidence_note", "evidence_figures",
)  # fmt: skip


class InOrder(Sequence):
    """Exercises in the order of their ids; only the slice that is shown is read."""

    def __init__(self, exercises: ExerciseQuerySet, ids: list[int]) -> None:
        self.exercises, self.ids = exercises, ids

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part):
        if isinstance(part, int):
            return self[part : part + 1 or None][0]
        shown = self.ids[part]
        found = self.exercises.in_bulk(shown) if shown else {}
        return [found[pk] for pk in shown if pk in found]


def library_for(user, wanted: dict, *, among: Sequence[int] | None = None) -> Sequence[Exercise]:
    """The reader's exercises that fit the cleaned values of a LibraryForm, ready for cards.

    By name; where words were typed, the best fit first. `among` keeps to these ids, in their
    order.
    """
    found = Exercise.objects.readable_by(user)
    for name in ("part", "region", "position", "difficulty"):
        if name in wanted:
            found = found.filter(**{name: wanted[name]})
    if "muscle" in wanted:
        found = found.filter(muscles_primary=wanted["muscle"])
    if "equipment" in wanted:
        found = found.filter(equipment=wanted["equipment"])
    if among is not None:
        found = found.filter(pk__in=among)
    if among is not None and not words_of(wanted.get("q", "")):
        there = set(found.values_list("pk", flat=True))
        return InOrder(cards(found), [pk for pk in among if pk in there])
    return best_first(found, wanted.get("q", ""))


def best_first(exercises: ExerciseQuerySet, typed: str) -> Sequence[Exercise]:
    """Those that the typed words fit, ready for cards: in four light queries and one for cards."""
    if not words_of(typed):
        return cards(exercises)
    return InOrder(cards(exercises), ranked(typed, rows_of(exercises), synonyms()))


def cards(exercises: ExerciseQuerySet) -> ExerciseQuerySet:
    """With what a card shows, and without the long texts that it does not."""
    light = exercises.defer(*NOT_ON_CARDS).select_related("region")
    return light.prefetch_related("equipment", "pictures")


def rows_of(exercises: ExerciseQuerySet) -> list[Row]:
    """Each exercise as the search sees it: its name and all that it is known by."""
    known: dict[int, list[Phrase]] = defaultdict(list)
    for relation, weight in (("muscles_primary", MUSCLE), ("muscles_secondary", HELPING_MUSCLE)):
        columns = in_both_languages(f"{relation}__", "name", "plain_name")
        named = exercises.values_list("pk", *columns)
        for pk, *names in named.order_by("pk"):
            known[pk] += [Phrase.of(name, weight) for name in names if name]
    for pk, *names in exercises.values_list(
        "pk", *in_both_languages("equipment__", "name")
    ).order_by("pk"):
        known[pk] += [Phrase.of(name, EQUIPMENT) for name in names if name]
    columns = in_both_languages("", "name", "aliases")
    more_columns = ("region__name", "position", "part")
    rows = []
    for pk, name, own_name, aliases, own_aliases, region, position, part in exercises.values_list(
        "pk", *columns, *more_columns
    ):
        also = lines_of(f"{own_aliases or ''}\n{aliases}")
        called = [one for one in (own_name, name) if one]
        names = (
            *(Phrase.of(one, NAME) for one in called),
            *(Phrase.of(alias, ALIAS) for alias in also),
        )
        place = Exercise.Position(position).label if position else ""
        more = ((region, REGION), (position, POSITION), (place, POSITION), (part, PART))
        traits = [Phrase.of(text, weight) for text, weight in more if text]
        rows.append(Row(pk, called[0], names, (*traits, *known[pk])))
    return rows


def in_both_languages(path: str, *fields: str) -> list[str]:
    """Columns of these fields as they are written, each followed by the reader's words for it."""
    said = f"{path}in_other_languages__{reading_language() or 'en'}__"
    return [column for name in fields for column in (f"{path}{name}", f"{said}{name}__1")]


@cache
def synonyms() -> dict[str, list[str]]:
    """What people also say, as content/search_words.json holds it."""
    said = search_words(CONTENT)
    return {" ".join(words_of(words)): means for words, means in said.items()}


def with_everything(exercises: ExerciseQuerySet, user) -> ExerciseQuerySet:
    """The same exercises with all that their own page shows, in a fixed number of queries."""
    neighbours = Exercise.objects.readable_by(user).defer("pose").prefetch_related("pictures")
    articles = Article.objects.readable_by(user).defer("body")
    return (
        exercises.defer("pose")
        .select_related("region")
        .prefetch_related("muscles_primary", "muscles_secondary", "equipment")
        .prefetch_related("optional_equipment", "pictures", "videos__checked_by", "sources")
        .prefetch_related(Prefetch("easier", neighbours), Prefetch("harder", neighbours))
        .prefetch_related(Prefetch("articles", articles))
    )
