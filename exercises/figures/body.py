"""What shape has each part of the body? Slices in shares of body height, placed on a solved skeleton."""

from __future__ import annotations

from dataclasses import dataclass

from .outline import Section, Tube, slice_at
from .pose import SIDES
from .skeleton import FOREARM, HAND, SHANK, SOLE, THIGH, UPPER_ARM, Skeleton
from .vectors import add, between, turn

# Each row: place along the segment (share of its length), half depth, half width, shift to the front.
THIGH_SLICES = (
    (0.02, 0.058, 0.056, 0.0),
    (0.30, 0.054, 0.051, 0.004),
    (0.62, 0.045, 0.042, 0.004),
    (0.86, 0.037, 0.035, 0.002),
    (1.0, 0.035, 0.034, 0.001),
)
SHANK_SLICES = (
    (0.0, 0.035, 0.033, 0.001),
    (0.14, 0.036, 0.035, -0.002),
    (0.34, 0.041, 0.039, -0.009),
    (0.64, 0.028, 0.029, -0.005),
    (0.99, 0.021, 0.021, 0.0),
)
UPPER_ARM_SLICES = (
    (0.06, 0.036, 0.034, 0.0),
    (0.30, 0.034, 0.031, 0.001),
    (0.86, 0.025, 0.024, 0.001),
    (1.0, 0.024, 0.023, 0.0),
)
FOREARM_SLICES = (
    (0.0, 0.024, 0.023, 0.0),
    (0.15, 0.025, 0.024, 0.001),
    (0.40, 0.024, 0.023, 0.002),
    (1.0, 0.0150, 0.016, 0.0),
)
HAND_SLICES = (
    (-0.12, 0.015, 0.016, 0.0),
    (0.30, 0.023, 0.014, 0.0),
    (0.72, 0.020, 0.013, 0.001),
    (1.0, 0.013, 0.009, 0.001),
)
THUMB_SLICES = (
    (0.10, 0.009, 0.009, 0.006),
    (0.42, 0.009, 0.008, 0.020),
    (0.70, 0.006, 0.006, 0.027),
)
# place from the ankle (shares of height), half height, half width
FOOT_SLICES = (
    (-0.026, 0.021, 0.020),
    (0.012, 0.025, 0.022),
    (0.052, 0.017, 0.025),
    (0.088, 0.013, 0.027),
)
TOE_SLICES = ((-0.012, 0.013, 0.027), (0.024, 0.0095, 0.022))
# height above the pelvis (shares of height), half depth, half width, shift to the front
TRUNK_SLICES = (
    (-0.034, 0.044, 0.062, 0.002),
    (0.0, 0.060, 0.092, -0.004),
    (0.045, 0.057, 0.086, -0.003),
    (0.10, 0.049, 0.068, 0.004),
    (0.16, 0.056, 0.076, 0.005),
    (0.225, 0.063, 0.092, 0.002),
    (0.272, 0.054, 0.098, -0.004),
    (0.302, 0.033, 0.066, -0.008),
)
NECK_SLICES = ((-0.02, 0.040, 0.046), (0.02, 0.032, 0.032), (0.07, 0.034, 0.030))
# height above the middle of the head, front edge, back edge, half width
HEAD_EDGES = (
    (-0.066, 0.040, 0.000, 0.020),
    (-0.050, 0.064, -0.024, 0.035),
    (-0.028, 0.061, -0.054, 0.044),
    (-0.010, 0.074, -0.066, 0.050),
    (0.014, 0.060, -0.073, 0.054),
    (0.046, 0.060, -0.066, 0.052),
    (0.067, 0.026, -0.036, 0.030),
)


@dataclass(frozen=True)
class PartStyle:
    """How a part is painted: its group in depth, and which share of its edge parts it from what lies behind."""

    group: str
    edge_from: float = 0.0
    edge_to: float = 1.0
    edge_cap: bool = True
    edged: bool = True


def part_styles() -> dict[str, PartStyle]:
    """All parts of the body by name, each group in the order of painting."""
    styles = {
        "neck": PartStyle("trunk"),
        "trunk": PartStyle("trunk", 0.0, 0.97, False),
        "head": PartStyle("trunk", 0.38),
    }
    for s in SIDES:
        styles |= {
            f"foot_{s}": PartStyle(f"leg_{s}"),
            f"seat_{s}": PartStyle(f"leg_{s}", edged=False),
            f"thigh_{s}": PartStyle(f"leg_{s}", 0.42, 1.0, True),
            f"shank_{s}": PartStyle(f"leg_{s}", 0.25, 0.86, False),
            f"hand_{s}": PartStyle(f"arm_{s}", 0.0, 1.0, True),
            f"upper_{s}": PartStyle(f"arm_{s}", 0.25, 1.0, True),
            f"fore_{s}": PartStyle(f"arm_{s}", 0.25, 0.9, False),
        }
    return styles


PART_STYLES = part_styles()


