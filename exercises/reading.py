"""What stands on the page of an article?"""

from .markdown import SOURCE_MARK, to_html
from .models import Article, Exercise, Source


def read(article: Article, user) -> dict:
    """The article as HTML, its sources in the order they are named, and its exercises."""
    sources = {source.key: source for source in (article.sources.all() if article.pk else [])}
    named = dict.fromkeys(key for key in SOURCE_MARK.findall(article.body) if key in sources)
    in_order: list[Source] = [sources.pop(key) for key in named] + list(sources.values())
    numbers = {source.key: number for number, source in enumerate(in_order, start=1)}
    exercises = Exercise.objects.readable_by(user).filter(articles=article.pk).defer("pose")
    return {
        "article": article,
        "html": to_html(article.body, numbers),
        "sources": in_order,
        "exercises": exercises.prefetch_related("pictures"),
    }
