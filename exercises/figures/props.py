"""What equipment stands in the picture, and where does it touch the body?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin
from typing import Any

from .outline import UNITS, Point, View, ellipse
from .pose import Pose
from .skeleton import CRANK, Skeleton
from .solve import bike_bar, crank_centre
from .vectors import IDENTITY, Vec, add, heading, mix, rot_z, scale, sub, turn


@dataclass(frozen=True)
class Item:
    """One closed shape of the picture: its paint class, its control points, and whether they are smoothed.

    `rings` counts the points of each ring where a shape has several, as hand and thumb do.
    """

    paint: str
    points: Sequence[Point]
    smooth: bool = False
    layer: str = "back"
    edge: str = ""
    rings: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What a prop needs to know to stand in its place in one frame."""

    pose: Pose
    view: View
    first: Skeleton
    last: Skeleton
    now: Skeleton
    extent: tuple[
        float, float, float
    ]  # least x, greatest x and middle y of the body over the movement


Maker = Callable[[Scene, Mapping[str, Any]], list[Item]]


def prop_items(scene: Scene) -> list[Item]:
    """The shapes of all props in one frame, in order of painting."""
    items: list[Item] = []
    for prop in scene.pose.props:
        items += MAKERS[prop["type"]](scene, prop)
    return items


def box(
    view: View, centre: Vec, size: Vec, paint: str = "e", turned: float = 0.0, layer: str = "back"
) -> list[Item]:
    """The faces of a box that can be seen: sides, then front, then top, each in its tint."""
    frame = rot_z(turned)
    half = scale(size, 0.5)
    faces = []
    for axis in (0, 1, 2):
        for sign in (-1.0, 1.0):
            normal = scale(turn(frame, IDENTITY[axis]), sign)
            if view.depth(normal) > -0.02:
                continue
            a, b = [i for i in (0, 1, 2) if i != axis]
            corners = []
            for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                local = [0.0, 0.0, 0.0]
                local[axis], local[a], local[b] = sign * half[axis], u * half[a], v * half[b]
                corners.append(view.point(add(centre, turn(frame, (local[0], local[1], local[2])))))
            tint = paint + ("t" if axis == 2 else "" if abs(view.depth(normal)) > 0.7 else "s")
            faces.append(Item(tint, corners, layer=layer))
    return faces


def bar(view: View, a: Vec, b: Vec, radius: float, paint: str, layer: str = "back") -> Item:
    """A round bar between two points."""
    return Item(paint, strip(view.point(a), view.point(b), radius * UNITS), True, layer)


def strip(a: Point, b: Point, half: float) -> list[Point]:
    """Control points of a rounded strip between two points of the picture."""
    tx, ty = heading(b[0] - a[0], b[1] - a[1])
    nx, ny = -ty * half, tx * half
    ax, ay, bx, by = a[0] - tx * half, a[1] - ty * half, b[0] + tx * half, b[1] + ty * half
    px, py = tx * half * 1.4, ty * half * 1.4
    return [
        (ax + nx, ay + ny),
        (a[0] + px + nx, a[1] + py + ny),
        (b[0] - px + nx, b[1] - py + ny),
        (bx + nx, by + ny),
        (bx - nx, by - ny),
        (b[0] - px - nx, b[1] - py - ny),
        (a[0] + px - nx, a[1] + py - ny),
        (ax - nx, ay - ny),
    ]


def _place(scene: Scene, where: Any, body: Skeleton) -> Vec:
    """A joint by name, or a point given from the anchor (x, y) and the floor (z)."""
    if isinstance(where, str):
        return body.joints[where]
    foot = scene.first.joints[scene.pose.anchor]
    return (foot[0] + where[0], foot[1] + where[1], where[2])


def _mat(scene: Scene, prop: Mapping) -> list[Item]:
    low, high, y = scene.extent
    ys = [p[1] for body in (scene.first, scene.last) for p in body.joints.values()]
    deep = max(0.40, max(ys) - min(ys) + 0.10)
    middle = y if deep == 0.40 else (max(ys) + min(ys)) / 2
    return box(
        scene.view, ((low + high) / 2, middle, -0.011), (high - low + 0.10, deep, 0.022), "a"
    )


