"""What a camera above the reader's tray sees of a card that lies there."""

from functools import cache
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from simulators.front.drawing import Picture, plain_card
from simulators.front.layout import CARD_MM, CORNER_MM
from simulators.front.shot import Glare, Shot
from simulators.guard import require_simulation_allowed

Float = NDArray[np.float32]
Matrix = NDArray[np.float64]

DISTANCE_MM: Final = 260.0  # lens to tray: a document camera on a short arm
DOTS_AT_1280: Final = 10.0  # pixels a millimetre at scale 1.0
GAMMA: Final = 2.2
TRAY: Final = (62, 64, 68)
TRAY_MM: Final = (150.0, 100.0)
TRAY_DOTS: Final = 4.0
WELL_MM: Final = (94.0, 62.0)  # the tray's hollow for the card
SKIN: Final = (214, 168, 142)
NAIL: Final = (236, 200, 186)
MARGIN: Final = 3  # clear pixels around the card, so that its edge is seen smooth
EDGE: Final = (236, 236, 232)
SHADOW: Final = 0.45  # of the light is missing beside the card's edge


def photograph(front: Picture | None, shot: Shot, size: tuple[int, int] = (1280, 720)) -> Picture:
    """Take a picture of a card: uint8 RGB of `size` (width, height).

    `front` is uint8 RGB of any size, taken as 85.60 x 53.98 mm; None is an empty tray. The same
    arguments give the same picture. Raises `SimulatorRefused` outside development and test.
    """
    require_simulation_allowed()
    tray_plane = _camera(shot, size)
    seen = _warped(_tray(), TRAY_DOTS, TRAY_MM, tray_plane, size, Image.Resampling.BILINEAR)
    scene = Image.new("RGB", size, TRAY)
    scene.paste(seen, (0, 0), seen)
    card = {"front": front, "plain": plain_card(), "nothing": None}[shot.subject]
    if card is not None:
        card_plane = tray_plane @ _laid(shot)
        _put_card(scene, card, card_plane)
        if shot.thumb is not None:
            _put_thumb(scene, card_plane, shot.thumb)
        if shot.glare is not None:
            scene = _mirrored(scene, card_plane, shot.glare)
    return _exposed(_smeared(scene, shot), shot)


# ---------------------------------------------------------------- geometry
def _camera(shot: Shot, size: tuple[int, int]) -> Matrix:
    """Return the homography from the tray's plane (mm, middle at 0) to the picture's pixels."""
    a, b = np.radians(shot.tilt)
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    turned = about_y @ about_x
    plane = np.column_stack((turned[:, 0], turned[:, 1], (0.0, 0.0, DISTANCE_MM)))
    focal = DOTS_AT_1280 * size[0] / 1280 * shot.scale * DISTANCE_MM
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1]])
    return lens @ plane


def _laid(shot: Shot) -> Matrix:
    """Return how the card lies in the tray: turned and moved, mm to mm."""
    turn = np.radians(shot.rotation)
    c, s = np.cos(turn), np.sin(turn)
    return np.array([[c, -s, shot.offset[0]], [s, c, shot.offset[1]], [0, 0, 1]])


def _warped(
    image: Image.Image,
    dots: float,
    mm: tuple[float, float],
    plane: Matrix,
    size: tuple[int, int],
    how: Image.Resampling,
) -> Image.Image:
    """Project a flat picture (its middle at 0) through `plane`; RGBA, clear where it is not."""
    to_mm = np.array([[1 / dots, 0, -mm[0] / 2], [0, 1 / dots, -mm[1] / 2], [0, 0, 1]])
    back = np.linalg.inv(plane @ to_mm)
    back /= back[2, 2]
    return image.transform(size, Image.Transform.PERSPECTIVE, back.ravel()[:8].tolist(), how)


# ---------------------------------------------------------------- what lies there
@cache
def _tray() -> Image.Image:
    """Draw the empty tray: dark rubber with a shallow hollow, and the contactless mark's place."""
    size = round(TRAY_MM[0] * TRAY_DOTS), round(TRAY_MM[1] * TRAY_DOTS)
    grain = np.random.default_rng(3).normal(0, 3.5, (size[1], size[0], 1)).astype(np.float32)
    ground = np.clip(np.array(TRAY, np.float32) + grain, 0, 255).astype(np.uint8)
    image = Image.fromarray(ground).convert("RGBA")
    pen = ImageDraw.Draw(image, "RGBA")
    left, top = ((TRAY_MM[i] - WELL_MM[i]) / 2 * TRAY_DOTS for i in (0, 1))
    right, bottom = left + WELL_MM[0] * TRAY_DOTS, top + WELL_MM[1] * TRAY_DOTS
    pen.rounded_rectangle((left, top, right, bottom), 24, fill=(50, 52, 56, 200))
    pen.rounded_rectangle((left, top, right, bottom), 24, outline=(30, 31, 34, 255), width=3)
    pen.line((left + 24, bottom + 2, right - 24, bottom + 2), fill=(98, 100, 104, 255), width=2)
    x, y = size[0] / 2, size[1] / 2
    for radius in (14, 26, 38):
        around = (x - radius, y - radius, x + radius, y + radius)
        pen.arc(around, -50, 50, fill=(84, 87, 92, 255), width=4)
    return image


