"""What stands on the page of an article, and which does a patient find first?"""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from patients.models import Patient

from .markdown import SOURCE_MARK, to_html
from .models import Article, Exercise, Source


def read(article: Article, user) -> dict:
    """The article as HTML, its sources in the order they are named, and its exercises."""
    sources = {source.key: source for source in (article.sources.all() if article.pk else [])}
    named = dict.fromkeys(key for key in SOURCE_MARK.findall(article.body) if key in sources)
    in_order: list[Source] = [sources.pop(key) for key in named] + list(sources.values())
    numbers = {source.key: number for number, source in enumerate(in_order, start=1)}
    exercises = Exercise.objects.none()
    if article.pk:  # one that is being written has none yet
        exercises = Exercise.objects.readable_by(user).filter(articles=article.pk).defer("pose")
    return {
        "article": article,
        "html": to_html(article.body, numbers),
        "sources": in_order,
        "exercises": exercises.prefetch_related("pictures"),
    }


def nearest_first(articles: QuerySet[Article], patient: Patient) -> Sequence[Article]:
    """Those about the patient's own exercises first, in one query.

    After them those tied to the fewest exercises, which are for everyone. The plan is reached
    backwards, through what is prescribed: this app does not know programmes.
    """
    plan = {
        "prescriptions__stage__programme__patient": patient,
        "prescriptions__stage__programme__ended_on__isnull": True,
    }
    own = Exercise.objects.filter(**plan).order_by().values("pk")
    counted = articles.annotate(
        of_plan=Count("exercises", filter=Q(exercises__in=own)), of_all=Count("exercises")
    )
    return sorted(counted, key=nearness)


def nearness(article: Article) -> tuple[float, int, int, int]:
    """The larger the part of it that is in the plan, the earlier it stands."""
    share = article.of_plan / article.of_all if article.of_all else 0
    return -share, -article.of_plan, article.of_all, article.position
