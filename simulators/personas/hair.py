"""The hair as a solid over the skull, and where along its strands a point lies."""

import numpy as np

from simulators.personas.look import Look
from simulators.personas.sdf import Field, Floats, ellipsoid, smooth_max, smooth_min


def strand(look: Look, x: Floats, y: Floats, z: Floats) -> Floats:
    """Angle around the parting, constant along a strand; waves where the hair is curly."""
    hair = look.hair
    rise = np.clip((y + 0.2) * 0.9, 0, 1.2)
    angle = np.arctan2(x - hair.parting * rise, z * 0.8 + 0.55)
    if hair.curl:
        angle = angle + hair.curl * 0.05 * np.sin(y * 21 + 3 * np.sin(x * 7) + 2 * np.sin(z * 6))
    return angle


def hair_field(look: Look) -> Field:
    """Distance to the hair: a shell over the skull, opened for the face, with locks."""
    hair = look.hair

    def field(x: Floats, y: Floats, z: Floats) -> Floats:
        top, v = look.forehead, hair.volume
        wide = look.skull + v * 0.8
        d = ellipsoid(x, y, z, (0, top - 0.74 + v * 0.2, -0.14), (wide, 0.74 + v, 0.9 + v))
        side = np.abs(x)
        d = smooth_max(d, (hair.sides - 0.35 - y) + 0.55 * np.maximum(z, -0.3), 0.12)
        if hair.length:
            d = smooth_min(d, _curtain(look, side, y, z), 0.12)
        if hair.tied:
            bun = ellipsoid(
                x,
                y,
                z,
                (0.0, top + 0.1 + hair.tied, -0.45),
                (hair.tied * 1.25, hair.tied, hair.tied),
            )
            d = smooth_min(d, bun, 0.06)
        angle = strand(look, x, y, z)
        lock = np.sin(angle * 23 + 1.3 * np.sin(y * 3)) + 0.6 * np.sin(angle * 51 + 2)
        d = smooth_max(d, -_opening(look, x, side, y, z, angle), 0.025)
        d = d + (0.008 + 0.01 * hair.curl) * lock
        if hair.curl:
            d += hair.curl * 0.028 * np.sin(x * 13 + 1) * np.sin(y * 12 + x * 4) * np.sin(z * 12)
        return d

    return field


def _curtain(look: Look, side: Floats, y: Floats, z: Floats) -> Floats:
    hair = look.hair
    reach = 0.5 + 0.45 * hair.length
    x = look.skull - 0.02 + 0.05 * hair.volume
    sheet = ellipsoid(side, y, z, (x, 0.25 - reach, -0.22), (0.13 + 0.6 * hair.volume, reach, 0.5))
    return smooth_max(sheet, (0.3 - 1.75 * reach) - y, 0.1)


def _opening(look: Look, x: Floats, side: Floats, y: Floats, z: Floats, angle: Floats) -> Floats:
    """Distance to the space in front of the face where no hair grows."""
    hair = look.hair
    fray = np.sin(angle * 41 + 0.5) + 0.8 * np.sin(angle * 97 + 2) + 0.7 * np.sin(angle * 17)
    edge = hair.line + hair.sweep * x + 0.03 * hair.strands * fray
    down = -0.55
    tall = edge - down
    u = side * (1 / hair.width)
    v = np.where(y > down, (y - down) / tall, (y - down) * 0.45)
    w = np.minimum(z - 1.15, 0) * (1 / (1.02 + 0.1 * hair.length))
    u, v, w = u * u, v * v, w * w
    return (np.sqrt(np.sqrt(u * u + v * v + w * w)) - 1) * np.float32(0.5)
