"""What life leaves on a face: beard, wrinkles, freckles, tired eyes."""

import numpy as np

from simulators.personas.look import Look
from simulators.personas.paint import Canvas, bump, linear, spot, step
from simulators.personas.sdf import Floats


def paint_marks(c: Canvas, look: Look) -> None:
    """Paint everything that not every face has."""
    side = np.abs(c.x)
    front = step(c.z - 0.3, 0.2)
    if look.stubble:
        _stubble(c, look, side)
    if look.bags:
        _bags(c, look, side)
    if look.freckles:
        _freckles(c, look, side, front)
    if look.mole:
        dot = spot(c.x - look.mole[0], c.y - look.mole[1], 0.02, 0.02) * front
        c.blend(np.minimum(dot * 1.4, 1) * 0.85, linear((84, 54, 44)))
    if look.age:
        _wrinkles(c, look, side, front)
    if look.moustache or look.beard:
        _beard(c, look, side, front)


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


def _beard(c: Canvas, look: Look, side: Floats, front: Floats) -> None:
    """Lay hair on lip and chin, combed outwards and down."""
    y, w, mouth = c.y, look.mouth_width, look.mouth_y
    lip = mouth + 0.03 + 0.034 * look.lip
    droop = 0.35 * np.maximum(side - 0.03, 0) ** 1.4
    lash = bump(y - (lip + look.nose_y) * 0.5 + 0.012 + droop, 0.075) * step(w * 1.15 - side, 0.08)
    around = step(w * 1.45 - side, 0.12) * step(mouth + 0.09 - y, 0.08)
    around *= step(y - look.chin_y - 0.02, 0.2)
    clear = step(side * (1 / (1.12 * w)) + np.abs(y - mouth + 0.015) * (1 / 0.1) - 1, 0.5)
    comb = 0.92 + 0.08 * np.sin(c.x * 130 + 3 * np.sin(y * 31))
    hair = np.maximum(lash * look.moustache, around * clear * look.beard)
    c.blend(np.clip(hair * 1.4 * comb, 0, 1) * front * 0.92, linear(look.hair.colour) * 0.95)


def _bags(c: Canvas, look: Look, side: Floats) -> None:
    u = side - look.eye_x + 0.01
    under = bump(c.y + 0.1 + 0.05 * look.bags - 0.9 * u * u, 0.05) * step(0.15 - np.abs(u), 0.14)
    dark = linear(look.skin) * np.array((0.5, 0.38, 0.4), np.float32)
    c.blend(under * look.bags * 0.55 * step(c.z - 0.3, 0.2), dark)


def _freckles(c: Canvas, look: Look, side: Floats, front: Floats) -> None:
    grain = np.sin(c.x * 61 + 5 * np.sin(c.y * 23)) * np.sin(c.y * 57 + 5 * np.sin(c.x * 27))
    where = spot(side - 0.2, c.y - look.nose_y * 0.55, 0.24, 0.13)
    dark = linear(look.skin) * np.array((0.55, 0.36, 0.26), np.float32)
    c.blend(step(grain - 0.62, 0.3) * where * look.freckles * 0.8 * front, dark)


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
