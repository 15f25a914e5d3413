"""Invented people draw themselves: no photograph of anybody is in the project.

`render` marches rays through the solids of `head`, `hair` and `body`, colours what they meet and
lays it over a background. The same parameters give the same bytes.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulators.personas import shade
from simulators.personas.accessories import (
    REACH,
    Wears,
    cloth_light,
    darken_lenses,
    dressed,
    paint_worn,
    with_worn,
)
from simulators.personas.body import cloth_field, neck_field
from simulators.personas.build import bent, bent_field, settled
from simulators.personas.eyes import paint_eyes
from simulators.personas.garment import cloth_colours
from simulators.personas.glasses import wear_glasses
from simulators.personas.hair import hair_field
from simulators.personas.hair_colour import hair_colours
from simulators.personas.head import skin_field
from simulators.personas.look import Light, Look, Pose
from simulators.personas.marks import paint_marks
from simulators.personas.paint import Canvas, linear, paint_skin, step
from simulators.personas.sdf import Floats, in_blocks, normals
from simulators.personas.view import Indices, View, turn

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Layer:
    """What a layer covers: pixels (N,), colours (N, 3) in linear light, cover (N,)."""

    pixel: Indices
    colours: Floats
    cover: Floats


def _head(look: Look, pose: Pose, light: Light, size: tuple[int, int], wears: Wears) -> Layer:
    view = View(pose, size, turn(pose), -0.7)
    skin, hair = skin_field(look), hair_field(look)
    both = in_blocks(bent_field(look, with_worn(look, wears, skin, hair)))
    pick = np.flatnonzero((view.y > -1.9) & (view.y < 1.6) & (np.abs(view.x) < 1.5))
    long = look.hair.length
    wide = max(look.skull + look.hair.volume, 0.85) + 0.2
    brim = REACH if "hat" in wears else 0.0
    bound = (
        (0.0, 0.05 - 0.28 * long, 0.0),
        (wide + 0.15 * long + brim, 1.32 + 0.35 * long + brim, 1.25 + brim),
    )
    surface = view.meet(both, pick, bound)
    at = surface.at
    normal = normals(both, *at)
    lamp = shade.Lit(light, view.lamp(light), view.towards_eye)
    reach = shade.Reach(shade.shadow(both, at, lamp.direction), shade.openness(both, at, normal))
    at = bent(look, at)
    colours = _skin_colours(look, pose, (at, normal), lamp, reach, view.pixel)
    bare = (skin(*at), hair(*at))
    is_hair = step(bare[0] - bare[1], 1.4 * view.pixel + 0.012)[:, None]
    colours += is_hair * (hair_colours(look, at, normal, lamp, reach) - colours)
    paint_worn(look, wears, at, bare, colours, cloth_light(normal, lamp, reach))
    rays, surface = settled(look, view.rays(surface.pixel)), replace(surface, at=at)
    darken_lenses(look, wears, rays, surface, colours)
    wear_glasses(look, rays, surface, colours, lamp, view.pixel)
    return Layer(surface.pixel, colours, surface.cover)


def _skin_colours(
    look: Look,
    pose: Pose,
    skin: tuple[shade.Vector, shade.Vector],
    lamp: shade.Lit,
    reach: shade.Reach,
    pixel: float,
) -> Floats:
    at, normal = skin
    canvas = Canvas(*at, np.tile(linear(look.skin), (len(at[0]), 1)), pixel)
    paint_skin(canvas, look)
    paint_marks(canvas, look)
    wet = paint_eyes(canvas, look, pose, lamp.glint)
    lit = shade.skin_light(normal, lamp, reach)
    ahead = (normal[0] * 0, normal[1] * 0, normal[2] * 0 + 1)
    flat = shade.skin_light(ahead, lamp, shade.Reach(reach.lamp * 0.5 + 0.5, reach.room))
    colours = canvas.colours * (lit + wet[:, None] * (flat - lit))
    gloss = 0.05 * shade.sheen(normal, lamp, 18.0) + 0.05 * shade.sheen(normal, lamp, 60.0)
    return colours + (gloss * reach.lamp * (1 - wet))[:, None] * lamp.key


def _body(look: Look, pose: Pose, light: Light, size: tuple[int, int]) -> Layer:
    lift = 0.1 + 0.85 * (look.chin_y + 1)
    stance = replace(
        pose,
        yaw=pose.yaw * 0.25,
        pitch=0.0,
        roll=pose.roll * 0.15,
        shift=(pose.shift[0], pose.shift[1] + lift),
    )
    view = View(stance, size, turn(stance), -1.6)
    neck, cloth = neck_field(look), cloth_field(look)
    both = in_blocks(lambda x, y, z: np.minimum(neck(x, y, z), cloth(x, y, z)))
    pick = np.flatnonzero((view.y < -0.45) & (view.y > -3.2))
    surface = view.meet(both, pick, ((0.0, -2.4, -0.2), (1.95, 2.2, 1.1)))
    at = surface.at
    normal = normals(both, *at, step=0.012)
    lamp = shade.Lit(light, view.lamp(light), view.towards_eye)
    reach = shade.Reach(np.ones_like(at[0]), shade.openness(both, at, normal))
    _shade_under_head(look, (at[0], at[1] + lift, at[2]), lamp, reach)
    is_cloth = step(neck(*at) - cloth(*at), 1.4 * view.pixel)[:, None]
    colours = linear(look.skin) * shade.skin_light(normal, lamp, reach)
    colours += is_cloth * (cloth_colours(look, at, normal, lamp, reach) - colours)
    return Layer(surface.pixel, colours, surface.cover)


def _shade_under_head(look: Look, at: shade.Vector, lamp: shade.Lit, reach: shade.Reach) -> None:
    """Take from the neck the lamp that the head hides, and half of the room."""
    high = np.flatnonzero(at[1] > -1.9)
    x, y, z = (a[high] for a in at)
    field = in_blocks(skin_field(look))
    reach.lamp[high] = shade.shadow(field, (x, y, z), lamp.direction, start=0.12)
    hidden = np.clip((look.chin_y + 0.2 - y) * 1.5 + np.hypot(x, z) - 0.2, 0, 1)
    reach.room[high] *= 0.45 + 0.55 * hidden


def render(
    look: Look,
    pose: Pose,
    light: Light,
    size: tuple[int, int] = (240, 320),
    background: Picture | tuple[int, int, int] = (214, 222, 228),
    wears: Wears = frozenset(),
) -> Picture:
    """Draw a person: uint8 RGB of shape (H, W, 3) for a `size` of (W, H).

    `background` is one colour, or a picture of that shape; `wears` is put on, over the look.
    """
    look = dressed(look, wears)
    width, height = size
    if isinstance(background, tuple):
        out = np.tile(np.array(background, np.float32) / 255, (width * height, 1))
    else:
        out = background.reshape(-1, 3) / np.float32(255)
    for layer in (_body(look, pose, light, size), _head(look, pose, light, size, wears)):
        under = out[layer.pixel]
        over = shade.tone(layer.colours) - under
        out[layer.pixel] = under + layer.cover[:, None] * over
    return (np.clip(out, 0, 1) * 255 + 0.5).astype(np.uint8).reshape(height, width, 3)
