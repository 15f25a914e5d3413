"""What makes one head unlike every other: a gentle bending of the whole, and uneven complexion.

Both are sums of slow waves across the face, so that nothing is sharper than a cheekbone. The
bending moves features as a whole: a nose or an eye keeps its own shape and what is painted on it.
"""

from collections.abc import Sequence

import numpy as np

from simulators.personas.look import Look
from simulators.personas.sdf import Field, Floats, Vector
from simulators.personas.view import Rays

ACROSS, ALONG = 4.5, 4.0
"""Waves in radians per head: half a wave from the middle to the side, one from brow to chin."""
MIDDLE, REACH = -0.25, 0.8
"""Height where the waves are truest, and how far from it they come to rest, in heads."""


def bent(look: Look, at: Vector) -> Vector:
    """Return where points of the bent head (N,) lie on the even head that the look describes."""
    x, y, z = at
    if not any((*look.relief, *look.girth, *look.lean)):
        return at
    deep, wide, lean = _bend(look, x, y)
    return x * (1 - wide) - lean, y, z - deep


def bent_field(look: Look, field: Field) -> Field:
    """Return the distance to a solid that is bent as the look's head is."""
    return lambda x, y, z: field(*bent(look, (x, y, z)))


def settled(look: Look, rays: Rays) -> Rays:
    """Return rays as the bend at the eyes moves them: what sits on the nose stays on it."""
    ox, oy, oz, dx, dy, dz = rays
    across = np.array((0.0, 0.0, look.eye_x, -look.eye_x, look.eye_x, -look.eye_x), np.float32)
    along = np.array((0.05, -0.05, -0.05, -0.05, -0.2, -0.2), np.float32)
    deep, wide, lean = _bend(look, across, along)
    narrow = np.float32(1 - wide[0])
    return ox * narrow - lean[0], oy, oz - deep.max(), dx * narrow, dy, dz


def _bend(look: Look, x: Floats, y: Floats) -> Vector:
    ca, (cb, sb, c2, s2) = np.cos(x * ACROSS), _rows(y)
    deep = _sum(look.relief, (ca, cb, sb, ca * cb, ca * sb, c2, s2, ca * s2))
    return deep, _sum(look.girth, (cb, sb, c2, s2)), _sum(look.lean, (cb, sb))


def complexion(look: Look, x: Floats, y: Floats) -> Floats:
    """Return how light the skin is at points of the face (N,), as a share of the look's skin."""
    if not any(look.tone):
        return np.ones_like(x)
    (ca, sa), (cb, sb, c2, s2) = (np.cos(x * ACROSS), np.sin(x * ACROSS)), _rows(y)
    even = (ca, cb, sb, ca * cb, ca * sb, c2, s2, ca * c2, ca * s2, 2 * ca * ca - 1)
    return 1 + _sum(look.tone, (*even, sa * cb, sa * sb))


def _rows(y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Waves from chin to hairline; beyond they come to rest."""
    turned = ALONG * (MIDDLE + REACH * np.tanh((y - MIDDLE) * (1 / REACH)))
    c, s = np.cos(turned), np.sin(turned)
    return c, s, 2 * c * c - 1, 2 * c * s


def _sum(weights: Sequence[float], waves: Sequence[Floats]) -> Floats:
    total = np.zeros_like(waves[0])
    for weight, wave in zip(weights, waves, strict=False):
        if weight:
            total += np.float32(weight) * wave
    return total
