"""How is one solved figure painted? Gathers the shapes of a frame in order of depth."""

from __future__ import annotations

from collections.abc import Sequence

from .body import PART_STYLES, PartStyle, body_tubes
from .muscles import muscle_tubes
from .outline import UNITS, Point, View, bounds, distance, ellipse, hull_outline, outline
from .pose import SIDES, Pose
from .props import Item, Scene, prop_items, strip
from .skeleton import Skeleton

FAR = 0.022  # a limb this much farther than its fellow is painted as the far side


class Painter:
    """Paints frames of one movement, all with the same shapes in the same order."""

    def __init__(self, pose: Pose, frames: Sequence[Skeleton], muscles: Sequence[str]) -> None:
        self.pose, self.frames, self.muscles = pose, frames, muscles
        self.view = View(pose.az, pose.el)
        self.sides = [
            s for s in SIDES if any(name.endswith(f"_{s}") for name in pose.highlight)
        ] or list(SIDES)
        xs = [p[0] for body in frames for p in body.joints.values()]
        ys = [body.joints["pelvis"][1] for body in frames]
        self.extent = (min(xs), max(xs), sum(ys) / len(ys))
        self.tones = self._tones()
        self.order = self._order()
        self.dashes: dict[str, str] = {}
        self.towards_viewer = self._towards_viewer()
        self._painted: list[list[Item]] = []

    def frame_items(self) -> list[list[Item]]:
        """The shapes of every frame, farthest first."""
        if not self._painted:
            self._painted = [self.items(body) for body in self.frames]
        return self._painted

    def items(self, body: Skeleton) -> list[Item]:
        """All shapes of one skeleton, farthest first."""
        scene = Scene(self.pose, self.view, self.frames[0], self.frames[-1], body, self.extent)
        props = prop_items(scene)
        parts = self._body_items(body)
        muscles = [
            self._shape("m", [outline(tube, self.view) for tube in tubes], self._muscle_layer(name))
            for name, tubes in muscle_tubes(body, self.muscles, self.sides).items()
        ]
        painted = [self._floor(), *(p for p in props if p.layer == "back")]
        for group in self.order:
            painted += [p for p in parts if p.layer == group]
            painted += [m for m in muscles if m.layer == group]
            painted += [p for p in props if p.layer == group]
        return painted + [p for p in props if p.layer == "front"]

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of everything in all frames, in drawing units."""
        edges = [
            bounds(item.points)
            for items in self.frame_items()
            for item in items
            if item.paint != "g"
        ]
        arrow = [bounds(points) for points in self.arrows()]
        every = edges + arrow
        return (
            min(e[0] for e in every),
            min(e[1] for e in every),
            max(e[2] for e in every),
            max(e[3] for e in every),
        )

    def arrows(self) -> list[list[Point]]:
        """The arrows of the pose, as closed shapes."""
        return [
            arrow_shape(self.view.point(self.frames[-1].joints[a["at"]]), a)
            for a in self.pose.arrows
        ]

    def _body_items(self, body: Skeleton) -> list[Item]:
        items = []
        for name, tubes in body_tubes(body).items():
            style = PART_STYLES[name]
            rings = [
                hull_outline(tube, self.view)
                if name in self.towards_viewer
                else outline(tube, self.view)
                for tube in tubes
            ]
            if name not in self.dashes:
                self.dashes[name] = _dashes(rings[0], style)
            if self.dashes[name]:
                rings[0] = from_mid_side(rings[0])
            paint = self.tones[style.group] + ("" if style.edged else "0")
            items.append(self._shape(paint, rings, style.group, self.dashes[name]))
        return items

    def _shape(self, paint: str, rings: Sequence[list[Point]], layer: str, edge: str = "") -> Item:
        points = [point for ring in rings for point in ring]
        return Item(paint, points, True, layer, edge, tuple(len(ring) for ring in rings))

    def _towards_viewer(self) -> set[str]:
        """Feet that point at the viewer, or away, at some time."""
        names = {f"foot_{s}" for s in SIDES}
        return {
            n
            for n in names
            if any(abs(self.view.depth(body.frames[n][0])) > 0.8 for body in self.frames)
        }

    def _muscle_layer(self, name: str) -> str:
        """A muscle is painted over the later of the trunk and the leg of its side."""
        groups = ("trunk", f"leg_{name[-1]}")
        on_trunk = name.rsplit("_", 1)[0] in (
            "obliques",
            "abdominals",
            "trunk",
            "spine",
            "erector_spinae",
            "quadratus_lumborum",
        )
        if on_trunk:
            return "trunk"
        return max(groups, key=self.order.index)

    def _floor(self) -> Item:
        """The ground: a line where it is seen from the side, a patch where it is seen from above."""
        low, high, y = self.extent
        ends = [self.view.point((x, y, 0.0)) for x in (low, high)]
        left, right = min(p[0] for p in ends) - 12, max(p[0] for p in ends) + 12
        middle = (ends[0][1] + ends[1][1]) / 2
        deep = abs(self.view.point((0.0, 0.19, 0.0))[1])
        if any(prop["type"] == "mat" for prop in self.pose.props):
            middle, deep = middle + 4, deep + 3
        if deep <= 2:
            return Item("g", strip((left, middle + 2), (right, middle + 2), 2.0), True)
        return Item("g", ellipse(((left + right) / 2, middle), (right - left) / 2, deep), True)

    def _depth(self, *names: str) -> float:
        spots = [self.view.depth(body.joints[n]) for body in self._samples() for n in names]
        return sum(spots) / len(spots)

    def _samples(self) -> list[Skeleton]:
        return [self.frames[0], self.frames[len(self.frames) // 2], self.frames[-1]]

    def _tones(self) -> dict[str, str]:
        tones = {"trunk": "b"}
        for limb, joint in (("leg", "hip"), ("arm", "sh")):
            gap = self._depth(f"{joint}_l") - self._depth(f"{joint}_r")
            tones[f"{limb}_l"] = "f" if gap > FAR else "n"
            tones[f"{limb}_r"] = "f" if gap < -FAR else "n"
        return tones | {group: tone[0] for group, tone in self.pose.tones.items()}

    def _order(self) -> list[str]:
        if self.pose.order:
            rest = [
                g for g in ("leg_l", "arm_l", "trunk", "leg_r", "arm_r") if g not in self.pose.order
            ]
            return [*rest, *self.pose.order]
        trunk = self._depth("pelvis", "neck")
        depths = {"trunk": trunk}
        for s in SIDES:
            depths[f"leg_{s}"] = self._depth(f"hip_{s}", f"knee_{s}") - 0.012
            depths[f"arm_{s}"] = self._depth(f"sh_{s}", f"elb_{s}", f"hand_{s}") - 0.012
        for group, tone in self.tones.items():
            if tone == "f":
                depths[group] = max(depths[group], trunk + 0.02)
            elif group.startswith("leg"):
                depths[group] = min(depths[group], trunk - 0.01)
        return sorted(depths, key=lambda g: -depths[g])


def arrow_shape(start: Point, arrow: dict) -> list[Point]:
    """A small straight arrow: it begins a little off its joint and points in the picture's own axes."""
    dx, dy = arrow["dir"]
    size = (dx * dx + dy * dy) ** 0.5 or 1.0
    tx, ty = dx / size, -dy / size
    off = arrow.get("off", (0.0, 0.0))
    reach = arrow.get("len", 0.11) * UNITS
    x, y = start[0] + off[0] * UNITS, start[1] - off[1] * UNITS
    nx, ny, head, shaft = -ty, tx, 5.2, 1.7

    def at(along: float, across: float) -> Point:
        return (x + tx * along + nx * across, y + ty * along + ny * across)

    neck = reach - head * 1.35
    return [
        at(0, shaft),
        at(neck, shaft),
        at(neck, head),
        at(reach, 0),
        at(neck, -head),
        at(neck, -shaft),
        at(0, -shaft),
    ]


