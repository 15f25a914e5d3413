"""The paper of the simulated card: pale lines of this project's own drawing, and 見本 across it.

Nothing here copies the official card: no emblem, no figure, no hologram.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from simulators.front.layout import (
    CARD_PIXELS,
    CERTIFICATE_EXPIRY,
    DONOR_STRIP,
    PANEL,
    PHOTO,
    SPECIMEN,
    Box,
    Field,
)
from simulators.front.lettering import DOTS, FINE, set_text

SIZE: Final = (CARD_PIXELS[0] * FINE, CARD_PIXELS[1] * FINE)
CORNERS: Final = ((250, 226, 220), (226, 238, 246), (252, 240, 214), (222, 242, 226))
LINE_COLOURS: Final = ((228, 158, 150), (126, 178, 206), (150, 196, 140))
LINE_WIDTH: Final = 0.085  # half of it, of the distance from line to line
SPECIMEN_RED: Final = (214, 40, 60)
SPECIMEN_ALPHA: Final = 92  # of 255: unmistakable, and what is printed over it stays readable
RULE: Final = (150, 150, 160)


@cache
def paper() -> Image.Image:
    """Draw everything that is the same on every card: RGB, `FINE` times the printed size."""
    image = _wash()
    _print_lines(image)
    pen = ImageDraw.Draw(image, "RGBA")
    pen.rectangle(DONOR_STRIP.pixels(DOTS), fill=(255, 255, 255, 120))
    pen.rounded_rectangle(PANEL.pixels(DOTS), 10, fill=(255, 255, 255, 190))
    _rules(pen)
    pen.rounded_rectangle(
        CERTIFICATE_EXPIRY.pixels(DOTS), 8, fill=(255, 255, 255, 200), outline=RULE, width=3
    )
    for text, left in (("年", 10.4), ("月", 17.6), ("日", 25.6)):
        box = Box(CERTIFICATE_EXPIRY.left + left, CERTIFICATE_EXPIRY.top + 0.9, 3.0, 2.6)
        setting = set_text(text, Field(box, 1.9))
        pen.text(setting.lines[0][0], text, (96, 100, 112), setting.font, "ls")
    stamp_specimen(image, SPECIMEN, 25.0)
    return image


def stamp_specimen(image: Image.Image, box: Box, size: float) -> None:
    """Print 見本 into a box, half transparent, in letters of `size` mm."""
    setting = set_text("見本", Field(box, size, size, bold=True))
    layer = Image.new("RGBA", image.size, (*SPECIMEN_RED, 0))
    (x, y), text = setting.lines[0]
    pen = ImageDraw.Draw(layer)
    pen.text((x, y), text, (*SPECIMEN_RED, SPECIMEN_ALPHA), setting.font, "ls")
    image.paste(layer, (0, 0), layer)


def _rules(pen: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = PANEL.pixels(DOTS)
    step = (bottom - top) // 3
    for y in (top + step, top + 2 * step):
        for x in range(left + 20, right - 20, 18):  # dotted
            pen.line((x, y, x + 9, y), fill=(*RULE, 150), width=2)


def _grid() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Millimetres from the left and from the top, ready to be broadcast over the drawing."""
    x = np.arange(SIZE[0], dtype=np.float32)[None, :] / np.float32(DOTS)
    y = np.arange(SIZE[1], dtype=np.float32)[:, None] / np.float32(DOTS)
    return x, y


def _wash() -> Image.Image:
    """Four pastel corners, blended."""
    u = np.linspace(0, 1, SIZE[0], dtype=np.float32)[None, :, None]
    v = np.linspace(0, 1, SIZE[1], dtype=np.float32)[:, None, None]
    corner = [np.array(colour, np.float32) for colour in CORNERS]
    top, bottom = corner[0] * (1 - u) + corner[1] * u, corner[2] * (1 - u) + corner[3] * u
    return Image.fromarray((top + (bottom - top) * v + np.float32(0.5)).astype(np.uint8))


def _print_lines(image: Image.Image) -> None:
    """Print three sets of fine lines: two families of waves and a rosette."""
    x, y = _grid()
    waves = y * 1.25 + 1.6 * np.sin(x * 0.21) + 0.7 * np.sin(x * 0.47 + y * 0.11)
    cross = y * 1.1 - 2.1 * np.sin(x * 0.16 + 1.3) + 0.5 * np.sin(x * 0.61)
    angle, distance = np.arctan2(y - 33, x - 62), np.hypot(y - 33, x - 62)
    rosette = distance * 1.15 + 1.1 * np.sin(12 * angle) * np.clip(distance / 14, 0, 1)
    near = np.clip(1.6 - distance / 16, 0, 1)
    sets = (waves, cross, rosette)
    strengths = (np.float32(0.34), np.float32(0.30), near * np.float32(0.42))
    for field, colour, strength in zip(sets, LINE_COLOURS, strengths, strict=True):
        away = np.abs(field - np.round(field))
        share = np.clip(1 - away / LINE_WIDTH, 0, 1) * strength * 255
        image.paste(colour, (0, 0), Image.fromarray(share.astype(np.uint8)))


def photo_frame() -> tuple[int, int, int, int]:
    """Where the photo lies in the drawing, in dots."""
    return PHOTO.pixels(DOTS)