def _step(scene: Scene, prop: Mapping) -> list[Item]:
    foot = scene.first.joints[f"ank_{prop['under']}"]
    height = float(prop["h"])
    centre = (foot[0] + prop.get("dx", 0.03), foot[1], height / 2)
    return box(scene.view, centre, (prop.get("w", 0.27), 0.24, height))


def _wall(scene: Scene, prop: Mapping) -> list[Item]:
    joint = scene.first.joints[prop["at"]]
    dx = float(prop["dx"])
    side = 0.018 if dx > 0 else -0.018
    tall = 1.06
    return box(scene.view, (joint[0] + dx + side, joint[1], tall / 2), (0.036, 0.34, tall))


def _chair(scene: Scene, prop: Mapping) -> list[Item]:
    view, turned = scene.view, float(prop.get("turn", 0.0))
    under = prop.get("under")
    if under:
        joint = scene.first.joints[under]
        x, y, z = joint
        seat = prop.get("seat", z - (0.066 if under == "pelvis" else 0.036))
    else:
        x, y, _ = _place(scene, prop["at"], scene.first)
        seat = prop.get("seat", 0.27)
    x, y = x + prop.get("dx", 0.0), y + prop.get("dy", 0.0)
    frame = rot_z(turned)

    def at(dx: float, dy: float, dz: float) -> Vec:
        return add((x, y, dz), turn(frame, (dx, dy, 0.0)))

    parts = []
    for dx, dy in ((-0.115, 0.115), (0.115, 0.115), (-0.115, -0.115), (0.115, -0.115)):
        parts += box(view, at(dx, dy, (seat - 0.02) / 2), (0.022, 0.022, seat - 0.02), "e", turned)
    parts += box(view, at(0, 0, seat - 0.014), (0.27, 0.27, 0.028), "e", turned)
    if prop.get("back", True):
        top = 0.53 if not under else seat + 0.26
        back = []
        for dy in (0.115, -0.115):
            back += box(
                view, at(-0.122, dy, (seat + top) / 2), (0.022, 0.022, top - seat), "e", turned
            )
        back += box(view, at(-0.122, 0, top - 0.05), (0.024, 0.25, 0.10), "e", turned)
        nearer = view.depth(at(-0.122, 0, seat)) < view.depth(at(0, 0, seat)) - 0.05
        parts = parts + back if nearer else back + parts
    return parts


def _ball(scene: Scene, prop: Mapping) -> list[Item]:
    x, y = _in_picture(scene, prop, scene.now)
    r = prop.get("r", 0.035) * UNITS
    return [
        Item("o", ellipse((x, y), r, r), True),
        Item("oh", ellipse((x - r * 0.3, y - r * 0.35), r * 0.34, r * 0.22, -35), True),
    ]


def _in_picture(scene: Scene, prop: Mapping, body: Skeleton) -> Point:
    x, y = scene.view.point(body.joints[prop["at"]])
    off = prop.get("off", (0.0, 0.0))
    return x + off[0] * UNITS, y - off[1] * UNITS


def _roller(scene: Scene, prop: Mapping) -> list[Item]:
    joint, r = scene.first.joints[prop["at"]], prop.get("r", 0.07)
    end = scene.now.joints[prop["at"]]
    off = prop.get("off", (0.0, 0.0))
    rolled = (end[0] - joint[0]) / 2  # a roller turns half as far as what lies on it moves
    centre = (joint[0] + off[0] + rolled, scene.first.joints["pelvis"][1], r)
    near, far = (scene.view.point(add(centre, (0.0, y, 0.0))) for y in (-0.14, 0.14))
    return [
        Item("o", _capsule(near, far, r * UNITS), True),
        Item("o", ellipse(near, r * UNITS, r * UNITS), True),
        Item("oh", ellipse(near, r * UNITS * 0.62, r * UNITS * 0.62), True),
        Item("o", ellipse(near, r * UNITS * 0.34, r * UNITS * 0.34), True),
    ]


