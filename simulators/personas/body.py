"""Neck, shoulders and clothes below the head."""

import numpy as np

from simulators.personas.look import Look
from simulators.personas.sdf import Field, Floats, capsule, ellipsoid, smooth_max, smooth_min

NECK_Y = -1.4


def neck_field(look: Look) -> Field:
    """Distance to the skin of neck and chest."""
    r = 0.27 + 0.2 * (look.jaw - 0.35) + 0.06 * (look.shoulders - 1)

    def field(x: Floats, y: Floats, z: Floats) -> Floats:
        d = capsule(x, y, z, (0, -0.5, -0.1), (0, NECK_Y, -0.22), (r, r * 1.1))
        return smooth_min(d, ellipsoid(x, y, z, (0, -1.88, -0.2), (0.95, 0.5, 0.34)), 0.3)

    return field


def cloth_field(look: Look) -> Field:
    """Distance to the clothes: slopes from the neck to the shoulders, and a collar."""
    w = look.shoulders

    def field(x: Floats, y: Floats, z: Floats) -> Floats:
        side = np.abs(x)
        slope = capsule(side, y, z, (0.12, -1.32, -0.3), (1.15 * w, -1.78, -0.26), (0.26, 0.36))
        chest = ellipsoid(x, y, z, (0, -2.5, -0.15), (1.35 * w, 1.1, 0.62))
        arm = capsule(side, y, z, (1.24 * w, -1.86, -0.26), (1.42 * w, -3.0, -0.2), (0.36, 0.34))
        d = smooth_min(smooth_min(slope, chest, 0.25), arm, 0.25)
        d += 0.01 * np.sin(x * 5 + y * 3) * np.sin(y * 4 - side * 6)
        return smooth_min(d, _collar(look, side, y, z), 0.06)

    return field


def _collar(look: Look, side: Floats, y: Floats, z: Floats) -> Floats:
    """Measure to a ring of cloth around the neck, higher behind than in front."""
    drop = {"crew": 0.2, "shirt": 0.26, "cardigan": 0.2}[look.clothes.cut]
    height, low = (0.12, -1.34) if look.clothes.cut == "shirt" else (0.06, -1.4)
    r = 0.35 + 0.2 * (look.jaw - 0.45)
    ring = np.abs(np.sqrt(side * side + (z + 0.2) ** 2) - r + 0.3 * (y + 1.35)) - 0.03
    lift = np.abs(y - (low - drop * (z + 0.2) * (0.6 / r))) - height
    return smooth_max(ring, lift, 0.05) - 0.01
