"""Where do the joints come to lie when a stance is taken? Forward kinematics of one body.

Lengths are shares of body height; world X is right in the picture, Y into it, Z up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .pose import Stance
from .vectors import Mat, Vec, add, compose, rot_x, rot_y, rot_z, turn

TRUNK, NECK = 0.30, 0.10
UPPER_ARM, FOREARM, HAND = 0.17, 0.16, 0.065
THIGH, SHANK = 0.245, 0.245
FOOT, HEEL, SOLE, BALL = 0.11, 0.035, 0.03, 0.078
HALF_HIP, HALF_SHOULDER = 0.05, 0.09
SPINE_BENDS = (0.06, 0.11, 0.16, 0.21)  # heights above the pelvis at which the trunk bends
ANKLE_HEIGHT = 0.04
WRIST_HEIGHT = 0.016
CRANK = 0.085

# How far flesh reaches below a joint.
THICKNESS = {
    "pelvis": 0.066,
    "hip": 0.055,
    "neck": 0.03,
    "head": 0.065,
    "sh": 0.038,
    "elb": 0.026,
    "hand": 0.02,
    "knee": 0.036,
    "ank": 0.03,
    "toe": 0.01,
    "ball": 0.01,
    "heel": 0.01,
    "tip": 0.012,
    "chest": 0.055,
    "waist": 0.05,
}


@dataclass(frozen=True)
class Skeleton:
    """Joints and the frames of the segments that start in them, all in world space."""

    joints: Mapping[str, Vec]
    frames: Mapping[str, Mat]
    spine: tuple[tuple[Vec, Mat], ...]

    def moved(self, by: Vec) -> Skeleton:
        return Skeleton(
            {name: add(point, by) for name, point in self.joints.items()},
            self.frames,
            tuple((add(point, by), frame) for point, frame in self.spine),
        )

    def lowest(self, floor: Mapping[str, float]) -> float:
        """How far the figure stands above what is under it (negative: sunk)."""
        skip = {"ank_r", "ank_l"}
        return min(
            point[2] - THICKNESS[name.rpartition("_")[0] or name] - floor.get(name, 0.0)
            for name, point in self.joints.items()
            if name not in skip
        )


def forward(stance: Stance) -> Skeleton:
    """Joints and frames of one stance, with the pelvis at the origin."""
    root = stance.root
    joints: dict[str, Vec] = {"pelvis": (0.0, 0.0, 0.0)}
    frames: dict[str, Mat] = {"pelvis": root}
    spine = _spine(stance)
    joints["neck"], chest = spine[-1]
    joints["waist"], joints["chest"] = spine[2][0], spine[4][0]
    frames["chest"] = chest
    frames["head"] = compose(
        chest,
        rot_z(stance.angle("neck.rot_l")),
        rot_x(stance.angle("neck.side_bend_r")),
        rot_y(stance.angle("neck.flex")),
    )
    joints["head"] = add(joints["neck"], turn(frames["head"], (0.0, 0.0, NECK)))
    for side, sign in (("r", -1.0), ("l", 1.0)):
        _leg(stance, side, sign, joints, frames)
        _arm(stance, side, sign, joints, frames)
    return Skeleton(joints, frames, tuple(spine))


def _spine(stance: Stance) -> list[tuple[Vec, Mat]]:
    share = 1 / len(SPINE_BENDS)
    bend = compose(
        rot_z(stance.angle("spine.rot_l") * share),
        rot_x(stance.angle("spine.side_bend_r") * share),
        rot_y(stance.angle("spine.flex") * share),
    )
    point, frame, below = (0.0, 0.0, 0.0), stance.root, 0.0
    levels = [(point, frame)]
    for height in SPINE_BENDS:
        point = add(point, turn(frame, (0.0, 0.0, height - below)))
        frame, below = compose(frame, bend), height
        levels.append((point, frame))
    levels.append((add(point, turn(frame, (0.0, 0.0, TRUNK - below))), frame))
    return levels


def _leg(stance: Stance, side: str, sign: float, joints: dict, frames: dict) -> None:
    hip = f"hip_{side}"
    joints[hip] = turn(stance.root, (0.0, sign * HALF_HIP, 0.0))
    thigh = compose(
        stance.root,
        rot_y(-stance.angle(f"{hip}.flex")),
        rot_x(sign * stance.angle(f"{hip}.abd")),
        rot_z(sign * stance.angle(f"{hip}.er")),
    )
    shank = compose(thigh, rot_y(stance.angle(f"knee_{side}")))
    evert = sign * stance.angle(f"evert_{side}")
    foot = compose(shank, rot_y(-stance.angle(f"ankle_{side}")), rot_z(evert), rot_x(-evert * 0.5))
    joints[f"knee_{side}"] = add(joints[hip], turn(thigh, (0.0, 0.0, -THIGH)))
    joints[f"ank_{side}"] = add(joints[f"knee_{side}"], turn(shank, (0.0, 0.0, -SHANK)))
    frames |= {f"thigh_{side}": thigh, f"shank_{side}": shank}
    place_foot(joints, frames, side, foot, stance.angle(f"toes_{side}"))


def place_foot(joints: dict, frames: dict, side: str, foot: Mat, toes: float) -> None:
    ankle = joints[f"ank_{side}"]
    frames[f"foot_{side}"] = foot
    frames[f"toes_{side}"] = compose(foot, rot_y(-toes))
    joints[f"heel_{side}"] = add(ankle, turn(foot, (-HEEL, 0.0, -SOLE)))
    joints[f"ball_{side}"] = add(ankle, turn(foot, (BALL, 0.0, -SOLE)))
    joints[f"toe_{side}"] = add(
        joints[f"ball_{side}"], turn(frames[f"toes_{side}"], (FOOT - BALL, 0.0, 0.0))
    )


def _arm(stance: Stance, side: str, sign: float, joints: dict, frames: dict) -> None:
    name = f"shoulder_{side}"
    upper = compose(
        frames["chest"],
        rot_y(-stance.angle(f"{name}.flex")),
        rot_x(sign * stance.angle(f"{name}.abd")),
        rot_z(-sign * stance.angle(f"{name}.ir")),
    )
    fore = compose(upper, rot_y(-stance.angle(f"elbow_{side}")))
    shoulder = add(joints["neck"], turn(frames["chest"], (0.0, sign * HALF_SHOULDER, -0.012)))
    elbow = add(shoulder, turn(upper, (0.0, 0.0, -UPPER_ARM)))
    hand = add(elbow, turn(fore, (0.0, 0.0, -FOREARM)))
    joints |= {
        f"sh_{side}": shoulder,
        f"elb_{side}": elbow,
        f"hand_{side}": hand,
        f"tip_{side}": add(hand, turn(fore, (0.0, 0.0, -HAND))),
    }
    frames |= {f"upper_{side}": upper, f"fore_{side}": fore, f"hand_{side}": fore}