def _capsule(a: Point, b: Point, radius: float) -> list[Point]:
    """The outline round two equal circles."""
    tx, ty = heading(b[0] - a[0], b[1] - a[1])
    ring = []
    for (x, y), start in ((a, 0.5), (b, 1.5)):
        for k in range(9):
            c, s = cos(pi * (start + k / 8)) * radius, sin(pi * (start + k / 8)) * radius
            ring.append((x + tx * c - ty * s, y + ty * c + tx * s))
    return ring


def _device(scene: Scene, prop: Mapping) -> list[Item]:
    x, y = _in_picture(scene, prop, scene.last)
    joint = scene.last.joints[prop["at"]]
    floor = scene.view.point((joint[0], joint[1], 0.0))[1]
    top = y - prop.get("r", 0.03) * UNITS
    tall = floor - top
    left = [(13.5, 0.0), (12.4, tall * 0.5), (4.6, tall * 0.5), (1.8, tall * 1.04)]
    shape = [(x - dx, floor - up) for dx, up in left] + [
        (x + dx, floor - up) for dx, up in reversed(left)
    ]
    base = strip((x - 0.062 * UNITS, floor - 2.4), (x + 0.062 * UNITS, floor - 2.4), 2.4)
    return [Item("o", shape, True), Item("oh", base, True)]


def _band(scene: Scene, prop: Mapping) -> list[Item]:
    a, b = (_place(scene, prop[end], scene.now) for end in ("a", "b"))
    loop = isinstance(prop["a"], str) and isinstance(prop["b"], str)
    if not loop:
        return [_strap_between(scene, a, b, 0.011, "t", "front")]
    raised = float(prop.get("h", 0.045))
    around = scale(sub(b, a), 0.16)
    a, b = add(sub(a, around), (0.0, 0.0, raised)), add(b, around, (0.0, 0.0, raised))
    behind = (0.0, 0.0, 0.012)
    return [
        _strap_between(scene, add(a, behind), add(b, behind), 0.009, "ts", "back"),
        _strap_between(scene, a, b, 0.011, "t", "front"),
    ]


def _strap_between(scene: Scene, a: Vec, b: Vec, half: float, paint: str, layer: str) -> Item:
    return Item(paint, strip(scene.view.point(a), scene.view.point(b), half * UNITS), True, layer)


def _weight(scene: Scene, prop: Mapping) -> list[Item]:
    hand = prop["at"]
    body = scene.now
    middle = (
        mix(body.joints[hand], body.joints[hand.replace("hand", "tip")], 0.55)
        if "hand" in hand
        else add(body.joints[hand], (0.0, 0.0, 0.055))
    )
    layer = hand.replace("hand", "arm") if "hand" in hand else "front"
    half = 0.052
    parts = [
        bar(scene.view, add(middle, (-half, 0, 0)), add(middle, (half, 0, 0)), 0.010, "k", layer)
    ]
    for dx, tall in ((-half, 0.034), (half, 0.034)):
        at = add(middle, (dx, 0, 0))
        parts.append(
            bar(
                scene.view,
                add(at, (0, 0, -tall + 0.014)),
                add(at, (0, 0, tall - 0.014)),
                0.015,
                "k",
                layer,
            )
        )
    return parts


def _strap(scene: Scene, prop: Mapping) -> list[Item]:
    limb, side = prop["on"].split("_")
    joints = scene.now.joints
    ends = {
        "thigh": ("hip", "knee", 0.052),
        "shank": ("knee", "ank", 0.036),
        "foot": ("ank", "toe", 0.026),
    }[limb]
    a, b = (scene.view.point(joints[f"{name}_{side}"]) for name in ends[:2])
    share = prop.get("s", 0.7)
    x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
    tx, ty = heading(b[0] - a[0], b[1] - a[1])
    half = prop.get("w", ends[2]) * UNITS
    return [
        Item(
            "t",
            strip((x - ty * half, y + tx * half), (x + ty * half, y - tx * half), 0.011 * UNITS),
            True,
            prop.get("layer", f"leg_{side}"),
        )
    ]