def body_tubes(body: Skeleton) -> dict[str, list[Tube]]:
    """The tubes that make up each part, by the names of `PART_STYLES`."""
    tubes = {"neck": [_neck(body)], "trunk": [_trunk(body)], "head": [_head(body)]}
    for s in SIDES:
        tubes |= {
            f"foot_{s}": [
                _foot(body, s, f"foot_{s}", f"ank_{s}", FOOT_SLICES, 0.6, 0.5),
                _foot(body, s, f"toes_{s}", f"ball_{s}", TOE_SLICES, 0.4, 1.0),
            ],
            f"seat_{s}": [_seat(body, s)],
            f"thigh_{s}": [_limb(body, f"thigh_{s}", f"hip_{s}", THIGH, THIGH_SLICES, 0.9, 0.85)],
            f"shank_{s}": [_limb(body, f"shank_{s}", f"knee_{s}", SHANK, SHANK_SLICES, 0.85, 0.6)],
            f"hand_{s}": [
                _limb(body, f"hand_{s}", f"hand_{s}", HAND, HAND_SLICES, 0.2, 0.7),
                _limb(body, f"hand_{s}", f"hand_{s}", HAND, THUMB_SLICES, 0.5, 1.0),
            ],
            f"upper_{s}": [
                _limb(body, f"upper_{s}", f"sh_{s}", UPPER_ARM, UPPER_ARM_SLICES, 0.95, 0.85)
            ],
            f"fore_{s}": [_limb(body, f"fore_{s}", f"elb_{s}", FOREARM, FOREARM_SLICES, 0.85, 0.3)],
        }
    return {name: tubes[name] for name in PART_STYLES}


def _limb(
    body: Skeleton, frame: str, joint: str, size: float, rows: tuple, start: float, end: float
) -> Tube:
    return Tube(
        [
            slice_at(body.joints[joint], body.frames[frame], -share * size, depth, width, shift)
            for share, depth, width, shift in rows
        ],
        start,
        end,
    )


def _foot(
    body: Skeleton, side: str, frame: str, joint: str, rows: tuple, start: float, end: float
) -> Tube:
    axes, origin = body.frames[frame], body.joints[joint]
    sole = -SOLE - 0.010 if joint.startswith("ank") else -0.010
    return Tube(
        [_slice_of_foot(origin, axes, x, sole + half, half, width) for x, half, width in rows],
        start,
        end,
    )


def _slice_of_foot(origin, axes, x, z, half, width) -> Section:
    return Section(
        centre=add(origin, turn(axes, (x, 0.0, z))),
        front=turn(axes, (0.0, 0.0, half)),
        side=turn(axes, (0.0, width, 0.0)),
        along=axes[0],
    )


def trunk_slice(
    body: Skeleton, z: float, depth: float, width: float, forward: float = 0.0, left: float = 0.0
) -> Section:
    """A slice of the trunk `z` above the pelvis, wherever the spine's bend takes it."""
    heights = (0.0, 0.06, 0.11, 0.16, 0.21)
    level = max(i for i, h in enumerate(heights) if h <= max(z, 0.0))
    point, frame = body.spine[level]
    return slice_at(point, frame, z - heights[level], depth, width, forward, left)


def hip_slice(
    body: Skeleton, side: str, z: float, depth: float, width: float, forward: float
) -> Section:
    """A slice at the hip joint, half way between how the pelvis and how the thigh stand."""
    frame = between(body.frames["pelvis"], body.frames[f"thigh_{side}"], 0.5)
    return slice_at(body.joints[f"hip_{side}"], frame, z, depth, width, forward)


def _seat(body: Skeleton, side: str) -> Tube:
    """The buttock, which joins pelvis and thigh however far the hip is bent."""
    out = -1.0 if side == "r" else 1.0
    thigh = slice_at(
        body.joints[f"hip_{side}"],
        body.frames[f"thigh_{side}"],
        -0.24 * THIGH,
        0.036,
        0.036,
        -0.014,
    )
    return Tube(
        [
            trunk_slice(body, 0.052, 0.026, 0.034, -0.030, out * 0.045),
            hip_slice(body, side, -0.004, 0.042, 0.043, -0.034),
            thigh,
        ],
        0.8,
        0.8,
    )


def _trunk(body: Skeleton) -> Tube:
    return Tube([trunk_slice(body, *row) for row in TRUNK_SLICES], 0.45, 0.35)


def _neck(body: Skeleton) -> Tube:
    base, chest, head = body.joints["neck"], body.frames["chest"], body.frames["head"]
    return Tube(
        [
            slice_at(base, head if z > 0 else chest, z, depth, width, -0.004)
            for z, depth, width in NECK_SLICES
        ],
        0.3,
        0.5,
    )


def _head(body: Skeleton) -> Tube:
    return Tube(
        [
            slice_at(
                body.joints["head"],
                body.frames["head"],
                z,
                (front - back) / 2,
                width,
                (front + back) / 2,
            )
            for z, front, back, width in HEAD_EDGES
        ],
        0.15,
        0.12,
    )
