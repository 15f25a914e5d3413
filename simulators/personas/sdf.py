"""Signed distances to soft solids, and rays marched through them: NumPy, float32.

Points travel as three arrays (x, y, z), which is faster than one array of triples. Shapes:
every array of one call has the same shape (N,).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""float32 in fact: NumPy's types call an array times a Python number float64, NumPy does not."""
Field = Callable[[Floats, Floats, Floats], Floats]
Triple = tuple[float, float, float]
Vector = tuple[Floats, Floats, Floats]

BLOCK = 12_288
"""Points worked on at once: six such arrays fit the second-level cache."""


def smooth_min(a: Floats, b: Floats, k: float) -> Floats:
    """Union of two solids whose seam is rounded within `k`."""
    h = np.abs(a - b)
    np.subtract(k, h, out=h)
    np.maximum(h, 0, out=h)
    h *= h
    h *= 0.25 / k
    return np.minimum(a, b) - h


def smooth_max(a: Floats, b: Floats, k: float) -> Floats:
    """Intersection of two solids whose seam is rounded within `k`."""
    return -smooth_min(-a, -b, k)


def ellipsoid(x: Floats, y: Floats, z: Floats, centre: Triple, radii: Triple) -> Floats:
    """Distance to an ellipsoid, exact to the first order at its surface."""
    u = (x - centre[0]) * (1 / radii[0])
    v = (y - centre[1]) * (1 / radii[1])
    w = (z - centre[2]) * (1 / radii[2])
    uu, vv, ww = u * u, v * v, w * w
    length = np.sqrt(uu + vv + ww)
    uu *= 1 / radii[0] ** 2
    vv *= 1 / radii[1] ** 2
    ww *= 1 / radii[2] ** 2
    slope = np.sqrt(uu + vv + ww) + 1e-6
    return length * (length - 1) / slope


def capsule(
    x: Floats, y: Floats, z: Floats, a: Triple, b: Triple, radii: tuple[float, float]
) -> Floats:
    """Distance to a rod from `a` to `b` whose radius changes evenly from one end to the other."""
    bx, by, bz = (b[i] - a[i] for i in range(3))
    x, y, z = x - a[0], y - a[1], z - a[2]
    h = np.clip((x * bx + y * by + z * bz) * (1 / (bx * bx + by * by + bz * bz)), 0, 1)
    x, y, z = x - h * bx, y - h * by, z - h * bz
    return np.sqrt(x * x + y * y + z * z) - (radii[0] + (radii[1] - radii[0]) * h)


@dataclass(frozen=True, slots=True)
class Hits:
    """Where rays met a surface: index of the ray, distance along it, share of the pixel covered."""

    ray: NDArray[np.intp]
    t: Floats
    cover: Floats


def march(field: Field, rays: tuple[Floats, ...], near: Floats, far: Floats, pixel: float) -> Hits:
    """Walk `rays` (ox, oy, oz, dx, dy, dz) from `near` to `far`; drop a ray as soon as it is done.

    `pixel` is the width of a pixel in the field's own unit: rays that pass within it cover part of
    their pixel, which keeps outlines smooth.
    """
    found = [
        _march_block(
            field,
            tuple(a[i : i + BLOCK] for a in rays),
            near[i : i + BLOCK],
            far[i : i + BLOCK],
            pixel,
        )
        for i in range(0, len(near), BLOCK)
    ]
    if not found:
        return Hits(np.zeros(0, np.intp), np.zeros(0, np.float32), np.zeros(0, np.float32))
    ray = np.concatenate([hits.ray + i * BLOCK for i, hits in enumerate(found)])
    return Hits(ray, np.concatenate([h.t for h in found]), np.concatenate([h.cover for h in found]))


def approach(
    field: Field, rays: tuple[Floats, ...], near: Floats, far: Floats, width: float
) -> Floats:
    """Walk rays (ox, oy, oz, dx, dy, dz) as long as nothing lies within `width`; answers how far.

    Rays around one that keep within `width` of it may start where it came to.
    """
    t, alive = near.copy(), np.arange(len(near))
    for _ in range(24):
        s = t[alive]
        ox, oy, oz, dx, dy, dz = (a[alive] for a in rays)
        free = field(ox + s * dx, oy + s * dy, oz + s * dz) * 0.92 - width
        t[alive] = s + np.maximum(free, 0)
        alive = alive[(free > 0.5 * width) & (t[alive] < far[alive])]
        if not len(alive):
            break
    return t


def _march_block(
    field: Field, rays: tuple[Floats, ...], near: Floats, far: Floats, pixel: float
) -> Hits:
    t = near.copy()
    closest, best = np.full_like(t, 9), near.copy()
    alive = np.arange(len(t))
    ox, oy, oz, dx, dy, dz = rays
    for _ in range(28):
        s = t[alive]
        d = field(ox[alive] + s * dx[alive], oy[alive] + s * dy[alive], oz[alive] + s * dz[alive])
        nearer = d < closest[alive]
        closest[alive[nearer]], best[alive[nearer]] = d[nearer], s[nearer]
        s += d * 0.92
        t[alive] = s
        alive = alive[(d > 0.2 * pixel) & (s < far[alive])]
        if not len(alive):
            break
    cover = np.clip(1.3 - closest / pixel, 0, 1).astype(np.float32)
    ray = np.flatnonzero(cover > 0)
    return Hits(ray, best[ray], cover[ray])


def normals(
    field: Field, x: Floats, y: Floats, z: Floats, step: float = 0.006
) -> tuple[Floats, Floats, Floats]:
    """Answer unit normals at surface points, from four samples at the corners of a tetrahedron."""
    a = field(x + step, y - step, z - step)
    b = field(x - step, y - step, z + step)
    c = field(x - step, y + step, z - step)
    d = field(x + step, y + step, z + step)
    nx, ny, nz = a - b - c + d, c + d - a - b, b + d - a - c
    scale = 1 / (np.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9)
    return nx * scale, ny * scale, nz * scale


def in_blocks(field: Field) -> Field:
    """Wrap a field so that it is evaluated in pieces that fit the cache."""

    def blocked(x: Floats, y: Floats, z: Floats) -> Floats:
        if len(x) <= BLOCK:
            return field(x, y, z)
        cuts = [slice(i, i + BLOCK) for i in range(0, len(x), BLOCK)]
        return np.concatenate([field(x[c], y[c], z[c]) for c in cuts])

    return blocked
