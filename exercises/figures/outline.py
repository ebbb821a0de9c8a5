"""What outline does a rounded, tapered part of the body have in the picture?

A part is a tube of elliptical sections; its outline is a closed smooth curve with the same number
of points from whatever side it is seen, so that one outline can be morphed into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

from .vectors import Mat, Vec, add, compose, heading, rot_x, rot_z, scale, turn

UNITS = 180.0  # drawing units for the height of a body
Point = tuple[float, float]


class View:
    """The camera: turns the world by `az` about the vertical, then tips it by `el`."""

    def __init__(self, az: float, el: float) -> None:
        self.matrix = compose(rot_x(el), rot_z(az))

    def point(self, v: Vec) -> Point:
        x, _, z = turn(self.matrix, v)
        return (x * UNITS, -z * UNITS)

    def depth(self, v: Vec) -> float:
        """Distance into the picture, in shares of height; larger is farther."""
        return turn(self.matrix, v)[1]


@dataclass(frozen=True)
class Section:
    """One elliptical slice: its centre, its half axes, and the direction of the tube there."""

    centre: Vec
    front: Vec
    side: Vec
    along: Vec


@dataclass(frozen=True)
class Tube:
    """Slices from near to far end, and how far each end bulges (1 is a half circle)."""

    sections: Sequence[Section]
    cap_start: float = 1.0
    cap_end: float = 1.0


def slice_at(
    origin: Vec,
    frame: Mat,
    z: float,
    front: float,
    side: float,
    forward: float = 0.0,
    left: float = 0.0,
) -> Section:
    """A slice `z` along a segment's own axis, `front` and `side` its half sizes, shifted by the rest."""
    return Section(
        centre=add(origin, turn(frame, (forward, left, z))),
        front=scale(frame[0], front),
        side=scale(frame[1], side),
        along=frame[2],
    )


def outline(tube: Tube, view: View) -> list[Point]:
    """Control points of the closed curve round a tube: down the left side, back up the right."""
    spots = []
    for section in tube.sections:
        ahead = heading(*view.point(section.along))
        normal = (-ahead[1], ahead[0])
        front, side = view.point(section.front), view.point(section.side)
        half = hypot(
            front[0] * normal[0] + front[1] * normal[1], side[0] * normal[0] + side[1] * normal[1]
        )
        spots.append((view.point(section.centre), normal, half))
    left, right = [], []
    last = len(spots) - 1
    for i, ((x, y), (nx, ny), half) in enumerate(spots):
        shift = {0: -tube.cap_start, last: tube.cap_end}.get(i, 0.0) * half
        # the sections run against `along` (down a limb) or with it; the ends always push outwards
        ax, ay = _outwards(spots, i)
        cx, cy = x + ax * abs(shift), y + ay * abs(shift)
        left.append((cx + nx * half, cy + ny * half))
        right.append((cx - nx * half, cy - ny * half))
    return left + right[::-1]


def hull_outline(tube: Tube, view: View, directions: int = 14) -> list[Point]:
    """Control points round all slices of a tube at once: for parts that may point at the viewer."""
    slices = [
        (view.point(s.centre), view.point(s.front), view.point(s.side)) for s in tube.sections
    ]
    ring = []
    for k in range(directions):
        angle = radians(360 * k / directions)
        ux, uy = cos(angle), sin(angle)
        best, support = None, -1e9
        for (x, y), (fx, fy), (sx, sy) in slices:
            front, side = fx * ux + fy * uy, sx * ux + sy * uy
            half = hypot(front, side) or 1e-9
            reach = x * ux + y * uy + half
            if reach > support:
                support = reach
                best = (
                    x + (fx * front + sx * side) / half * 1.06,
                    y + (fy * front + sy * side) / half * 1.06,
                )
        ring.append(best)
    return ring


def _outwards(spots: Sequence, i: int) -> Point:
    if i not in (0, len(spots) - 1):
        return (0.0, 0.0)
    (x0, y0), (nx, ny), _ = spots[i]
    (x1, y1) = spots[1 if i == 0 else -2][0]
    dx, dy = ny, -nx
    sign = 1.0 if (x0 - x1) * dx + (y0 - y1) * dy >= 0 else -1.0
    return (dx * sign, dy * sign)


def ellipse(
    centre: Point, rx: float, ry: float, turned: float = 0.0, points: int = 8
) -> list[Point]:
    """Control points of an ellipse in the picture."""
    c, s = cos(radians(turned)), sin(radians(turned))
    swell = 1 / (0.5 * (1 + cos(radians(360 / points)))) ** 0.5
    ring = []
    for k in range(points):
        angle = radians(360 * (k + 0.5) / points)
        x, y = rx * swell * cos(angle), ry * swell * sin(angle)
        ring.append((centre[0] + x * c - y * s, centre[1] + x * s + y * c))
    return ring


def smooth_path(points: Sequence[Point]) -> str:
    """SVG path data of the closed quadratic curve that the control points pull into shape."""
    count = len(points)
    middles = [_middle(points[i - 1], points[i]) for i in range(count)]
    pen = _tenths(middles[0])
    parts = [f"M{_num(pen[0])} {_num(pen[1])}"]
    for i in range(count):
        control, end = _tenths(points[i]), _tenths(middles[(i + 1) % count])
        parts.append(
            "q" + _join(control[0] - pen[0], control[1] - pen[1], end[0] - pen[0], end[1] - pen[1])
        )
        pen = end
    return "".join(parts) + "z"


def line_path(points: Sequence[Point], closed: bool = False) -> str:
    """SVG path data of straight lines through the points."""
    first = _tenths(points[0])
    body = "".join("L" + _join(*_tenths(p)) for p in points[1:])
    return f"M{_join(*first)}{body}{'z' if closed else ''}"


def bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def distance(a: Point, b: Point) -> float:
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def number(value: float) -> str:
    """A number for SVG with at most one decimal."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text in ("-0", "") else text


_num = number


def _join(*values: float) -> str:
    out = ""
    for value in values:
        text = number(value)
        out += text if not out or text.startswith("-") else " " + text
    return out


def _tenths(p: Point) -> Point:
    return (round(p[0], 1), round(p[1], 1))


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
