"""Where is every joint, frame by frame, so that feet stand, hands reach and nobody floats?

Hands that reach and feet that are planted are brought to their place by bending elbow or knee,
so that limbs keep their length in every frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, radians, sin, sqrt

from .pose import SIDES, Pose, Reach, Stance
from .skeleton import (
    ANKLE_HEIGHT,
    CRANK,
    FOREARM,
    HAND,
    SHANK,
    THIGH,
    UPPER_ARM,
    WRIST_HEIGHT,
    Skeleton,
    forward,
    place_foot,
)
from .vectors import (
    Vec,
    add,
    length,
    mix,
    rot_z,
    scale,
    sub,
    turn,
    unit,
    upright,
    without,
)


def solve(pose: Pose, steps: int = 1) -> list[Skeleton]:
    """Solve the movement from start to end in `steps` equal times, slow at both ends: `steps` + 1 skeletons."""
    way = [ease(i / steps) for i in range(steps + 1)]
    stances = [pose.start.towards(pose.end, t) for t in way[1:-1]]
    return Solver(pose).run([pose.start, *stances, pose.end], way)


def solve_loop(pose: Pose, steps: int) -> list[Skeleton]:
    """Solve a movement that goes round: `steps` parts between each two of its frames, closed."""
    keys = [*pose.loop, pose.loop[0]]
    stances = []
    for here, there in zip(keys, keys[1:]):
        if there is pose.loop[0] and "crank" in here.angles:
            there = Stance(
                there.root,
                dict(there.angles) | {"crank": there.angle("crank") + 360},
                there.reach,
                there.plant,
                there.height,
            )
        stances += [here.towards(there, i / steps) for i in range(steps)]
    stances.append(keys[-1])
    return Solver(pose).run(stances, [i / (len(stances) - 1) for i in range(len(stances))])


class Solver:
    """Places the frames of one pose: on the floor, held at the anchor, hands and feet where they belong."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.floor = floor_under(pose)
        self.first = self._ground(forward(pose.start), pose.start)
        last = self._ground(forward(pose.end), pose.end)
        self.last = self._at_anchor(last)
        self.feet = {side: self._foot_places(side) for side in SIDES}

    def run(self, stances: list[Stance], way: list[float]) -> list[Skeleton]:
        """Place every stance; `way` says which share of the way each has gone."""
        return [self._place(stance, t) for stance, t in zip(stances, way)]

    def _place(self, stance: Stance, t: float) -> Skeleton:
        body = self._at_anchor(self._ground(forward(stance), stance))
        for side in SIDES:
            if side in stance.plant and not self.pose.loop:
                ahead = body.frames[f"foot_{side}"][0]
                body = plant_foot(body, side, self._foot_at(side, t), (ahead[0], ahead[1], 0.0))
            elif "crank" in stance.angles:
                body = self._on_pedal(body, side, stance.angle("crank"))
        for hand in ("hand_r", "hand_l"):
            body = self._reach(body, hand, t)
        return body

    def _ground(self, body: Skeleton, stance: Stance) -> Skeleton:
        if stance.height is not None:
            drop = stance.height - body.joints["pelvis"][2]
        else:
            hands = {
                n
                for side in SIDES
                if f"hand_{side}" in self.pose.start.reach | self.pose.end.reach
                for n in (f"hand_{side}", f"tip_{side}", f"elb_{side}")
            }
            bare = Skeleton({n: p for n, p in body.joints.items() if n not in hands}, {}, ())
            drop = -bare.lowest(self.floor)
        return body.moved((0.0, 0.0, drop + stance.angle("lift")))

    def _at_anchor(self, body: Skeleton) -> Skeleton:
        here, there = body.joints[self.pose.anchor], self.first.joints[self.pose.anchor]
        return body.moved((there[0] - here[0], there[1] - here[1], 0.0))

    def _foot_places(self, side: str) -> tuple[Vec, Vec]:
        """Where a planted ankle stands in start and end; a small shift between them is no step."""
        floor = self.floor.get(f"heel_{side}", 0.0) + ANKLE_HEIGHT
        places = [
            (p[0], p[1], floor)
            for p in (self.first.joints[f"ank_{side}"], self.last.joints[f"ank_{side}"])
        ]
        if length(sub(places[0], places[1])) < 0.07 or f"ank_{side}" == self.pose.anchor:
            places[1] = places[0]
        return places[0], places[1]

    def _foot_at(self, side: str, t: float) -> Vec:
        """A planted ankle on its way: a foot that changes its place is lifted, unless it slides."""
        start, end = self.feet[side]
        x, y, z = mix(start, end, t)
        slides = any(p["type"] == "slider" and p["under"] == side for p in self.pose.props)
        return (x, y, z + (0.0 if slides else 0.22 * length(sub(start, end)) * sin(pi * t)))

    def _on_pedal(self, body: Skeleton, side: str, crank: float) -> Skeleton:
        centre = crank_centre(self.pose, self.first)
        angle = radians(crank + (180 if side == "l" else 0))
        pedal = add(centre, (CRANK * sin(angle), 0.0, CRANK * cos(angle)))
        hip = body.joints[f"hip_{side}"]
        ankle = (pedal[0] - 0.06, hip[1], pedal[2] + 0.045)
        return plant_foot(body, side, ankle, (1.0, 0.0, 0.12 * sin(angle) - 0.1))

    def _reach(self, body: Skeleton, hand: str, t: float) -> Skeleton:
        start, end = self.pose.start.reach.get(hand), self.pose.end.reach.get(hand)
        if start is None and end is None:
            return body
        free = body.joints[hand]
        targets = [self._target(body, hand, reach) if reach else free for reach in (start, end)]
        target = mix(targets[0], targets[1], t)
        fingers, share = self._fingers(hand, start, end, t)
        thumb = sub(self.first.joints["neck"], self.first.joints[f"sh_{hand[-1]}"])
        return bring_hand(body, hand[-1], target, fingers, thumb, share)

    def _fingers(
        self, hand: str, start: Reach | None, end: Reach | None, t: float
    ) -> tuple[Vec | None, float]:
        """Where a hand points that rests on something, and how much of that holds on its way there or away."""
        held = (end if t > 0.5 else start) if start and end else start or end
        point = held.point or (self._fingers_on_floor(hand) if held.at == "floor" else None)
        share = 1.0 if start and end else 1 - t if start else t
        return point, share

    def _target(self, body: Skeleton, hand: str, reach: Reach) -> Vec:
        if reach.at == "floor":
            return self._hand_on_floor(hand, body, reach)
        if reach.at == "bike_bar":
            return add(
                bike_bar(self.pose, self.first),
                (0.0, body.joints[f"sh_{hand[-1]}"][1], 0.0),
                reach.off,
            )
        if reach.at == "wall":
            wall = next(p for p in self.pose.props if p["type"] == "wall")
            x = self.first.joints[wall["at"]][0] + wall["dx"]
            inset = -0.022 if x > body.joints["neck"][0] else 0.022
            return (x + inset, body.joints[f"sh_{hand[-1]}"][1] + reach.off[1], reach.off[2])
        if reach.at == "chair_top":
            chair = next(p for p in self.pose.props if p["type"] == "chair")
            top = chair_top(chair, self.first, self.first.joints[self.pose.anchor])
            return add(top, reach.off)
        return add(body.joints[reach.at], turn(body.frames["pelvis"], reach.off))

    def _hand_on_floor(self, hand: str, body: Skeleton, reach: Reach) -> Vec:
        place = (self.first if hand in self.pose.start.reach else self.last).joints[hand]
        return (place[0] + reach.off[0], place[1] + reach.off[1], WRIST_HEIGHT + reach.off[2])

    def _fingers_on_floor(self, hand: str) -> Vec:
        """Along a forearm that lies down, else the way the chest or head faces; the same in every frame."""
        along, chest = self.first.frames[f"fore_{hand[-1]}"][2], self.first.frames["chest"]
        flat = (-along[0], -along[1], 0.0)
        ahead = chest[2] if abs(chest[2][2]) < 0.8 else chest[0]
        return unit(flat) if length(flat) > 0.7 else unit((ahead[0], ahead[1], 0.0))


