"""Eyes, lids, lashes and brows: painted onto the curve of the lids, looking at the camera."""

from typing import Final

import numpy as np

from simulators.personas.look import Look, Pose
from simulators.personas.paint import Canvas, Colours, bump, linear, spot, step
from simulators.personas.sdf import Floats

NEARLY_SHUT: Final = 0.1  # of an eye's opening: the soft edges of both lids alone show as much


def paint_eyes(c: Canvas, look: Look, pose: Pose, glint: tuple[float, float]) -> Floats:
    """Paint both eyes; answers how much of each point is eyeball (N,), which shines by itself.

    `glint` is where the lamp mirrors on the iris, in radii of it.
    """
    wet = np.zeros_like(c.x)
    near = np.flatnonzero((c.z > 0.35) & (np.abs(c.y - 0.08) < 0.32))
    part = Canvas(c.x[near], c.y[near], c.z[near], c.colours[near], c.soft)
    eye_wet = np.zeros_like(part.x)
    for side in (-1.0, 1.0):
        eye_wet += _eye(part, look, pose, side, glint)
        _brow(part, look, side)
    c.colours[near] = part.colours
    wet[near] = eye_wet
    return wet


def _lids(look: Look, pose: Pose, u: Floats) -> tuple[Floats, Floats]:
    """Heights of the upper and the lower lid at `u`, -1 (inner corner) to 1 (outer corner)."""
    opened = look.eye_open * (1 - pose.eyes_closed)
    round_ = np.sqrt(np.maximum(1 - (0.92 * u - 0.06) ** 2, 0)) - 0.2 * u * u
    inside = np.maximum(1 - u * u, 0)
    upper = 1.02 * opened * np.maximum(round_, 0) * np.minimum(inside * 3, 1)
    lower = -0.72 * look.eye_open * inside**0.75 - 0.06 * look.eye_open * u * inside
    lower += (0.1 + 0.12 * look.smile) * look.eye_open * np.exp(-((u / 0.5) ** 2))
    return np.maximum(upper, lower * 0.9), lower


def _eye(c: Canvas, look: Look, pose: Pose, side: float, glint: tuple[float, float]) -> Floats:
    x = (c.x - side * look.eye_x) * side
    v = c.y - look.eye_slant * x
    u = x * (1 / look.eye_width)
    within = step(1.02 - np.abs(u), 0.08)
    upper, lower = _lids(look, pose, np.clip(u, -1, 1))
    upper = upper * (1 + side * look.eye_askew)
    skin = linear(look.skin)
    edge = max(0.012, 1.2 * c.soft)

    crease = upper + 0.022 + 0.028 * look.fold + 0.01 * u
    c.blend(
        bump(v - crease, 0.016) * within * (0.15 + 0.45 * look.fold), skin * _tint(0.4, 0.26, 0.22)
    )
    c.blend(spot(x, v - 0.07, 0.16, 0.05) * (0.16 + 0.6 * look.lids), skin * _tint(0.62, 0.5, 0.5))
    c.blend(bump(v - lower + 0.012, 0.022) * within * 0.25, skin * _tint(0.7, 0.5, 0.46))

    open_ = step(upper - v, edge) * step(v - lower, edge) * step(1 - np.abs(u), 0.1)
    open_ *= min(1.0, (1 - pose.eyes_closed) / NEARLY_SHUT)  # lids that touch leave no slit
    white = _tint(0.74, 0.7, 0.66) * (1 - 0.25 * u * u)[:, None]
    c.blend(open_, white)
    c.blend(open_ * spot(u + 0.95, v, 0.16, 0.5), skin * _tint(0.85, 0.5, 0.46))
    _iris(c, look, pose, (x, v, open_), side, glint)
    c.blend(open_ * step(v - upper + 0.028, 0.04) * 0.5, _tint(0.08, 0.05, 0.04))

    weight = 0.016 + 0.014 * look.lashes
    lash = bump(v - upper - 0.004, weight * (0.8 + 0.35 * np.maximum(u, -0.5)).clip(0.4, 2).mean())
    lash = lash * step(1.04 + 0.1 * look.lashes - np.abs(u), 0.1)
    c.blend(lash * (0.62 + 0.3 * look.lashes), _tint(0.022, 0.014, 0.012))
    wing = bump(v - upper - 0.01 - 0.35 * (x - look.eye_width), 0.016) * bump(u - 1.03, 0.2)
    c.blend(wing * look.lashes * 0.7, _tint(0.03, 0.02, 0.016))
    c.blend(
        bump(v - lower, 0.012) * within * (0.18 + 0.2 * look.lashes), skin * _tint(0.25, 0.15, 0.13)
    )
    return open_


def _iris(
    c: Canvas,
    look: Look,
    pose: Pose,
    eye: tuple[Floats, Floats, Floats],
    side: float,
    glint: tuple[float, float],
) -> None:
    x, v, open_ = eye
    r = look.iris_size
    gx, gy = -0.0011 * pose.yaw, -0.0010 * pose.pitch
    dx, dy = x - side * gx + 0.004, v - gy - 0.004
    far = np.hypot(dx, dy) * (1 / r)
    edge = max(0.14, 1.2 * c.soft / r)
    iris = linear(look.iris)
    glow = 0.7 + 0.9 * spot(dx * side, dy + 0.5 * r, 0.8 * r, 0.45 * r)
    rays = 1 + 0.12 * np.sin(np.arctan2(dy, dx) * 13)
    ring = 1 - 0.55 * step(far - 0.82, 0.25)
    c.blend(open_ * step(1 - far, edge), iris * (glow * rays * ring)[:, None])
    c.blend(open_ * step(0.42 - far, edge), _tint(0.006, 0.005, 0.005))
    size = max(0.21 * r, 0.75 * c.soft)
    catch = spot(dx * side - glint[0] * r, dy - glint[1] * r, size, size)
    c.blend(np.minimum(catch * 1.5, 1) * open_, _tint(2.2, 2.2, 2.1))
    catch = spot(dx * side + glint[0] * r, dy + 0.5 * r, size * 0.9, size * 0.6)
    c.blend(catch * 0.35 * open_, _tint(0.9, 0.85, 0.8))


def _brow(c: Canvas, look: Look, side: float) -> None:
    x = (c.x - side * look.eye_x) * side + 0.02
    length = min(look.brow_length, look.eye_x - 0.075)  # brows never meet
    u = x * (1 / length)
    y = (
        c.y
        - look.brow_y
        - 0.5 * side * look.brow_askew
        - look.brow_tilt * x
        - look.brow_arch * (1 - (u - 0.2) ** 2)
    )
    taper = np.clip(1.15 - 0.55 * np.maximum(u, -0.3), 0.2, 1.3)
    hairs = 0.9 + 0.1 * np.sin(x * 150 - y * 210 + 4 * np.sin(x * 43))
    mask = step(1 - np.abs(y) * (1 / look.brow_weight) / taper, 1.1) * step(1.02 - np.abs(u), 0.3)
    c.blend(np.clip(mask * hairs, 0, 1) * 0.88, linear(look.hair.colour) * 0.9 + 0.004)


def _tint(r: float, g: float, b: float) -> Colours:
    return np.array((r, g, b), np.float32)
