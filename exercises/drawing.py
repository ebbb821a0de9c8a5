"""Which drawing belongs to an exercise, and when does it change?"""

import json
import re
from functools import lru_cache

from .figures import figure_svg, pose_digest
from .models import Exercise

KINDS = ("start", "end", "moving", "pair")
USUAL_SECONDS = 4.0


def draw(exercise: Exercise, kind: str) -> str:
    """The drawing as SVG; `kind` is one of KINDS."""
    return _draw(json.dumps(exercise.pose, sort_keys=True), kind, exercise.name)


@lru_cache(maxsize=256)
def _draw(pose_text: str, kind: str, title: str) -> str:
    pose = json.loads(pose_text)
    return figure_svg(
        pose, kind=kind, muscles=pose["muscles"], title=title, seconds=pose["seconds"]
    )


def set_pose(exercise: Exercise, pose: dict | None, muscles: list[str]) -> None:
    """Give an exercise its pose, with these muscles (slugs) in coral; the caller saves.

    Muscles and tempo are kept with the pose: together they are all that the drawing needs.
    """
    if pose is None:
        exercise.pose, exercise.figure_key = None, ""
        return
    muscles = sorted(muscles)
    exercise.pose = {**pose, "muscles": muscles, "seconds": seconds_of(exercise.tempo)}
    exercise.figure_key = pose_digest(exercise.pose, muscles)


def seconds_of(tempo: str) -> float:
    """How long the figure takes there and back: the sum of a tempo "2-1-3", 3 to 8 s."""
    if not re.fullmatch(r"\d+(-\d+)+", tempo):
        return USUAL_SECONDS
    return float(min(8, max(3, sum(map(int, tempo.split("-"))))))
