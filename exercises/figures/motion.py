"""How does a figure move from start to end and back? Writes SMIL for shapes given frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, degrees, hypot, pi, sin

from .outline import Point, line_path, number, smooth_path
from .props import Item

STILL = 0.35  # drawing units; less than this is no movement
RIGID = 0.9   # drawing units by which a shape may change and still count as only turned
PAUSE_START, PAUSE_END = 0.09, 0.14  # shares of the whole time at rest


def path_of(item: Item, points: Sequence[Point]) -> str:
    return smooth_path(points) if item.smooth else line_path(points, closed=True)


def there_and_back(values: Sequence[str]) -> str:
    """SMIL values from start to end, with a rest at both, and back."""
    forth = list(values)
    return ";".join([forth[0], *forth, *forth[::-1]])


def key_times(count: int) -> str:
    """Times for `there_and_back` of `count` frames that lie evenly on the way: slow at both ends."""
    move = (1 - PAUSE_START - PAUSE_END) / 2
    way = [acos(1 - 2 * i / (count - 1)) / pi for i in range(count)]
    forth = [PAUSE_START + move * w for w in way]
    back = [PAUSE_START + move + PAUSE_END + move * (1 - w) for w in reversed(way)]
    times = [0.0, *forth, *back[:-1], 1.0]
    return ";".join(f"{t:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0" for t in times)


def moving_path(frames: Sequence[Item], attributes: str, timing: str, loop: bool) -> str:
    """A path that moves: turned as a whole where its shape stays, morphed where it does not."""
    first = frames[0]
    series = (lambda values: ";".join(values)) if loop else there_and_back
    if all(_apart(first.points, other.points) < STILL for other in frames):
        return f'<path{attributes} d="{path_of(first, first.points)}"/>'
    fits = [_fit(first.points, other.points) for other in frames]
    if max(residual for *_, residual in fits) < RIGID:
        return _turning_path(first, fits, attributes, timing, series)
    shapes = [path_of(first, other.points) for other in frames]
    return (f'<path{attributes} d="{shapes[0]}"><animate attributeName="d" {timing} '
            f'values="{series(shapes)}"/></path>')


def _turning_path(first: Item, fits: Sequence, attributes: str, timing: str, series) -> str:
    cx, cy = _centre(first.points)
    shape = path_of(first, [(x - cx, y - cy) for x, y in first.points])
    places = [f"{number(x)} {number(y)}" for x, y, _, _ in fits]
    angles = [number(angle) for angle in _unwrapped([angle for _, _, angle, _ in fits])]
    turns = ""
    if len(set(angles)) > 1:
        turns = (f'<animateTransform attributeName="transform" type="rotate" additive="sum" {timing} '
                 f'values="{series(angles)}"/>')
    return (f'<path{attributes} d="{shape}" transform="translate({places[0]})">'
            f'<animateTransform attributeName="transform" type="translate" {timing} values="{series(places)}"/>'
            f"{turns}</path>")


def _fit(points: Sequence[Point], others: Sequence[Point]) -> tuple[float, float, float, float]:
    """The new centre, the turn in degrees, and the greatest misfit of a rigid move of one outline to another."""
    (ax, ay), (bx, by) = _centre(points), _centre(others)
    along = sum((x - ax) * (u - bx) + (y - ay) * (v - by) for (x, y), (u, v) in zip(points, others))
    across = sum((x - ax) * (v - by) - (y - ay) * (u - bx) for (x, y), (u, v) in zip(points, others))
    angle = atan2(across, along)
    c, s = cos(angle), sin(angle)
    misfit = max(
        hypot((x - ax) * c - (y - ay) * s + bx - u, (x - ax) * s + (y - ay) * c + by - v)
        for (x, y), (u, v) in zip(points, others)
    )
    return bx, by, degrees(angle), misfit


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
