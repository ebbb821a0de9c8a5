"""The library: exercises with pictures, video links and sources, and articles to read."""

from .article import Article, RedFlag
from .dosed import DosedModel
from .exercise import Exercise
from .favourite import Favourite
from .lists import Equipment, Muscle, Region, Source
from .media import ExercisePicture, VideoLink
from .publishing import LinesField, PublishedModel
from .translated import TranslatedCharField, TranslatedModel, TranslatedTextField

__all__ = [
    "Article",
    "DosedModel",
    "Equipment",
    "Exercise",
    "ExercisePicture",
    "Favourite",
    "LinesField",
    "Muscle",
    "PublishedModel",
    "RedFlag",
    "Region",
    "Source",
    "TranslatedCharField",
    "TranslatedModel",
    "TranslatedTextField",
    "VideoLink",
]
