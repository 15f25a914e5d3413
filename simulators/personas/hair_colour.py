"""How hair takes the light: fine strands, locks, and the bright band across them."""

import numpy as np

from simulators.personas import shade
from simulators.personas.hair import strand
from simulators.personas.look import Look
from simulators.personas.paint import linear
from simulators.personas.sdf import Floats, Vector


def hair_colours(
    look: Look, at: Vector, normal: Vector, lamp: shade.Lit, reach: shade.Reach
) -> Floats:
    """Lit colours (N, 3) of the hair."""
    x, y, z = at
    angle = strand(look, x, y, z)
    fine = np.sin(angle * 143 + 2 * np.sin(y * 5)) + np.sin(angle * 211 + 1.7)
    fine += np.sin(angle * 89 + y * 4)
    lock = np.sin(angle * 37 + 1.5 * np.sin(y * 4))
    facing = lamp.facing(normal)
    lit = np.clip(facing * 0.6 + 0.4, 0, 1) * (0.35 + 0.65 * reach.lamp)
    colour = linear(look.hair.colour) * (1 + 0.16 * fine + 0.14 * lock)[:, None]
    around = (reach.room * (0.75 + 0.25 * normal[1]))[:, None] * lamp.room
    down = normal[1]
    along = (-down * normal[0], 1 - down * normal[1], -down * normal[2])
    band = shade.strand_sheen(normal, along, lamp, 0.05 * fine + 0.08 * lock)
    pale = float(linear(look.hair.colour).mean())
    band *= (0.05 + 0.12 * pale) * (0.7 + 0.22 * fine)
    band *= reach.lamp * np.clip(facing + 0.3, 0, 1)
    return np.maximum(colour * (lit[:, None] * lamp.key + around) + band[:, None] * lamp.key, 0)
