"""Where on the body does the working muscle lie? Tubes for the muscles an exercise can name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .body import hip_slice, trunk_slice
from .outline import Section, Tube, slice_at
from .skeleton import SHANK, THIGH, Skeleton
from .vectors import scale

Patch = Callable[[Skeleton, str, float], Tube]


def _thigh(
    body: Skeleton,
    s: str,
    share: float,
    depth: float,
    width: float,
    forward: float = 0.0,
    left: float = 0.0,
) -> Section:
    return slice_at(
        body.joints[f"hip_{s}"],
        body.frames[f"thigh_{s}"],
        -share * THIGH,
        depth,
        width,
        forward,
        left,
    )


def _shank(
    body: Skeleton,
    s: str,
    share: float,
    depth: float,
    width: float,
    forward: float = 0.0,
    left: float = 0.0,
) -> Section:
    return slice_at(
        body.joints[f"knee_{s}"],
        body.frames[f"shank_{s}"],
        -share * SHANK,
        depth,
        width,
        forward,
        left,
    )


def _gluteus_maximus(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.046, 0.019, 0.028, -0.036, out * 0.045),
            hip_slice(body, s, -0.004, 0.030, 0.038, -0.042),
            _thigh(body, s, 0.18, 0.022, 0.032, -0.033),
        ],
        0.8,
        0.9,
    )


def _gluteus_medius(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.058, 0.036, 0.020, -0.004, out * 0.066),
            trunk_slice(body, 0.030, 0.032, 0.020, -0.006, out * 0.072),
            slice_at(
                body.joints[f"hip_{s}"],
                body.frames["pelvis"],
                -0.004,
                0.016,
                0.014,
                -0.004,
                out * 0.036,
            ),
        ],
        0.5,
        0.9,
    )


def _piriformis(body: Skeleton, s: str, out: float) -> Tube:
    pelvis, hip = body.frames["pelvis"], body.joints[f"hip_{s}"]
    rows = (
        (0.022, 0.018, -0.062, -0.030),
        (0.012, 0.019, -0.042, -0.004),
        (0.000, 0.013, -0.014, 0.030),
    )
    return Tube(
        [
            Section(
                slice_at(hip, pelvis, z, 0, 0, forward, out * left).centre,
                scale(pelvis[0], half),
                scale(pelvis[2], half),
                _slanting(pelvis, out),
            )
            for z, half, forward, left in rows
        ],
        0.9,
        0.9,
    )


def _slanting(pelvis, out: float):
    x, y, z = pelvis
    return tuple(0.55 * x[i] + out * 0.6 * y[i] - 0.25 * z[i] for i in range(3))


def _tensor_fasciae_latae(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.042, 0.017, 0.016, 0.034, out * 0.066),
            trunk_slice(body, 0.0, 0.020, 0.018, 0.038, out * 0.078),
            _thigh(body, s, 0.24, 0.014, 0.014, 0.026, out * 0.030),
        ],
        0.9,
        0.9,
    )


def _iliopsoas(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.062, 0.016, 0.020, 0.028, out * 0.034),
            trunk_slice(body, 0.010, 0.021, 0.024, 0.030, out * 0.046),
            _thigh(body, s, 0.20, 0.017, 0.018, 0.032, 0.0),
        ],
        0.9,
        0.9,
    )


def _strip(
    share_from: float,
    share_to: float,
    depth: float,
    forward: float,
    limb: Callable = _thigh,
    width: float = 0.030,
    left: float = 0.0,
) -> Patch:
    def patch(body: Skeleton, s: str, out: float) -> Tube:
        span = share_to - share_from
        return Tube(
            [
                limb(body, s, share_from, depth * 0.6, width * 0.7, forward * 0.95, out * left),
                limb(body, s, share_from + span * 0.35, depth, width, forward, out * left),
                limb(body, s, share_to, depth * 0.5, width * 0.55, forward * 0.8, out * left),
            ],
            0.9,
            0.9,
        )

    return patch


def _front_of_trunk(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.19, 0.016, 0.044, 0.040),
            trunk_slice(body, 0.11, 0.018, 0.046, 0.032),
            trunk_slice(body, 0.02, 0.014, 0.034, 0.038),
        ],
        0.7,
        0.8,
    )


def _side_of_trunk(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.175, 0.022, 0.016, 0.004, out * 0.058),
            trunk_slice(body, 0.12, 0.030, 0.018, 0.008, out * 0.050),
            trunk_slice(body, 0.065, 0.024, 0.016, 0.018, out * 0.056),
        ],
        0.7,
        0.7,
    )


def _back_of_trunk(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            trunk_slice(body, 0.235, 0.013, 0.030, -0.042),
            trunk_slice(body, 0.13, 0.017, 0.034, -0.030),
            trunk_slice(body, 0.05, 0.014, 0.030, -0.046),
        ],
        0.8,
        0.8,
    )


def _ankle(body: Skeleton, s: str, out: float) -> Tube:
    return Tube(
        [
            _shank(body, s, 0.80, 0.017, 0.018),
            _shank(body, s, 0.93, 0.019, 0.019, 0.002),
            _shank(body, s, 1.02, 0.016, 0.018, 0.006),
        ],
        0.8,
        0.8,
    )


_quadriceps = _strip(0.10, 0.92, 0.030, 0.018)
_hamstrings = _strip(0.24, 0.94, 0.026, -0.020)
_gastrocnemius = _strip(0.05, 0.54, 0.025, -0.023, _shank, 0.032)
_soleus = _strip(0.56, 0.90, 0.017, -0.012, _shank, 0.022)
_peroneals = _strip(0.10, 0.90, 0.015, -0.002, _shank, 0.014, 0.018)
_adductors = _strip(0.04, 0.62, 0.024, 0.0, _thigh, 0.020, -0.026)

# Muscles of one side; the trunk's strips lie in the middle and are drawn once.
PATCHES: dict[str, Patch] = {
    "gluteus_maximus": _gluteus_maximus,
    "gluteals": _gluteus_maximus,
    "gluteus_medius": _gluteus_medius,
    "gluteus_minimus": _gluteus_medius,
    "piriformis": _piriformis,
    "deep_hip_external_rotators": _piriformis,
    "tensor_fasciae_latae": _tensor_fasciae_latae,
    "iliopsoas": _iliopsoas,
    "hip_flexors": _iliopsoas,
    "hip_flexors_of_back_leg": _iliopsoas,
    "rectus_femoris": _strip(0.34, 0.90, 0.017, 0.026),
    "quadriceps": _quadriceps,
    "hamstrings": _hamstrings,
    "adductors": _adductors,
    "calves": _gastrocnemius,
    "gastrocnemius": _gastrocnemius,
    "soleus": _soleus,
    "peroneals": _peroneals,
    "tibialis_anterior": _strip(0.08, 0.72, 0.014, 0.016, _shank, 0.015, 0.008),
    "ankle": _ankle,
    "ankle_joint": _ankle,
    "ankle_stabilisers": _ankle,
    "obliques": _side_of_trunk,
    "quadratus_lumborum": _side_of_trunk,
    "abdominals": _front_of_trunk,
    "trunk": _front_of_trunk,
    "spine": _back_of_trunk,
    "erector_spinae": _back_of_trunk,
}
# Muscles that overlap in the picture are painted as one.
FAMILIES = {
    "gluteus_maximus": "gluteals",
    "gluteus_medius": "gluteals",
    "gluteus_minimus": "gluteals",
    "gastrocnemius": "calves",
    "soleus": "calves",
}
DEEP = frozenset(["deep_hip_external_rotators", "piriformis"])  # they lie under the gluteals
MIDDLE = frozenset([_front_of_trunk, _back_of_trunk])


def muscle_tubes(
    body: Skeleton, muscles: Sequence[str], sides: Sequence[str]
) -> dict[str, list[Tube]]:
    """Tubes of the muscles that have a place on the figure, by muscle (or family) and side; others are left out."""
    shapes: dict[str, list[Tube]] = {}
    drawn = set()
    if {"gluteus_medius", "gluteus_maximus"} & set(muscles):
        muscles = [m for m in muscles if m not in DEEP]
    for muscle in muscles:
        patch = PATCHES.get(muscle)
        if patch is None or patch in drawn:
            continue
        drawn.add(patch)
        for side in ("r",) if patch in MIDDLE else sides:
            out = -1.0 if side == "r" else 1.0
            shapes.setdefault(f"{FAMILIES.get(muscle, muscle)}_{side}", []).append(
                patch(body, side, out)
            )
    return shapes
