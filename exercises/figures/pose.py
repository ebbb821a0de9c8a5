"""Is this pose well formed, and what does it hold? Reads the JSON of a pose file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from .vectors import Mat, Vec, between, dot, length, unit, upright

SIDES = ("r", "l")
JOINTS = frozenset(
    ["pelvis", "neck", "head", "chest", "waist"]
    + [
        f"{name}_{side}"
        for side in SIDES
        for name in ("hip", "knee", "ank", "heel", "ball", "toe", "sh", "elb", "hand", "tip")
    ]
)
GROUPS = frozenset(["trunk", "leg_r", "leg_l", "arm_r", "arm_l"])
PROPS = frozenset(
    [
        "mat",
        "step",
        "wall",
        "chair",
        "ball",
        "roller",
        "device",
        "band",
        "weight",
        "strap",
        "cushion",
        "slider",
        "bike",
    ]
)
BALL_JOINTS = {"hip": ("flex", "abd", "er"), "shoulder": ("flex", "abd", "ir")}
HINGES = ("knee", "ankle", "elbow", "toes", "evert")
SPINE = {"spine": ("flex", "side_bend_r", "rot_l"), "neck": ("flex", "side_bend_r", "rot_l")}
REACH_PLACES = frozenset(["floor", "wall", "bike_bar", "chair_top"])
LIMIT = 400.0  # degrees; anything beyond is a slip of the pen


class PoseError(ValueError):
    """A pose that cannot be drawn; the message begins with the name of the bad field."""


@dataclass(frozen=True)
class Reach:
    """Where a hand goes: a joint or place, an offset (shares of height), where the fingers point."""

    at: str
    off: Vec = (0.0, 0.0, 0.0)
    point: Vec | None = None


@dataclass(frozen=True)
class Stance:
    """One frame of a pose: joint angles in degrees, keyed like `hip_r.flex` and `knee_l`."""

    root: Mat
    angles: Mapping[str, float]
    reach: dict[str, Reach]
    plant: frozenset[str]
    height: float | None

    def angle(self, name: str) -> float:
        return self.angles.get(name, 0.0)

    def towards(self, other: Stance, t: float) -> Stance:
        """The stance a share `t` of the way to `other`; turns at the joints, not points, are mixed."""
        names = self.angles.keys() | other.angles.keys()
        angles = {n: self.angle(n) + (other.angle(n) - self.angle(n)) * t for n in names}
        height = None
        if self.height is not None and other.height is not None:
            height = self.height + (other.height - self.height) * t
        return Stance(
            between(self.root, other.root, t), angles, self.reach, self.plant & other.plant, height
        )


@dataclass(frozen=True)
class Pose:
    """A checked pose. `loop` holds the frames of a movement that goes round, as walking does."""

    start: Stance
    end: Stance
    loop: tuple[Stance, ...]
    az: float
    el: float
    props: tuple[Mapping[str, Any], ...]
    anchor: str
    highlight: tuple[str, ...]
    arrows: tuple[Mapping[str, Any], ...]
    order: tuple[str, ...] = ()
    tones: Mapping[str, str] = field(default_factory=dict)
    effort: bool = False


def read_pose(data: Any) -> Pose:
    """Check the JSON of a pose and return it as a `Pose`, or raise `PoseError`."""
    pose = _mapping(data, "pose")
    camera = _mapping(pose.get("camera", {}), "camera")
    start = _stance(pose.get("start"), "start")
    end = _stance(pose.get("end"), "end")
    loop = tuple(
        _stance(frame, f"loop[{i}]") for i, frame in enumerate(_list(pose.get("loop", []), "loop"))
    )
    return Pose(
        start=start,
        end=end,
        loop=loop,
        az=_number(camera.get("az", 0), "camera.az"),
        el=_number(camera.get("el", 0), "camera.el"),
        props=tuple(
            _prop(p, f"props[{i}]") for i, p in enumerate(_list(pose.get("props", []), "props"))
        ),
        anchor=_joint(pose.get("anchor", "pelvis"), "anchor"),
        highlight=tuple(
            _joint(name, f"highlight[{i}]")
            for i, name in enumerate(_list(pose.get("highlight", []), "highlight"))
        ),
        arrows=tuple(
            _arrow(a, f"arrows[{i}]") for i, a in enumerate(_list(pose.get("arrows", []), "arrows"))
        ),
        order=tuple(
            _one_of(name, GROUPS, f"order[{i}]")
            for i, name in enumerate(_list(pose.get("order", []), "order"))
        ),
        tones={
            _one_of(group, GROUPS, "tones"): _one_of(tone, {"near", "far"}, f"tones.{group}")
            for group, tone in _mapping(pose.get("tones", {}), "tones").items()
        },
        effort=bool(pose.get("effort", False)),
    )


def _stance(data: Any, where: str) -> Stance:
    frame = dict(_mapping(data, where))
    root = _mapping(frame.pop("root", None), f"{where}.root")
    cranial = _vector(root.get("cranial"), f"{where}.root.cranial")
    front = _vector(root.get("front"), f"{where}.root.front")
    if length(cranial) < 0.1:
        raise PoseError(f"{where}.root.cranial: must point somewhere")
    if length(front) < 0.1 or abs(dot(unit(cranial), unit(front))) > 0.5:
        raise PoseError(f"{where}.root.front: must stand at right angles to root.cranial")
    height = root.get("height")
    reach = {
        _one_of(hand, {"hand_r", "hand_l"}, f"{where}.reach"): _reach(
            value, f"{where}.reach.{hand}"
        )
        for hand, value in _mapping(frame.pop("reach", {}), f"{where}.reach").items()
    }
    plant = frozenset(
        _one_of(side, set(SIDES), f"{where}.plant")
        for side in _list(frame.pop("plant", []), f"{where}.plant")
    )
    return Stance(
        root=upright(cranial, front),
        angles=_angles(frame, where),
        reach=reach,
        plant=plant,
        height=None if height is None else _number(height, f"{where}.root.height"),
    )


def _angles(frame: Mapping[str, Any], where: str) -> dict[str, float]:
    parts = dict(SPINE) | {f"{n}_{s}": axes for n, axes in BALL_JOINTS.items() for s in SIDES}
    single = {f"{n}_{s}" for n in HINGES for s in SIDES} | {"crank", "lift"}
    angles = {}
    for name, value in frame.items():
        if name in single:
            angles[name] = _number(value, f"{where}.{name}")
        elif name in parts:
            for axis, turn in _mapping(value, f"{where}.{name}").items():
                if axis not in parts[name]:
                    raise PoseError(
                        f"{where}.{name}.{axis}: unknown axis, use {', '.join(parts[name])}"
                    )
                angles[f"{name}.{axis}"] = _number(turn, f"{where}.{name}.{axis}")
        else:
            raise PoseError(f"{where}.{name}: unknown field")
    return angles


def _reach(data: Any, where: str) -> Reach:
    reach = _mapping(data, where)
    at = _one_of(reach.get("at"), JOINTS | REACH_PLACES, f"{where}.at")
    point = reach.get("point")
    return Reach(
        at=at,
        off=_vector(reach.get("off", (0, 0, 0)), f"{where}.off"),
        point=None if point is None else _vector(point, f"{where}.point"),
    )


def _prop(data: Any, where: str) -> Mapping[str, Any]:
    prop = _mapping(data, where)
    _one_of(prop.get("type"), PROPS, f"{where}.type")
    for name in ("h", "r", "dx", "w", "seat", "s", "turn"):
        if name in prop:
            _number(prop[name], f"{where}.{name}")
    for name in ("at", "a", "b", "under"):
        value = prop.get(name)
        if isinstance(value, (list, tuple)):
            _vector(value, f"{where}.{name}")
        elif value is not None and value not in SIDES:
            _joint(value, f"{where}.{name}")
    required = {
        "band": ("a", "b"),
        "ball": ("at",),
        "roller": ("at",),
        "device": ("at",),
        "weight": ("at",),
        "wall": ("at",),
        "step": ("under", "h"),
        "strap": ("on",),
    }
    for name in required.get(prop["type"], ()):
        if name not in prop:
            raise PoseError(f"{where}.{name}: missing")
    if "off" in prop:
        off = _list(prop["off"], f"{where}.off")
        if len(off) != 2:
            raise PoseError(f"{where}.off: must be two numbers")
        for value in off:
            _number(value, f"{where}.off")
    return prop


def _arrow(data: Any, where: str) -> Mapping[str, Any]:
    arrow = _mapping(data, where)
    _joint(arrow.get("at"), f"{where}.at")
    direction = _list(arrow.get("dir"), f"{where}.dir")
    if len(direction) != 2:
        raise PoseError(f"{where}.dir: must be two numbers, right and up in the picture")
    for value in (*direction, *_list(arrow.get("off", []), f"{where}.off")):
        _number(value, f"{where}.dir")
    return arrow


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise PoseError(f"{where}: must be an object, is {type(value).__name__}")
    return value


def _list(value: Any, where: str) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise PoseError(f"{where}: must be a list, is {type(value).__name__}")
    return value


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise PoseError(f"{where}: must be a number, is {value!r}")
    if abs(value) > LIMIT:
        raise PoseError(f"{where}: {value} is out of range (±{LIMIT:.0f})")
    return float(value)


def _vector(value: Any, where: str) -> Vec:
    numbers = _list(value, where)
    if len(numbers) != 3:
        raise PoseError(f"{where}: must be three numbers")
    return tuple(_number(n, where) for n in numbers)  # type: ignore[return-value]


def _one_of(value: Any, known: Any, where: str) -> str:
    if value not in known:
        raise PoseError(f"{where}: {value!r} is not one of {', '.join(sorted(known))}")
    return value


def _joint(value: Any, where: str) -> str:
    return _one_of(value, JOINTS, where)
