"""What of the library waits for an editor: videos nobody has watched, translations out of date?"""

from django.db.models import QuerySet

from .models import TranslatedModel, VideoLink


def with_unwatched_videos(exercises: QuerySet) -> QuerySet:
    """Those with a video that nobody has said to have watched."""
    unwatched = VideoLink.objects.filter(checked_on__isnull=True)
    return exercises.filter(pk__in=unwatched.values("exercise"))


def is_stale_in(language: str, row: TranslatedModel) -> bool:
    """Whether any of its words in this language is older than the original."""
    return any(row.is_stale_in(language, field) for field in row.translated_fields())


def stale_in(language: str, rows: QuerySet) -> list[int]:
    """The row ids; the stamps of translations are compared here, not in the database."""
    words = rows.prefetch_related(None).select_related(None).only(*names_of_words(rows.model))
    return [row.pk for row in words if is_stale_in(language, row)]


def names_of_words(model: type[TranslatedModel]) -> list[str]:
    return ["in_other_languages", *model.translated_fields()]