def _cushion(scene: Scene, prop: Mapping) -> list[Item]:
    x, y = _in_picture(scene, prop, scene.first)
    w, h = prop.get("w", 0.12) * UNITS, prop.get("h", 0.05) * UNITS
    corners = [
        (x - w, y - h),
        (x, y - h * 1.25),
        (x + w, y - h),
        (x + w * 1.05, y),
        (x + w, y + h),
        (x, y + h * 1.1),
        (x - w, y + h),
        (x - w * 1.05, y),
    ]
    return [Item("c", corners, True)]


def _slider(scene: Scene, prop: Mapping) -> list[Item]:
    foot = mix(
        scene.now.joints[f"heel_{prop['under']}"], scene.now.joints[f"toe_{prop['under']}"], 0.5
    )
    x, y = scene.view.point((foot[0], foot[1], 0.004))
    return [Item("o", ellipse((x, y), 0.055 * UNITS, 0.012 * UNITS), True)]


def _bike(scene: Scene, prop: Mapping) -> list[Item]:
    view, body = scene.view, scene.first
    seat = body.joints["pelvis"]
    crank, handle = crank_centre(scene.pose, body), bike_bar(scene.pose, body)
    saddle = add(seat, (0.0, 0.0, -0.078))
    floor_back, floor_front = (seat[0] - 0.12, seat[1], 0.015), (seat[0] + 0.42, seat[1], 0.015)
    head = (seat[0] + 0.33, seat[1], seat[2] - 0.10)
    wheel = view.point((seat[0] + 0.30, seat[1], 0.155))
    tubes = [
        bar(view, floor_back, floor_front, 0.015, "es"),
        bar(view, add(saddle, (0.0, 0.0, -0.02)), crank, 0.013, "es"),
        bar(view, crank, (crank[0] - 0.12, seat[1], 0.02), 0.013, "es"),
        bar(view, crank, head, 0.013, "es"),
        bar(view, head, (seat[0] + 0.34, seat[1], 0.02), 0.013, "es"),
        bar(view, head, (handle[0] - 0.02, seat[1], handle[2] - 0.012), 0.011, "es"),
        bar(view, add(handle, (-0.05, 0, -0.014)), add(handle, (0.045, 0, 0.012)), 0.012, "k"),
        bar(view, add(saddle, (-0.07, 0, 0)), add(saddle, (0.06, 0, -0.004)), 0.017, "k"),
    ]
    r = 0.115 * UNITS
    angle = scene_crank(scene)
    arm = (CRANK * sin(angle), 0.0, CRANK * cos(angle))
    near, far = add(crank, arm), sub(crank, arm)
    return [
        Item("e", ellipse(wheel, r, r), True),
        Item("et", ellipse(wheel, r * 0.55, r * 0.55), True),
        *tubes,
        bar(view, crank, far, 0.009, "es"),
        bar(view, crank, near, 0.009, "k", "trunk"),
        bar(view, add(near, (-0.03, 0, 0)), add(near, (0.035, 0, 0)), 0.008, "k", "trunk"),
    ]


def scene_crank(scene: Scene) -> float:
    """The angle of the near crank, read from where the near foot is."""
    centre = crank_centre(scene.pose, scene.first)
    ankle = scene.now.joints["ank_r"]
    return atan2(ankle[0] + 0.06 - centre[0], ankle[2] - 0.045 - centre[2])


MAKERS: dict[str, Maker] = {
    "mat": _mat,
    "step": _step,
    "wall": _wall,
    "chair": _chair,
    "ball": _ball,
    "roller": _roller,
    "device": _device,
    "band": _band,
    "weight": _weight,
    "strap": _strap,
    "cushion": _cushion,
    "slider": _slider,
    "bike": _bike,
}
