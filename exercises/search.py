"""Which exercises of the library answer a search?"""

from django.db.models import Prefetch

from .models import Article, Exercise
from .models.exercise import ExerciseQuerySet

MOST_WORDS = 6


def library_for(user, wanted: dict) -> ExerciseQuerySet:
    """The reader's exercises that fit the cleaned values of a LibraryForm, ready for cards."""
    found = Exercise.objects.readable_by(user).defer("pose")
    found = found.matching(" ".join(wanted.get("q", "").split()[:MOST_WORDS]))
    for name in ("part", "region", "position", "difficulty"):
        if name in wanted:
            found = found.filter(**{name: wanted[name]})
    if "muscle" in wanted:
        found = found.filter(muscles_primary=wanted["muscle"])
    if "equipment" in wanted:
        found = found.filter(equipment=wanted["equipment"])
    return found.select_related("region").prefetch_related("equipment", "pictures")


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
