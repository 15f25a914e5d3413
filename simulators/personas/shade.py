"""Soft light on surfaces: a wide lamp, the room, shadows, glowing skin, the sheen of hair."""

from dataclasses import dataclass, field

import numpy as np

from simulators.personas.look import Light
from simulators.personas.sdf import Field, Floats, Triple, Vector


@dataclass(frozen=True, slots=True)
class Lit:
    """The lamp and the room as a solid sees them; colours (3,) in linear light."""

    light: Light
    direction: Triple
    eye: Triple
    key: Floats = field(init=False)
    room: Floats = field(init=False)

    def __post_init__(self) -> None:
        light, w = self.light, self.light.warmth
        key = np.array((1 + 0.12 * w, 1.0, 1 - 0.16 * w), np.float32)
        room = np.array((1 - 0.01 * w, 0.99, 1 + 0.02 * w), np.float32)
        object.__setattr__(self, "key", key * (light.key * light.exposure))
        object.__setattr__(self, "room", room * (light.ambient * light.exposure))

    @property
    def glint(self) -> tuple[float, float]:
        """Where the lamp mirrors on the eye, in radii of the iris."""
        return max(-0.4, min(0.4, 0.8 * self.light.direction[0])), 0.36

    def facing(self, normal: Vector) -> Floats:
        """Cosine (N,) between each normal and the lamp."""
        return _dot(normal, self.direction)

    @property
    def halfway(self) -> Triple:
        """The normal that would mirror the lamp into the camera."""
        x, y, z = (a + b for a, b in zip(self.direction, self.eye, strict=True))
        scale = (x * x + y * y + z * z) ** -0.5
        return x * scale, y * scale, z * scale


@dataclass(frozen=True, slots=True)
class Reach:
    """Share of the lamp and share of the room that reach each point, both (N,)."""

    lamp: Floats
    room: Floats


def _dot(v: Vector, direction: Triple) -> Floats:
    return v[0] * direction[0] + v[1] * direction[1] + v[2] * direction[2]


def shadow(solid: Field, at: Vector, lamp: Triple, start: float = 0.05) -> Floats:
    """Share of the lamp (N,) that reaches each point; edges widen with distance."""
    x, y, z = at
    seen = np.ones_like(x)
    for t in (start, start + 0.07, start + 0.18, start + 0.34, start + 0.58):
        d = solid(x + t * lamp[0], y + t * lamp[1], z + t * lamp[2])
        np.minimum(seen, 0.5 + d * (2.6 / t), out=seen)
    seen = np.clip(seen, 0, 1)
    return seen * seen * (3 - 2 * seen)


def openness(solid: Field, at: Vector, normal: Vector) -> Floats:
    """How much of the room each point (N,) sees: creases and folds see less."""
    x, y, z = at
    nx, ny, nz = normal
    seen = np.ones_like(x)
    for reach, weight in ((0.06, 0.35), (0.22, 0.55)):
        d = solid(x + nx * reach, y + ny * reach, z + nz * reach)
        seen -= weight * np.clip(1 - d * (1 / reach), 0, 1)
    return seen


def skin_light(normal: Vector, lamp: Lit, reach: Reach) -> Floats:
    """Light (N, 3) on skin: red reaches around the edge of a shadow, as it does through blood."""
    facing = lamp.facing(normal)
    out = np.empty((len(facing), 3), np.float32)
    up = 0.78 + 0.22 * normal[1]
    for i, (wrap, bleed) in enumerate(((0.45, 0.22), (0.28, 0.06), (0.22, 0.02))):
        lit = np.clip((facing + wrap) * (1 / (1 + wrap)), 0, 1)
        through = np.minimum(reach.lamp + 2 * bleed * reach.lamp * (1 - reach.lamp), 1)
        out[:, i] = lamp.key[i] * lit * through
        out[:, i] += lamp.room[i] * up * (reach.room + (1 - reach.room) * bleed)
    return out


def sheen(normal: Vector, lamp: Lit, power: float) -> Floats:
    """Mirror-like light (N,) around the half-way direction."""
    return np.clip(_dot(normal, lamp.halfway), 0, 1) ** power


def strand_sheen(normal: Vector, along: Vector, lamp: Lit, shift: Floats) -> Floats:
    """Band of light (N,) across strands that run `along` (after Kajiya and Kay)."""
    ax, ay, az = (a + shift * n for a, n in zip(along, normal, strict=True))
    scale = 1 / np.sqrt(ax * ax + ay * ay + az * az + 1e-6)
    cosine = _dot((ax, ay, az), lamp.halfway) * scale
    return np.maximum(1 - cosine * cosine, 0) ** 14


def tone(colours: Floats) -> Floats:
    """Turn linear light into sRGB, 0 to 1: a gentle shoulder instead of burnt-out white."""
    x = np.maximum(colours, 0)
    x = np.where(x > 0.6, 0.6 + 0.4 * np.tanh((x - 0.6) * (1 / 0.4)), x)
    return x ** (1 / 2.2)
