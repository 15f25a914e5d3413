"""Colours of skin and lips at points of the head's surface, in linear light."""

from dataclasses import dataclass

import numpy as np

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
    """Everything of the skin but the eyes."""
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
    mottle = np.sin(c.x * 17 + 2 * np.sin(c.y * 13)) * np.sin(c.y * 19 + 2 * np.sin(c.x * 11))
    c.colours[:] *= (1 + 0.018 * mottle)[:, None]
    if look.stubble:
        _stubble(c, look, side)
    if look.age:
        _wrinkles(c, look, side, front)
    _nostrils(c, look, side, front)
    _lips(c, look, front)


def _stubble(c: Canvas, look: Look, side: Floats) -> None:
    y = c.y
    mouth = spot(side, y - look.mouth_y, look.mouth_width * 1.05, 0.075)
    area = step(look.nose_y - 0.05 - y + 0.5 * np.maximum(side - 0.3, 0), 0.14) * step(
        c.z + 0.02, 0.3
    )
    area = area * (1 - 0.9 * mouth) * step(y - look.chin_y - 0.02, 0.25)
    grain = 0.85 + 0.3 * np.sin(c.x * 171 + 40 * y) * np.sin(y * 191 - 37 * c.x)
    shade = linear(look.skin) * 0.35 + linear(look.hair.colour) * 0.65
    c.blend(
        np.clip(area * look.stubble * grain, 0, 1), shade * np.array((0.95, 1.0, 1.06), np.float32)
    )


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
    v = c.y - line
    arch = 1 - u * u
    bow = 1 - 0.22 * np.exp(-((u * w / 0.045) ** 2))
    upper = thick * 1.05 * arch**0.8 * bow
    lower = thick * 1.35 * np.sqrt(np.maximum(arch, 0))
    edge = max(0.016, 1.2 * c.soft)
    inside = step(upper - v, edge) * step(v + lower, edge) * step(0.98 - u, 0.12) * front
    lips = linear(look.lips)
    tone = np.where(v[:, None] > 0, lips * 0.82, lips * 1.05)
    c.blend(inside * 0.86, tone.astype(np.float32))
    seam = bump(v, max(0.015, 1.1 * c.soft)) * step(1.03 - np.abs(c.x) * (1 / w), 0.1) * front
    c.blend(seam * (0.62 + 0.3 * u), lips * np.array((0.2, 0.1, 0.1), np.float32))
    corner = spot(np.abs(c.x) - w * 1.04, c.y - look.mouth_y - 0.26 * look.smile * w, 0.03, 0.024)
    c.blend(corner * 0.4 * front, linear(look.skin) * np.array((0.45, 0.28, 0.25), np.float32))
    chin = bump(c.y - look.mouth_y + lower + 0.055, 0.05) * step(0.14 - np.abs(c.x), 0.15)
    c.blend(chin * 0.16 * front, linear(look.skin) * np.array((0.55, 0.42, 0.38), np.float32))


def _wrinkles(c: Canvas, look: Look, side: Floats, front: Floats) -> None:
    """Laughter lines before all: they are what an old face has most of."""
    nose, mouth, eye = look.nose_y, look.mouth_y, look.eye_x
    fold_x = 0.13 + 0.05 * look.nose_width + 0.42 * (nose + 0.06 - c.y) * (1 - 0.5 * (nose - c.y))
    height = (
        bump(side - fold_x, 0.035) * step(c.y - mouth + 0.02, 0.12) * step(nose + 0.08 - c.y, 0.06)
    )
    for k, y in enumerate((0.36, 0.45, 0.54)):
        wave = 0.012 * np.cos(c.x * 7 + k) + 0.006 * np.sin(c.x * 17 + 2 * k)
        height = height + 0.45 * bump(c.y - y - wave, 0.02) * step(0.36 - side - 0.04 * k, 0.2)
    corner_x = side - eye - look.eye_width
    for slope in (0.55, 0.1, -0.35, -0.7):
        ray = (
            bump(c.y + 0.005 - slope * corner_x, 0.013)
            * step(corner_x - 0.02, 0.02)
            * step(0.13 - corner_x, 0.06)
        )
        height = height + 0.6 * ray
    bag = bump(c.y + 0.125 - 1.3 * (side - eye) ** 2, 0.022) * step(0.13 - np.abs(side - eye), 0.1)
    height = height + 0.7 * bag
    sag = bump(side - 0.235 - 0.3 * (mouth - c.y), 0.03) * step(mouth - 0.03 - c.y, 0.06)
    height = height + 0.4 * sag * step(c.y - mouth + 0.2, 0.08)
    dark = linear(look.skin) * np.array((0.42, 0.29, 0.26), np.float32)
    c.blend(np.clip(height * look.age, 0, 1) * 0.62 * front, dark)
