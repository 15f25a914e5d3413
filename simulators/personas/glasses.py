"""Glasses before the eyes: two rims on a plane, temples along the sides, a shadow and a gleam."""

import numpy as np

from simulators.personas.look import Look
from simulators.personas.paint import linear, step
from simulators.personas.sdf import Floats
from simulators.personas.shade import Lit
from simulators.personas.view import Rays, Surface

PLANE = 0.86


def wear_glasses(
    look: Look, rays: Rays, surface: Surface, colours: Floats, lamp: Lit, pixel: float
) -> None:
    """Lay the glasses over `colours` (N, 3) where they are nearer than the surface."""
    if not look.glasses:
        return
    ox, oy, oz, dx, dy, dz = rays
    t, at, direction = surface.t, surface.at, lamp.direction
    dark = linear(look.glasses_colour)
    reach = (PLANE - at[2]) / max(direction[2], 0.3)
    sx, sy = at[0] + reach * direction[0], at[1] + reach * direction[1]
    cast = step(0.03 - np.abs(_rim(look, sx, sy)), 0.05) * (reach > 0) * (at[2] > 0.3)
    colours *= (1 - 0.3 * cast)[:, None]
    _temples(look, rays, t, colours, dark, pixel)
    s = (PLANE - oz) / dz
    x, y = ox + s * dx, oy + s * dy
    edge = _rim(look, x, y)
    before = s < t + 0.02
    lens = step(-edge, 0.02) * before
    gleam = step(0.03 - np.abs(((x + 0.8 * y) % 0.6) - 0.34), 0.05) * 0.05 * lens
    colours += gleam[:, None] * lamp.key + (0.012 * lens)[:, None]
    rim = step(0.016 - np.abs(edge), 1.3 * pixel) * before
    bridge = step(0.018 - np.abs(y - 0.045 - 0.03 * np.cos(x * 12)), 1.3 * pixel) * (
        np.abs(x) < look.eye_x - look.glasses * 1.2
    )
    mask = np.maximum(rim, bridge * before)[:, None]
    light = 0.5 + 0.5 * np.clip(-edge * 30, -1, 1)
    colours += mask * (dark * (0.7 + 0.5 * light)[:, None] - colours)


def _rim(look: Look, x: Floats, y: Floats) -> Floats:
    """Signed distance to the edge of the nearer lens, a rounded rectangle."""
    half = look.glasses
    u = np.maximum(np.abs(np.abs(x) - look.eye_x - 0.012) - half * 0.62, 0)
    v = np.maximum(np.abs(y + 0.02) - half * 0.35, 0)
    return np.hypot(u, v) - half * 0.65


def _temples(
    look: Look, rays: Rays, t: Floats, colours: Floats, dark: Floats, pixel: float
) -> None:
    ox, oy, oz, dx, dy, dz = rays
    for side in (-1.0, 1.0):
        wall = side * (look.skull + 0.02)
        s = (wall - ox) / np.where(np.abs(dx) < 1e-4, 1e-4, dx)
        y, z = oy + s * dy, oz + s * dz
        bar = step(0.02 - np.abs(y - 0.04), 1.3 * pixel) * (
            (z > 0.0) & (z < PLANE) & (s < t + 0.02) & (s > 0)
        )
        colours += bar[:, None] * (dark - colours)
