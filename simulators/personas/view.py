"""The drawing's camera: rays through every pixel, and where they meet a solid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.personas.look import Light, Pose
from simulators.personas.sdf import Field, Floats, Triple, Vector, approach, march

DISTANCE = 8.0
"""From the camera to the head, in heads: about 90 cm."""
COARSE = 4
"""Rays are first walked in bundles of so many pixels squared."""
Indices = NDArray[np.intp]
Rays = tuple[Floats, Floats, Floats, Floats, Floats, Floats]
Bound = tuple[Triple, Triple]
"""Centre and radii of an ellipsoid that holds the whole solid."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What the rays met: pixels (N,), points, distances (N,), share of each pixel covered (N,)."""

    pixel: Indices
    at: Vector
    t: Floats
    cover: Floats


def turn(pose: Pose) -> Floats:
    """Rotation (3, 3) from the head's axes to the room's."""
    yaw, pitch, roll = np.radians((pose.yaw, -pose.pitch, -pose.roll))
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    cr, sr = np.cos(roll), np.sin(roll)
    about_y = np.array(((cy, 0, sy), (0, 1, 0), (-sy, 0, cy)))
    about_x = np.array(((1, 0, 0), (0, cp, -sp), (0, sp, cp)))
    about_z = np.array(((cr, -sr, 0), (sr, cr, 0), (0, 0, 1)))
    return (about_z @ about_y @ about_x).astype(np.float32)


class View:
    """Rays from the camera in the axes of a solid turned by `rotation` about (0, `pivot`, 0)."""

    def __init__(self, pose: Pose, size: tuple[int, int], rotation: Floats, pivot: float) -> None:
        width, height = self._size = size
        scale = pose.head * height
        self.pixel = 1 / scale
        cx, cy = width / 2 + pose.shift[0] * scale, height * 0.45 - pose.shift[1] * scale
        columns = (np.arange(width, dtype=np.float32) + 0.5 - cx) / scale
        rows = -(np.arange(height, dtype=np.float32) + 0.5 - cy) / scale
        self.x = np.tile(columns, height)
        self.y = np.repeat(rows, width)
        self.rotation = rotation
        eye = np.array((0, -pivot, DISTANCE), np.float32) @ rotation
        self.eye = eye + np.array((0, pivot, 0), np.float32)

    @property
    def towards_eye(self) -> Triple:
        """Direction from the solid to the camera."""
        return _unit(self.eye)

    def lamp(self, light: Light) -> Triple:
        """Direction from the solid to the lamp."""
        return _unit(np.array(light.direction, np.float32) @ self.rotation)

    def rays(self, pick: Indices) -> Rays:
        """Origins and directions of the rays through the pixels `pick`."""
        return self._rays(self.x[pick], self.y[pick])

    def _rays(self, x: Floats, y: Floats) -> Rays:
        z = np.float32(-DISTANCE)
        scale = 1 / np.sqrt(x * x + y * y + z * z)
        r = self.rotation
        dx, dy, dz = ((x * r[0, i] + y * r[1, i] + z * r[2, i]) * scale for i in range(3))
        ox, oy, oz = (np.full_like(x, self.eye[i]) for i in range(3))
        return ox, oy, oz, dx, dy, dz

    def meet(self, field: Field, pick: Indices, bound: Bound) -> Surface:
        """Find where the rays through `pick` meet a solid that lies within `bound`."""
        rays = self.rays(pick)
        met, near, far = _enter(rays, bound)
        near = self._approach(field, pick[met], near, far)
        ahead = near < far
        met, near, far = met[ahead], near[ahead], far[ahead]
        hits = march(field, tuple(a[met] for a in rays), near, far, self.pixel)
        index = met[hits.ray]
        ox, oy, oz, dx, dy, dz = (a[index] for a in rays)
        at = (ox + hits.t * dx, oy + hits.t * dy, oz + hits.t * dz)
        return Surface(pick[index], at, hits.t, hits.cover)

    def _approach(self, field: Field, pick: Indices, near: Floats, far: Floats) -> Floats:
        """Walk one ray for each bundle of pixels, as far as the whole bundle meets nothing."""
        width = self._size[0]
        row, column = np.divmod(pick, width)
        bundle = row // COARSE * width + column // COARSE
        kinds, which = np.unique(bundle, return_inverse=True)
        start = np.full(len(kinds), np.inf, np.float32)
        end = np.zeros(len(kinds), np.float32)
        np.minimum.at(start, which, near)
        np.maximum.at(end, which, far)
        row, column = np.divmod(kinds, width)
        middle = (COARSE - 1) / 2
        x = self.x[0] + (column * COARSE + middle).astype(np.float32) * np.float32(self.pixel)
        y = self.y[0] - (row * COARSE + middle).astype(np.float32) * np.float32(self.pixel)
        reached = approach(field, self._rays(x, y), start, end, COARSE * self.pixel)
        return np.maximum(near, reached[which])


def _enter(rays: Rays, bound: Bound) -> tuple[Indices, Floats, Floats]:
    """Rays that meet an ellipsoid, and where they enter and leave it."""
    centre, radii = bound
    ox, oy, oz = ((rays[i] - centre[i]) / radii[i] for i in range(3))
    dx, dy, dz = (rays[i + 3] / radii[i] for i in range(3))
    a = dx * dx + dy * dy + dz * dz
    b = ox * dx + oy * dy + oz * dz
    root = b * b - a * (ox * ox + oy * oy + oz * oz - 1)
    pick = np.flatnonzero(root > 0)
    root, a, b = np.sqrt(root[pick]), a[pick], b[pick]
    return pick, (-b - root) / a, (-b + root) / a


def _unit(v: Floats) -> Triple:
    x, y, z = (v / np.linalg.norm(v)).tolist()
    return x, y, z