def two_bones(root: Vec, target: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec]:
    """Middle and end of a two-bone limb that reaches for `target`, bending on the side of `pole`."""
    reach = sub(target, root)
    distance = max(abs(first - second) + 1e-4, min(first + second - 1e-4, length(reach)))
    along = unit(reach)
    forward_part = (first**2 - second**2 + distance**2) / (2 * distance)
    out = sqrt(max(0.0, first**2 - forward_part**2))
    bend = unit(without(sub(pole, root), along), unit(without((0.0, -1.0, 0.3), along)))
    return add(root, scale(along, forward_part), scale(bend, out)), add(
        root, scale(along, distance)
    )


def plant_foot(body: Skeleton, side: str, ankle: Vec, toes: Vec) -> Skeleton:
    """The same figure with the ankle at `ankle` and the foot level or tipped as `toes` points."""
    joints, frames = dict(body.joints), dict(body.frames)
    hip, pole = joints[f"hip_{side}"], joints[f"knee_{side}"]
    if abs(length(sub(ankle, hip)) - THIGH - SHANK) < 0.012:
        pole = add(pole, scale(frames[f"thigh_{side}"][0], 0.2))
    knee, ankle = two_bones(hip, ankle, THIGH, SHANK, pole)
    joints |= {f"knee_{side}": knee, f"ank_{side}": ankle}
    frames[f"thigh_{side}"] = upright(sub(hip, knee), frames[f"thigh_{side}"][0])
    frames[f"shank_{side}"] = upright(sub(knee, ankle), frames[f"shank_{side}"][0])
    place_foot(joints, frames, side, upright(without((0.0, 0.0, 1.0), unit(toes)), toes), 0.0)
    return Skeleton(joints, frames, body.spine)