def _dashes(points: Sequence[Point], style: PartStyle) -> str:
    """Dash pattern, for a path length of 100, that strokes only the chosen share of the edge.

    The path must begin half way down the left side (`from_mid_side`), where there is always a stroke.
    """
    if not style.edged or (style.edge_from == 0.0 and style.edge_to == 1.0 and style.edge_cap):
        return ""
    half = len(points) // 2
    sides = [distance(points[i], points[i + 1]) for i in range(half - 1)]
    side, begun = sum(sides), sum(sides[: half // 2]) - sides[half // 2 - 1] / 2
    start, end = (
        distance(points[0], points[-1]) * 0.85,
        distance(points[half - 1], points[half]) * 0.85,
    )
    rest = max(0.0, side * style.edge_to - begun)
    last = max(0.0, begun - side * style.edge_from)
    run = side * (style.edge_to - style.edge_from)
    below, above = side * (1 - style.edge_to) * 2 + end, side * style.edge_from * 2 + start
    pieces = (
        [rest + below + run, above, last] if style.edge_cap else [rest, below, run, above, last]
    )
    whole = sum(pieces) or 1.0
    return " ".join(f"{100 * p / whole:.0f}" for p in pieces)


def from_mid_side(points: list[Point]) -> list[Point]:
    """The same closed curve, begun half way down the left side."""
    turn = len(points) // 4
    return points[turn:] + points[:turn]


def travelled(frames: Sequence[Skeleton]) -> float:
    """The farthest that any joint is from where it began, in shares of height."""
    first = frames[0]
    return max(
        sum((a - b) ** 2 for a, b in zip(body.joints[name], first.joints[name])) ** 0.5
        for body in frames
        for name in first.joints
    )


__all__ = ["Painter", "arrow_shape", "travelled"]
