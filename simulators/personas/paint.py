"""Colours of skin and lips at points of the head's surface, in linear light."""

from dataclasses import dataclass

import numpy as np

from simulators.personas.build import complexion
from simulators.personas.look import Look, Rgb
from simulators.personas.sdf import Floats

Colours = Floats


@dataclass(frozen=True, slots=True)
class Canvas:
    """Surface points that are being coloured: head coordinates (N,), colours (N, 3)."""

    x: Floats
    y: Floats
    z: Floats
    colours: Colours
    soft: float
    """Width of a pixel in heads: edges are never sharper."""

    def blend(self, mask: Floats, colour: Colours) -> None:
        """Lay `colour` (3,) or (N, 3) over the points, as opaque as `mask` (N,)."""
        m = mask[:, None]
        self.colours[:] = self.colours * (1 - m) + colour * m


def linear(colour: Rgb) -> Colours:
    """Turn sRGB bytes into linear light, 0 to 1."""
    return ((np.array(colour, np.float32) / 255) ** 2.2).astype(np.float32)


def step(value: Floats, width: float) -> Floats:
    """0 below, 1 above zero, with a soft edge of `width`."""
    t = np.clip(value * np.float32(1 / width) + 0.5, 0, 1)
    return t * t * (3 - 2 * t)


def bump(value: Floats, width: float) -> Floats:
    """Draw a soft ridge of `width` along the line where `value` is 0."""
    t = np.maximum(1 - np.abs(value) * np.float32(1 / width), 0)
    return t * t * (3 - 2 * t)


def spot(x: Floats, y: Floats, width: float, height: float) -> Floats:
    """Draw a soft round spot."""
    return np.exp(-((x * (1 / width)) ** 2 + (y * (1 / height)) ** 2))


def paint_skin(c: Canvas, look: Look) -> None:
    """Paint the skin and the mouth; eyes, beard and age come on top."""
    skin = linear(look.skin)
    side = np.abs(c.x)
    front = step(c.z - 0.3, 0.2)
    red = skin * np.array((1.02, 0.72, 0.68), np.float32)
    cheek_y = 0.6 * look.nose_y - 0.02
    warm = spot(side - look.cheek_x, c.y - cheek_y, 0.2, 0.15) * look.blush
    warm += 0.35 * spot(side, c.y - look.nose_y - 0.06, 0.13, 0.09) + 0.3 * step(0.12 - c.z, 0.2)
    c.blend(np.minimum(warm, 1) * 0.55, red)
    c.blend(
        0.3 * spot(side - look.eye_x * 0.85, c.y + 0.11, 0.12, 0.035) * front,
        skin * np.array((0.78, 0.68, 0.72), np.float32),
    )
    sides = step(side - 0.36 + 0.12 * c.y, 0.3) - 0.35 * spot(side, c.y - 0.1, 0.16, 0.5)
    c.colours[:] *= (1 - look.contour * sides)[:, None]
    mottle = np.sin(c.x * 17 + 2 * np.sin(c.y * 13)) * np.sin(c.y * 19 + 2 * np.sin(c.x * 11))
    c.colours[:] *= ((1 + 0.018 * mottle) * complexion(look, c.x, c.y))[:, None]
    _nostrils(c, look, side, front)
    _lips(c, look, front)


def _nostrils(c: Canvas, look: Look, side: Floats, front: Floats) -> None:
    x = side - (0.052 + 0.035 * look.nose_width)
    hole = spot(x, c.y - look.nose_y - 0.012 - 0.25 * x, 0.036, 0.017)
    c.blend(hole * 0.8 * front, linear(look.skin) * np.array((0.22, 0.12, 0.1), np.float32))
    under = bump(c.y - look.nose_y + 0.012, 0.035) * step(0.13 - side, 0.08)
    c.blend(under * 0.18 * front, linear(look.skin) * np.array((0.5, 0.36, 0.32), np.float32))
    wing = bump(
        np.hypot(side - 0.085 - 0.045 * look.nose_width, c.y - look.nose_y - 0.05) - 0.075, 0.025
    )
    wing = (
        wing
        * step(side - 0.1 - 0.05 * look.nose_width, 0.06)
        * step(c.y - look.nose_y - 0.01, 0.05)
    )
    c.blend(wing * 0.22 * front, linear(look.skin) * np.array((0.5, 0.36, 0.32), np.float32))


def _lips(c: Canvas, look: Look, front: Floats) -> None:
    w, thick = look.mouth_width, 0.03 + 0.034 * look.lip
    u = np.minimum(np.abs(c.x) * (1 / w), 1)
    line = look.mouth_y + 0.26 * look.smile * w * u * u - 0.004 * np.cos(u * 9)
    line = line + look.smile_askew * c.x
    arch = 1 - u * u
    parted = 0.055 * look.teeth * arch
    v = c.y - line - 0.3 * parted
    upper = thick * 1.05 * arch**0.8 * (1 - 0.22 * np.exp(-((u * w / 0.045) ** 2)))
    lower = thick * 1.35 * np.sqrt(np.maximum(arch, 0)) + parted
    edge = max(0.016, 1.2 * c.soft)
    inside = step(upper - v, edge) * step(v + lower, edge) * step(0.98 - u, 0.12) * front
    lips, skin = linear(look.lips), linear(look.skin)
    c.blend(inside * 0.86, np.where(v[:, None] > 0, lips * 0.82, lips * 1.05))
    within = step(1.03 - np.abs(c.x) * (1 / w), 0.1) * front
    if look.teeth:
        _teeth(c, v, parted, edge, u, within)
    fine = max(0.015, 1.1 * c.soft)
    seam = np.maximum(bump(v, fine), bump(v + parted, fine)) * within
    c.blend(seam * (0.62 + 0.3 * u), lips * np.array((0.2, 0.1, 0.1), np.float32))
    rise = 0.26 * look.smile * w + look.smile_askew * c.x
    corner = spot(np.abs(c.x) - w * 1.04, c.y - look.mouth_y - rise, 0.03, 0.024)
    c.blend(corner * 0.4 * front, skin * np.array((0.45, 0.28, 0.25), np.float32))
    chin = bump(c.y - look.mouth_y + lower + 0.055, 0.05) * step(0.14 - np.abs(c.x), 0.15)
    c.blend(chin * 0.16 * front, skin * np.array((0.55, 0.42, 0.38), np.float32))


def _teeth(c: Canvas, v: Floats, parted: Floats, edge: float, u: Floats, within: Floats) -> None:
    gap = step(-v, edge) * step(v + parted, edge) * within
    c.blend(gap, np.array((0.16, 0.05, 0.05), np.float32))
    row = step(-v, edge) * step(v + parted * 0.8, edge) * step(0.9 - u, 0.2) * within
    between = bump((np.abs(c.x) + 0.02) % 0.045 - 0.0225, 0.006) * 0.12
    c.blend(row * (1 - between), np.array((0.8, 0.77, 0.7), np.float32))
