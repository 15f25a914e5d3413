"""Colours of the clothes."""

import numpy as np

from simulators.personas import shade
from simulators.personas.look import Look
from simulators.personas.paint import bump, linear, step
from simulators.personas.sdf import Floats, Vector


def cloth_colours(
    look: Look, at: Vector, normal: Vector, lamp: shade.Lit, reach: shade.Reach
) -> Floats:
    """Lit colours (N, 3) of shirt, jersey or cardigan."""
    x, y, z = at
    colour = np.tile(linear(look.clothes.colour), (len(x), 1))
    side = np.abs(x)
    if look.clothes.cut == "cardigan":
        opening = step(0.3 + 0.36 * (y + 1.65) - side, 0.02)[:, None] * step(z + 0.1, 0.1)[:, None]
        colour += opening * (linear(look.clothes.inner) - colour)
        edge = bump(0.3 + 0.36 * (y + 1.65) - side, 0.03) * step(z + 0.1, 0.1)
        colour *= (1 - 0.35 * edge)[:, None]
    if look.clothes.cut == "shirt":
        wing = (
            bump(side - 0.02 - 0.6 * (-1.38 - y), 0.022)
            * step(-1.35 - y, 0.05)
            * step(y + 1.78, 0.05)
        )
        placket = bump(side - 0.07, 0.016) * step(-1.6 - y, 0.05)
        button = step(0.028 - np.hypot(x, (y + 2.1) % 0.34 - 0.17), 0.02) * step(-1.65 - y, 0.05)
        colour *= (1 - 0.3 * np.maximum(wing, placket) - 0.35 * button)[:, None]
    weave = np.sin(x * 90 + y * 30) * np.sin(y * 95)
    colour *= (1 + 0.025 * weave)[:, None]
    lit = np.clip((lamp.facing(normal) + 0.2) * (1 / 1.2), 0, 1) * (0.2 + 0.8 * reach.lamp)
    around = (reach.room * (0.8 + 0.2 * normal[1]))[:, None] * lamp.room
    return colour * (lit[:, None] * lamp.key + around)
