"""How do vectors and rotations in space combine? Right-handed, radians inside, degrees outside."""

from __future__ import annotations

from math import acos, cos, hypot, radians, sin, sqrt

Vec = tuple[float, float, float]
Mat = tuple[Vec, Vec, Vec]  # columns: where the x, y and z axes point

IDENTITY: Mat = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(*vectors: Vec) -> Vec:
    return (sum(v[0] for v in vectors), sum(v[1] for v in vectors), sum(v[2] for v in vectors))


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def mix(a: Vec, b: Vec, t: float) -> Vec:
    """The point a share `t` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return sqrt(dot(a, a))


def unit(a: Vec, otherwise: Vec = (1.0, 0.0, 0.0)) -> Vec:
    """`a` at length 1, or `otherwise` where `a` has no direction."""
    size = length(a)
    return scale(a, 1 / size) if size > 1e-9 else otherwise


def without(a: Vec, direction: Vec) -> Vec:
    """The part of `a` at right angles to the unit vector `direction`."""
    return sub(a, scale(direction, dot(a, direction)))


def turn(matrix: Mat, v: Vec) -> Vec:
    x, y, z = matrix
    return (
        x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
        x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
        x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
    )


def compose(*matrices: Mat) -> Mat:
    """One rotation for several, applied from the right like a product of matrices."""
    result = matrices[0]
    for matrix in matrices[1:]:
        result = (turn(result, matrix[0]), turn(result, matrix[1]), turn(result, matrix[2]))
    return result


def rot_x(degrees: float) -> Mat:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))


def rot_y(degrees: float) -> Mat:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c))


def rot_z(degrees: float) -> Mat:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


def upright(z_axis: Vec, x_hint: Vec) -> Mat:
    """A frame whose z is `z_axis` and whose x is as near to `x_hint` as it can be."""
    z = unit(z_axis, (0.0, 0.0, 1.0))
    x = unit(without(x_hint, z), unit(without((1.0, 0.0, 0.0), z), (0.0, 1.0, 0.0)))
    return (x, cross(z, x), z)


def between(a: Mat, b: Mat, t: float) -> Mat:
    """The rotation a share `t` of the shortest way from `a` to `b`."""
    to_local: Mat = tuple((a[0][i], a[1][i], a[2][i]) for i in range(3))  # type: ignore[assignment]
    step = compose(to_local, b)
    trace = step[0][0] + step[1][1] + step[2][2]
    angle = acos(max(-1.0, min(1.0, (trace - 1) / 2)))
    if angle < 1e-6:
        return a
    axis = unit(
        (step[1][2] - step[2][1], step[2][0] - step[0][2], step[0][1] - step[1][0]),
        (0.0, 0.0, 1.0),
    )
    return compose(a, about(axis, angle * t))


def about(axis: Vec, angle: float) -> Mat:
    """Rotation by `angle` radians about the unit vector `axis`."""

    def spin(v: Vec) -> Vec:
        c, s = cos(angle), sin(angle)
        return add(scale(v, c), scale(cross(axis, v), s), scale(axis, dot(axis, v) * (1 - c)))

    return (spin(IDENTITY[0]), spin(IDENTITY[1]), spin(IDENTITY[2]))


def heading(x: float, y: float) -> tuple[float, float]:
    """Unit direction in the picture, or straight up for no direction."""
    size = hypot(x, y)
    return (x / size, y / size) if size > 1e-6 else (0.0, -1.0)
