"""How does a figure move from start to end and back? Writes SMIL for shapes given frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from .outline import Point, line_path, number, smooth_path
from .props import Item

STILL = 0.35  # drawing units; less than this is no movement
RIGID = 1.2  # drawing units by which a shape may change and still count as carried, not morphed
STRETCH = 0.025  # a stretch smaller than this is left out
REST_AT_START, REST_AT_END = 1, 2  # how many steps of time the figure rests


def path_of(item: Item, points: Sequence[Point]) -> str:
    """Path data of a shape with its outline at `points`."""
    if not item.smooth:
        return line_path(points, closed=True)
    data, begun = "", 0
    for count in item.rings or (len(points),):
        data += smooth_path(points[begun : begun + count])
        begun += count
    return data


def there_and_back(values: Sequence[str]) -> str:
    """SMIL values from start to end, with a rest at both, and back."""
    forth = list(values)
    return ";".join([*forth[:1] * REST_AT_START, *forth, *forth[-1:] * REST_AT_END, *forth[-2::-1]])


def moving_path(
    frames: Sequence[Item], attributes: str, timing: str, loop: bool, pulse: str = ""
) -> str:
    """A path that moves: carried and turned as a whole where its shape lasts, morphed where it does not.

    `pulse` is a further animation that goes inside.
    """
    first = frames[0]
    series = (lambda values: ";".join(values)) if loop else there_and_back
    if all(_apart(first.points, other.points) < STILL for other in frames):
        end = f">{pulse}</path>" if pulse else "/>"
        return f'<path{attributes} d="{path_of(first, first.points)}"{end}'
    carried = _carried([other.points for other in frames])
    if carried:
        return _carried_path(first, *carried, attributes, timing, series, pulse)
    shapes = [path_of(first, other.points) for other in frames]
    return (
        f'<path{attributes} d="{shapes[0]}"><animate attributeName="d" {timing} '
        f'values="{series(shapes)}"/>{pulse}</path>'
    )


@dataclass(frozen=True)
class Carry:
    """Where a shape has gone: its centre, its turn in degrees, and its stretch along and across itself."""

    x: float
    y: float
    angle: float
    along: float
    across: float


def _carried(outlines: Sequence[Sequence[Point]]) -> tuple[list[Point], list[Carry]] | None:
    """The shape about its own centre and long axis, and its way; None if it changes too much for that.

    A limb that turns towards the viewer only grows shorter along its axis, so a stretch is enough for it.
    """
    first = outlines[0]
    cx, cy = _centre(first)
    tilt = _long_axis(first)
    c, s = cos(tilt), sin(tilt)
    shape = [((x - cx) * c + (y - cy) * s, -(x - cx) * s + (y - cy) * c) for x, y in first]
    way = []
    for points in outlines:
        carry = _fit(shape, points)
        if carry is None or _misfit(shape, points, carry) > RIGID:
            return None
        way.append(carry)
    return shape, way


def _carried_path(
    item: Item,
    shape: list[Point],
    way: list[Carry],
    attributes: str,
    timing: str,
    series,
    pulse: str,
) -> str:
    places = [f"{number(c.x)} {number(c.y)}" for c in way]
    angles = [number(angle) for angle in _unwrapped([c.angle for c in way])]
    sizes = [f"{c.along:.2f} {c.across:.2f}" for c in way]
    moves = [_animated("translate", places, timing, series)]
    still = f"translate({places[0]})rotate({angles[0]})"
    if len(set(angles)) > 1 or len(set(sizes)) > 1:
        moves.append(_animated("rotate", angles, timing, series, added=True))
    if (
        max(abs(c.along - 1) for c in way) > STRETCH
        or max(abs(c.across - 1) for c in way) > STRETCH
    ):
        moves.append(_animated("scale", sizes, timing, series, added=True))
    if len(moves) == 1:  # the turn stays, so it goes into the shape
        turned = radians(way[0].angle)
        shape = [
            (x * cos(turned) - y * sin(turned), x * sin(turned) + y * cos(turned)) for x, y in shape
        ]
        still = f"translate({places[0]})"
    return f'<path{attributes} d="{path_of(item, shape)}" transform="{still}">{"".join(moves)}{pulse}</path>'


def _animated(kind: str, values: Sequence[str], timing: str, series, added: bool = False) -> str:
    if len(set(values)) == 1:
        values, series = values[:1], ";".join  # one value, held
    total = ' additive="sum"' if added else ""
    return (
        f'<animateTransform attributeName="transform" type="{kind}"{total} {timing} '
        f'values="{series(values)}"/>'
    )


def _fit(shape: Sequence[Point], points: Sequence[Point]) -> Carry | None:
    """The turn and stretch that bring a shape nearest to an outline with the same points."""
    bx, by = _centre(points)
    xx = sum(x * x for x, _ in shape)
    xy = sum(x * y for x, y in shape)
    yy = sum(y * y for _, y in shape)
    whole = xx * yy - xy * xy
    if whole < 1e-6:
        return None
    ux = sum(x * (u - bx) for (x, _), (u, _) in zip(shape, points))
    uy = sum(y * (u - bx) for (_, y), (u, _) in zip(shape, points))
    vx = sum(x * (v - by) for (x, _), (_, v) in zip(shape, points))
    vy = sum(y * (v - by) for (_, y), (_, v) in zip(shape, points))
    ax, ay = (ux * yy - uy * xy) / whole, (vx * yy - vy * xy) / whole
    sx, sy = (uy * xx - ux * xy) / whole, (vy * xx - vx * xy) / whole
    angle = atan2(ay, ax)
    return Carry(bx, by, degrees(angle), hypot(ax, ay), sy * cos(angle) - sx * sin(angle))


def _misfit(shape: Sequence[Point], points: Sequence[Point], carry: Carry) -> float:
    c, s = cos(radians(carry.angle)), sin(radians(carry.angle))
    return max(
        hypot(
            x * carry.along * c - y * carry.across * s + carry.x - u,
            x * carry.along * s + y * carry.across * c + carry.y - v,
        )
        for (x, y), (u, v) in zip(shape, points)
    )


def _long_axis(points: Sequence[Point]) -> float:
    """Direction of the greatest spread of the points, in radians."""
    cx, cy = _centre(points)
    xx = sum((x - cx) ** 2 for x, _ in points)
    yy = sum((y - cy) ** 2 for _, y in points)
    xy = sum((x - cx) * (y - cy) for x, y in points)
    return atan2(2 * xy, xx - yy) / 2


def _unwrapped(angles: Sequence[float]) -> list[float]:
    """The same turns without jumps of a whole circle."""
    out = [angles[0]]
    for angle in angles[1:]:
        while angle - out[-1] > 180:
            angle -= 360
        while angle - out[-1] < -180:
            angle += 360
        out.append(angle)
    return out


def _centre(points: Sequence[Point]) -> Point:
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


def _apart(a: Sequence[Point], b: Sequence[Point]) -> float:
    return max(hypot(p[0] - q[0], p[1] - q[1]) for p, q in zip(a, b))
