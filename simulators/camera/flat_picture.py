"""A flat picture before the camera in true perspective: a plane, or a bent sheet."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from simulators.camera.room import SIZE
from simulators.camera.stills import HEAD, Figure, Flat
from simulators.personas.look import Pose
from simulators.personas.looks import LOOKS, PORTRAIT_BACKGROUND, PORTRAIT_LIGHT
from simulators.personas.people import Picture, render
from simulators.personas.view import DISTANCE, turn

Floats = NDArray[np.floating[Any]]

PHOTO: Final = (300, 400)
"""Size of the picture on the object in pixels of the camera, where its face is life-size."""
MARGIN: Final = 90
"""Room around it for border, bezel and hand."""
PAPER_EDGE: Final = 16
BEZEL: Final = 14
FOCAL: Final = DISTANCE * HEAD * SIZE[1]
"""Distance at which an object is seen in its own size, in pixels: the same lens that people are
seen through."""


def lay_flat(background: Picture, flat: Flat) -> Picture:
    """Hold a picture before the room: uint8 RGB of the background's shape."""
    sheet = _sheet(flat.shows, flat.on)
    u, v, facing = _meet(flat)
    colours, cover = _sample(sheet, u, v)
    if flat.on == "paper":
        colours = colours * (0.62 + 0.38 * facing)[..., None]
    else:
        gleam = np.exp(-(((u + 0.6 * v + 40) / 26) ** 2)) * (1 - 0.6 * facing)
        colours = colours + 60 * gleam[..., None]
    over = background + cover[..., None] * (colours - background)
    return np.clip(over + 0.5, 0, 255).astype(np.uint8)


def _meet(flat: Flat) -> tuple[Floats, Floats, Floats]:
    """Where the ray through each pixel meets the sheet, in its own pixels; and how it faces."""
    width, height = SIZE
    x = np.arange(width, dtype=np.float32)[None, :] + 0.5 - width / 2 - flat.at[0]
    y = height / 2 - np.arange(height, dtype=np.float32)[:, None] - 0.5 - flat.at[1]
    x, y = np.broadcast_arrays(x / flat.near, y / flat.near)
    rotation = turn(Pose(yaw=flat.yaw, pitch=flat.pitch, roll=flat.roll))
    focal = FOCAL / flat.near
    ex, ey, ez = np.array((0, 0, focal), np.float32) @ rotation
    dx, dy, dz = (
        x * rotation[0, i] + y * rotation[1, i] - focal * rotation[2, i] for i in range(3)
    )
    if not flat.bend:
        s = -ez / dz
        facing = np.abs(dz) / np.sqrt(dx * dx + dy * dy + dz * dz)
        return ex + s * dx, ey + s * dy, facing
    return _meet_arc(flat.bend, (ex, ey, ez), (dx, dy, dz))


def _meet_arc(
    bend: float, eye: tuple[float, float, float], ray: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Meet a sheet bent around an upright axis behind it; what misses lies far outside."""
    radius = (PHOTO[0] + 2 * PAPER_EDGE) / np.radians(bend)
    (ex, ey, ez), (dx, dy, dz) = eye, ray
    a = dx * dx + dz * dz
    b = ex * dx + (ez + radius) * dz
    root = b * b - a * (ex * ex + (ez + radius) ** 2 - radius * radius)
    s = (-b - np.sqrt(np.maximum(root, 0))) / a
    px, pz = ex + s * dx, ez + s * dz + radius
    u = np.where(root > 0, radius * np.arctan2(px, pz), 1e4)
    facing = np.abs(px * dx + pz * dz) / (radius * np.sqrt(a))
    return u, ey + s * dy, facing


def _sample(sheet: Picture, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """Colours (H, W, 3) and cover (H, W) of the sheet's points, between its pixels."""
    height, width = sheet.shape[:2]
    column = np.clip(u + width / 2 - 0.5, 0, width - 1.001)
    row = np.clip(height / 2 - v - 0.5, 0, height - 1.001)
    i, j = column.astype(np.intp), row.astype(np.intp)
    p, q = (column - i)[..., None], (row - j)[..., None]
    upper = sheet[j, i] * (1 - p) + sheet[j, i + 1] * p
    lower = sheet[j + 1, i] * (1 - p) + sheet[j + 1, i + 1] * p
    found = upper * (1 - q) + lower * q
    return found[..., :3], found[..., 3] / 255


@lru_cache(24)
def _sheet(shows: Figure, on: str) -> Picture:
    """Draw the object face on, with the hand that holds it: uint8 RGBA, clear around it."""
    width, height = PHOTO
    drawn = render(LOOKS[shows.name], shows.pose, PORTRAIT_LIGHT, PHOTO, PORTRAIT_BACKGROUND)
    size = (width + 2 * MARGIN, height + 2 * MARGIN)
    sheet = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    left, top, right, low = MARGIN, MARGIN, MARGIN + width, MARGIN + height
    _fingers(draw, left, low)
    if on == "paper":
        edge = (left - PAPER_EDGE, top - PAPER_EDGE, right + PAPER_EDGE, low + PAPER_EDGE)
        draw.rectangle(edge, fill=(246, 246, 243, 255))
    else:
        frame = (left - BEZEL, top - 2 * BEZEL, right + BEZEL, low + 2 * BEZEL)
        draw.rounded_rectangle(
            frame, 30, fill=(20, 20, 23, 255), outline=(70, 70, 76, 255), width=2
        )
        glow = drawn * np.array((1.02, 1.06, 1.14), np.float32) + 10
        drawn = np.clip(glow, 0, 255).astype(np.uint8)
    sheet.paste(Image.fromarray(drawn), (left, top))
    _thumb(draw, right, low)
    return np.array(sheet.filter(ImageFilter.GaussianBlur(0.6)))


def _fingers(draw: ImageDraw.ImageDraw, left: int, low: int) -> None:
    """Draw what of the hand is behind the picture."""
    for i in range(3):
        x = left + 130 + 36 * i
        draw.rounded_rectangle((x, low - 20, x + 34, low + 84), 16, fill=(222, 178, 150, 255))


def _thumb(draw: ImageDraw.ImageDraw, right: int, low: int) -> None:
    """Draw the thumb that lies on its corner."""
    draw.rounded_rectangle(
        (right - 74, low - 34, right - 40, low + 88), 17, fill=(230, 188, 160, 255)
    )
    draw.rounded_rectangle(
        (right - 68, low - 30, right - 46, low - 8), 9, fill=(240, 208, 190, 255)
    )
