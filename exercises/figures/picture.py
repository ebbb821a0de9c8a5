"""How does a pose become a whole SVG picture: still, pair, or moving?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2s
from itertools import groupby
from math import ceil
from typing import Any, Literal, get_args
from xml.sax.saxutils import escape

from .draw import Painter, travelled
from .motion import moving_path, path_of
from .outline import UNITS, number
from .pose import Pose, read_pose
from .props import Item
from .solve import solve, solve_loop

DRAWING_VERSION = 2  # raise it when the drawing changes, so that browsers fetch the pictures anew
Kind = Literal["start", "end", "moving", "pair"]
MARGIN = 0.035 * UNITS
LEAST_SIDE = 0.80 * UNITS
DEGREES_PER_FRAME = 13.0

# class: what it paints, light, dark
PALETTE = {
    "n": ("--n", "#1F2A2E", "#E8EFEE"),  # near limbs
    "n0": ("--n", "#1F2A2E", "#E8EFEE"),
    "b": ("--b", "#2C3B40", "#CBD8D6"),  # trunk and head
    "f": ("--f", "#A9B5B4", "#64777A"),  # far limbs
    "f0": ("--f", "#A9B5B4", "#64777A"),
    "m": ("--m", "#C9471F", "#FF8A65"),  # the muscle that works
    "t": ("--t", "#0F5C5C", "#5CC2B8"),  # bands, and arrows
    "ts": ("--ts", "#5E9A96", "#2F7F78"),  # the far side of a band
    "g": ("--g", "#E9E2D5", "#2B383B"),  # ground
    "a": ("--as", "#7FB0AA", "#234D4A"),  # mat: edge, top
    "as": ("--as", "#7FB0AA", "#234D4A"),
    "at": ("--at", "#A8CBC6", "#2E6661"),
    "e": ("--e", "#D8CCB8", "#6B6252"),  # wood: front, side, top
    "es": ("--es", "#BDAE95", "#544C3F"),
    "et": ("--et", "#E8DFD0", "#837964"),
    "k": ("--k", "#55656A", "#8FA0A2"),  # iron
    "o": ("--o", "#C98A1B", "#E2B04A"),  # ball, roller, pressure tool
    "oh": ("--oh", "#EBC06C", "#8A6A24"),
    "c": ("--c", "#C9D6D4", "#4A5C5E"),  # cushion
}
GAP = ("--gap", "#FBF8F3", "#1A2427")  # the paper that parts overlapping limbs


def style_for(shapes: str) -> str:
    """The style sheet for the classes that occur in a drawing, for light and dark."""
    used = {name: colours for name, colours in PALETTE.items() if f'class="{name}"' in shapes}
    colours = dict.fromkeys([GAP, *used.values()])
    light = ";".join(f"{name}:{light}" for name, light, _ in colours)
    dark = ";".join(f"{name}:{dark}" for name, _, dark in colours)
    fills = "".join(f".{name}{{fill:var({colour[0]})}}" for name, colour in used.items())
    return (
        f"svg{{{light}}}@media(prefers-color-scheme:dark){{svg{{{dark}}}}}"
        ".n,.b,.f{stroke:var(--gap);stroke-width:3.4;stroke-linecap:round;paint-order:stroke}"
        f".m{{stroke:var(--n);stroke-width:2.4;paint-order:stroke}}{fills}"
    )


def figure_svg(
    pose: dict,
    *,
    kind: Kind,
    muscles: Sequence[str] = (),
    title: str = "",
    seconds: float = 4.0,
) -> str:
    """Draw a pose as one SVG document.

    `start` and `end` are stills with the same viewBox, `pair` sets them side by side for paper,
    `moving` goes from start to end and back in `seconds`. `muscles` are drawn in coral on the
    sides named by the pose's `highlight`. Raises `PoseError` with the name of the bad field.
    """
    if kind not in get_args(Kind):
        raise ValueError(f"kind must be one of {', '.join(get_args(Kind))}, is {kind!r}")
    drawing = Drawing(read_pose(pose), muscles)
    if kind == "moving":
        return drawing.document(drawing.moving(seconds), title)
    if kind == "pair":
        return drawing.pair(title)
    return drawing.document(drawing.still(kind), title)


def pose_digest(pose: Mapping[str, Any], muscles: Sequence[str]) -> str:
    """Short hex name for a drawing; it changes with pose, muscles or way of drawing."""
    text = json.dumps([DRAWING_VERSION, pose, list(muscles)], sort_keys=True)
    return blake2s(text.encode(), digest_size=6).hexdigest()


class Drawing:
    """One pose solved for all its frames, with the frame of the picture."""

    def __init__(self, pose: Pose, muscles: Sequence[str]) -> None:
        self.pose = pose
        self.frames = self._solve()
        self.painter = Painter(pose, self.frames, muscles)
        self.effort = pose.effort or travelled(self.frames) < 0.02
        left, top, right, bottom = self.painter.box()
        side = max(LEAST_SIDE, right - left, bottom - top) + 2 * MARGIN
        self.left = (left + right - side) / 2
        # low figures lie a little below the middle, so that the floor of all pictures is near the same height
        self.top = bottom + MARGIN - side + max(0.0, (side - (bottom - top) - 2 * MARGIN)) * 0.42
        self.side = side

    def _solve(self):
        pose = self.pose
        if pose.loop:
            return solve_loop(pose, ceil(12 / len(pose.loop)))
        names = pose.start.angles.keys() | pose.end.angles.keys()
        widest = max([abs(pose.start.angle(n) - pose.end.angle(n)) for n in names] or [0.0])
        return solve(pose, max(3, min(8, ceil(widest / DEGREES_PER_FRAME))))

    def still(self, kind: str) -> str:
        body = self.frames[0]
        if kind == "end":
            body = solve(self.pose)[-1] if self.pose.loop else self.frames[-1]
        faint = self.effort and kind == "start"
        shapes = []
        for looks, items in groupby(
            self.painter.items(body), lambda item: _attributes(item, faint)
        ):
            shapes.append(
                f'<path{looks} d="{"".join(path_of(item, item.points) for item in items)}"/>'
            )
        return "".join(shapes) + (self._arrows() if kind == "end" else "")

    def moving(self, seconds: float) -> str:
        loop = bool(self.pose.loop)
        frames = self.painter.frame_items()
        duration = f'dur="{number(max(0.5, seconds))}s" repeatCount="indefinite"'
        pulse = (
            f'<animate attributeName="opacity" {duration} values=".3;1;1;.3" keyTimes="0;.4;.6;1"/>'
        )
        shapes = "".join(
            moving_path(
                series,
                _attributes(series[0]),
                duration,
                loop,
                pulse if self.effort and series[0].paint == "m" else "",
            )
            for series in zip(*frames)
        )
        return shapes + (self._arrows() if self.effort else "")

    def pair(self, title: str) -> str:
        second = f'<g transform="translate({number(self.side)})">{self.still("end")}</g>'
        return self.document(self.still("start") + second, title, wide=2)

    def document(self, shapes: str, title: str, wide: int = 1) -> str:
        frame = " ".join(number(v) for v in (self.left, self.top, self.side * wide, self.side))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{240 * wide}" height="240" '
            f'role="img"><title>{escape(title)}</title><style>{style_for(shapes)}</style>{shapes}</svg>'
        )

    def _arrows(self) -> str:
        return "".join(
            f'<path class="t" d="{path_of(Item("t", points), points)}"/>'
            for points in self.painter.arrows()
        )


def _attributes(item: Item, faint: bool = False) -> str:
    dashes = f' pathLength="100" stroke-dasharray="{item.edge}"' if item.edge else ""
    faded = ' opacity=".3"' if faint and item.paint == "m" else ""
    return f' class="{item.paint}"{dashes}{faded}'
