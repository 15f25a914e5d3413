"""What people put on: glasses or none, sunglasses, a surgical mask, a hat."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

import numpy as np

from simulators.personas import shade
from simulators.personas.glasses import PLANE
from simulators.personas.look import Look, Rgb
from simulators.personas.paint import bump, linear, step
from simulators.personas.sdf import Field, Floats, Vector, ellipsoid, smooth_max, smooth_min
from simulators.personas.view import Rays, Surface

Accessory = Literal["glasses", "no_glasses", "sunglasses", "mask", "hat"]
Wears = frozenset[Accessory]
Over = Callable[[Floats, Floats, Floats, Floats], Floats]
"""Distance to something worn, from a point and its distance to the skin."""

LENS: Final = 0.2
"""Half the height of lenses that somebody puts on, in heads."""
DARK_LENS: Final = 0.22
BLACK: Final[Rgb] = (24, 22, 24)
MASK: Final[Rgb] = (236, 240, 242)
HAT: Final[Rgb] = (44, 62, 104)
REACH: Final = 0.35
"""How far a brim stands out before the head, in heads."""


def dressed(look: Look, wears: Wears) -> Look:
    """Answer the look with glasses put on or taken off, and hair that goes under a hat."""
    if "hat" in wears:
        look = replace(look, hair=replace(look.hair, tied=0.0))
    if "no_glasses" in wears:
        return replace(look, glasses=0.0)
    if "sunglasses" in wears:
        return replace(look, glasses=DARK_LENS, glasses_colour=BLACK)
    return replace(look, glasses=look.glasses or LENS) if "glasses" in wears else look


def worn_fields(look: Look, wears: Wears) -> list[tuple[Rgb, Over]]:
    """Answer the solids that are worn, each with its colour."""
    worn: list[tuple[Rgb, Over]] = []
    if "mask" in wears:
        worn.append((MASK, _mask(look)))
    if "hat" in wears:
        worn.append((HAT, _hat(look)))
    return worn


def with_worn(look: Look, wears: Wears, skin: Field, hair: Field) -> Field:
    """Distance to the head with its hair and all that is worn over it."""
    worn = [over for _, over in worn_fields(look, wears)]

    def field(x: Floats, y: Floats, z: Floats) -> Floats:
        near = skin(x, y, z)
        whole = np.minimum(near, hair(x, y, z))
        for over in worn:
            whole = np.minimum(whole, over(x, y, z, near))
        return whole

    return field


def paint_worn(
    look: Look, wears: Wears, at: Vector, bare: tuple[Floats, Floats], colours: Floats, lit: Floats
) -> None:
    """Colour (N, 3) the points that belong to what is worn.

    `bare` are the distances to skin and to hair, `lit` is the light on white cloth.
    """
    skin, hair = bare
    for colour, over in worn_fields(look, wears):
        mine = step(np.minimum(skin, hair) - over(*at, skin), 0.02)[:, None]
        colours += mine * (linear(colour) * _folds(look, colour, at)[:, None] * lit - colours)
    if "mask" in wears:
        loop = _loops(look, at) * step(0.02 - skin, 0.02)
        colours += loop[:, None] * (linear(MASK) * lit - colours)


def cloth_light(normal: Vector, lamp: shade.Lit, reach: shade.Reach) -> Floats:
    """Light (N, 3) on white cloth."""
    direct = np.clip((lamp.facing(normal) + 0.25) * (1 / 1.25), 0, 1) * (0.2 + 0.8 * reach.lamp)
    around = (reach.room * (0.8 + 0.2 * normal[1]))[:, None] * lamp.room
    return direct[:, None] * lamp.key + around


def darken_lenses(look: Look, wears: Wears, rays: Rays, surface: Surface, colours: Floats) -> None:
    """Blacken the colours (N, 3) seen through the lenses of sunglasses."""
    if "sunglasses" not in wears:
        return
    ox, oy, oz, dx, dy, dz = rays
    s = (PLANE - oz) / dz
    x, y = ox + s * dx, oy + s * dy
    half = look.glasses
    u = np.maximum(np.abs(np.abs(x) - look.eye_x - 0.012) - half * 0.62, 0)
    v = np.maximum(np.abs(y + 0.02) - half * 0.35, 0)
    lens = 0.95 * step(half * 0.65 - np.hypot(u, v), 0.02) * (s < surface.t + 0.02)
    colours += lens[:, None] * (linear(BLACK) - colours)


def _mask(look: Look) -> Over:
    """Cloth over nose, mouth and chin, stretched between them like a tent."""
    low = look.chin_y - 0.06
    tip = 0.94 + 0.09 * look.nose_bridge

    def over(x: Floats, y: Floats, z: Floats, skin: Floats) -> Floats:
        side = np.abs(x)
        middle = 0.5 * (low - 0.2)
        tent = ellipsoid(x, y, z, (0, middle, tip - 0.45), (0.44, -0.5 * low - 0.02, 0.47))
        d = smooth_min(skin - 0.03, tent, 0.2)
        top = y + 0.2 + 0.16 * side
        bottom = low + 0.14 * side - y
        edge = np.maximum(np.maximum(top, bottom), np.maximum(side - 0.62, 0.05 - z))
        return smooth_max(d, edge, 0.02)

    return over


def _folds(look: Look, colour: Rgb, at: Vector) -> Floats:
    """Shade (N,) of a mask's three pleats and of a hat's seam over the brim."""
    if colour == HAT:
        return 1 - 0.35 * bump(at[1] - 0.62, 0.03)
    pleats = [bump(at[1] - y * look.chin_y, 0.03) for y in (0.46, 0.62, 0.78)]
    return 1 - 0.16 * np.maximum.reduce(pleats) - 0.08 * bump(at[1] + 0.24, 0.05)


def _loops(look: Look, at: Vector) -> Floats:
    """Cover (N,) of the two bands that run from the mask to each ear."""
    x, y, z = at
    beside = (np.abs(x) > 0.5 * look.jaw) & (z < 0.3) & (z > -0.1)
    upper = bump(y + 0.16 + 0.4 * (z + 0.1), 0.022)
    lower = bump(y + 0.3 + 1.1 * (z + 0.1), 0.022)
    return np.maximum(upper, lower) * beside


def _hat(look: Look) -> Over:
    """A cap: a dome over the hair, and a brim."""
    thick = look.hair.volume + 0.04
    top = look.forehead

    def over(x: Floats, y: Floats, z: Floats, _skin: Floats) -> Floats:
        wide = look.skull + thick
        d = ellipsoid(x, y, z, (0, top - 0.74, -0.14), (wide, 0.76 + thick, 0.92 + thick))
        dome = smooth_max(d, 0.52 + 0.12 * z - y, 0.03)
        lean = y - 0.56 + 0.22 * (z - 0.8) + 0.12 * x * x
        brim = ellipsoid(x, lean, z, (0, 0, 0.72), (0.6, 0.035, 0.52 + thick))
        return np.minimum(dome, np.maximum(brim, 0.3 - z))

    return over