def _put_card(scene: Image.Image, card: Picture, plane: Matrix) -> None:
    """Paste the card with round corners and the shadow of its edge."""
    height, width = card.shape[:2]
    dots = width / CARD_MM[0]
    around = (width + 2 * MARGIN, height + 2 * MARGIN)
    mask = Image.new("L", around, 0)
    edge = (MARGIN, MARGIN, MARGIN + width - 1, MARGIN + height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edge, CORNER_MM * dots, fill=255)
    whole = Image.new("RGB", around, EDGE)
    whole.paste(Image.fromarray(card), (MARGIN, MARGIN))
    whole.putalpha(mask)
    mm = (around[0] / dots, around[1] / dots)
    seen = _warped(whole, dots, mm, plane, scene.size, Image.Resampling.BICUBIC)
    outline = seen.getchannel("A")
    shadow = outline.filter(ImageFilter.BoxBlur(9)).point(lambda level: level * SHADOW)
    dark = Image.new("RGB", scene.size, (8, 8, 10))
    scene.paste(dark, (5, 6), shadow)
    scene.paste(seen, (0, 0), seen)


def _put_thumb(scene: Image.Image, plane: Matrix, at: tuple[float, float]) -> None:
    """Lay a thumb onto the card, pointing at its middle."""
    tip = _pixel(plane, at)
    middle = _pixel(plane, (0.0, 0.0))
    unit = np.linalg.norm(_pixel(plane, (1.0, 0.0)) - middle)
    inward = (middle - tip) / max(float(np.linalg.norm(middle - tip)), 1.0)
    layer = Image.new("RGBA", scene.size, (*SKIN, 0))
    pen = ImageDraw.Draw(layer)
    for step in range(60, -1, -1):
        x, y = tip - inward * step * unit * 0.8
        half = unit * (8.0 + 0.03 * step)
        tone = tuple(round(level * (0.86 + 0.14 * step / 60)) for level in SKIN)
        pen.ellipse((x - half, y - half, x + half, y + half), fill=(*tone, 255))
    x, y = tip + inward * unit * 2.0
    half = unit * 4.2
    pen.ellipse((x - half, y - half, x + half, y + half), fill=(*NAIL, 255))
    layer = layer.filter(ImageFilter.GaussianBlur(2.5))
    scene.paste(layer, (0, 0), layer)


def _pixel(plane: Matrix, at: tuple[float, float]) -> Matrix:
    seen = plane @ np.array([at[0], at[1], 1.0])
    return seen[:2] / seen[2]


# ---------------------------------------------------------------- light, lens and sensor
def _mirrored(scene: Image.Image, plane: Matrix, glare: Glare) -> Image.Image:
    """Add the lamp's reflection: a streak with a small hot spot in it."""
    picture = np.asarray(scene, np.float32)
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    middle = _pixel(plane, glare.at)
    unit = float(np.linalg.norm(_pixel(plane, (glare.at[0] + 1, glare.at[1])) - middle))
    turn = np.radians(glare.turn)
    dx, dy = (x - middle[0]) / unit, (y - middle[1]) / unit
    along, across = dx * np.cos(turn) + dy * np.sin(turn), dy * np.cos(turn) - dx * np.sin(turn)
    streak = np.exp(-0.5 * ((along / glare.size[0]) ** 2 + (across / glare.size[1]) ** 2))
    spot = np.exp(-0.5 * (np.hypot(along, across) / glare.size[1]) ** 2)
    added = 255 * glare.strength * (0.7 * streak + 0.3 * spot)
    bright = np.clip(picture + added[..., None], 0, 255)
    return Image.fromarray(bright.astype(np.uint8))


def _smeared(scene: Image.Image, shot: Shot) -> Float:
    """Blur by the lens, then by the movement while the shutter is open."""
    soft = scene.filter(ImageFilter.GaussianBlur(shot.blur)) if shot.blur else scene
    picture = np.asarray(soft, np.float32)
    length, turn = shot.motion
    steps = round(length)
    if steps < 2:
        return picture
    way = np.radians(turn)
    total = np.zeros_like(picture)
    for step in range(steps):
        back = step - steps / 2
        there = (round(back * np.sin(way)), round(back * np.cos(way)))
        total += np.roll(picture, there, (0, 1))
    return total / np.float32(steps)


def _exposed(picture: Float, shot: Shot) -> Picture:
    """Light the scene unevenly, colour it, and add the sensor's noise; shadows are noisier."""
    height, width = picture.shape[:2]
    v, u = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    fall = 1 - np.float32(shot.shade) * (u * np.float32(0.6) + v * np.float32(0.4))
    gain = np.power(fall * np.float32(shot.light), np.float32(1 / GAMMA))
    lit = picture * gain[..., None] * np.array(shot.cast, np.float32) ** np.float32(1 / GAMMA)
    grain = np.random.default_rng(shot.seed).standard_normal(picture.shape, np.float32)
    loud = np.float32(shot.noise) * (2 - np.clip(lit, 0, 255) / np.float32(255))
    developed = np.clip(lit + grain * loud + np.float32(0.5), 0, 255)
    return cast("Picture", developed.astype(np.uint8))