def bring_hand(
    body: Skeleton, side: str, wrist: Vec, fingers: Vec | None, thumb: Vec, share: float
) -> Skeleton:
    """The same figure with the wrist at `wrist`.

    By `share` the hand points along `fingers`, with its thumb to `thumb`; for the rest it goes on from the forearm.
    """
    joints, frames = dict(body.joints), dict(body.frames)
    shoulder, pole = joints[f"sh_{side}"], joints[f"elb_{side}"]
    pole = add(pole, scale(frames["chest"][0], -0.02))
    elbow, wrist = two_bones(shoulder, wrist, UPPER_ARM, FOREARM, pole)
    frames[f"upper_{side}"] = upright(sub(shoulder, elbow), frames[f"upper_{side}"][0])
    fore = frames[f"fore_{side}"] = upright(sub(elbow, wrist), frames[f"fore_{side}"][0])
    onward = scale(fore[2], -1)
    pointing = unit(mix(onward, unit(fingers), share)) if fingers else onward
    thumb = mix(fore[0], unit(thumb), share) if fingers else fore[0]
    frames[f"hand_{side}"] = upright(scale(pointing, -1), thumb)
    joints |= {
        f"elb_{side}": elbow,
        f"hand_{side}": wrist,
        f"tip_{side}": add(wrist, scale(pointing, HAND)),
    }
    return Skeleton(joints, frames, body.spine)


def floor_under(pose: Pose) -> dict[str, float]:
    """Height of the floor below joints that stand on a step."""
    floor = {}
    for prop in pose.props:
        if prop["type"] == "step":
            for name in ("heel", "ball", "toe", "ank"):
                floor[f"{name}_{prop['under']}"] = float(prop["h"])
    return floor


def crank_centre(pose: Pose, body: Skeleton) -> Vec:
    """Where the crank of a bike turns, given where its rider sits."""
    seat = body.joints["pelvis"]
    return (seat[0] + 0.16, seat[1], seat[2] - 0.40)


def bike_bar(pose: Pose, body: Skeleton) -> Vec:
    seat = body.joints["pelvis"]
    return (seat[0] + 0.36, 0.0, seat[2] + 0.12)


def chair_top(chair: Mapping, body: Skeleton, anchor: Vec) -> Vec:
    """The middle of the upper edge of a chair's back; a chair not sat on stands at a distance from the anchor."""
    away = chair.get("at")
    x, y, _ = (
        (anchor[0] + away[0], anchor[1] + away[1], 0.0) if away else body.joints[chair["under"]]
    )
    back = turn(rot_z(chair.get("turn", 0.0)), (-0.122, 0.0, 0.0))
    return (x + back[0], y + back[1], 0.53)


def ease(t: float) -> float:
    """Slow at both ends: share of the way done at share `t` of the time."""
    return (1 - cos(pi * t)) / 2
