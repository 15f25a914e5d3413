"""The waiting room behind the patient, out of focus: painted, not photographed."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 480)


@cache
def waiting_room(*, window: bool = False) -> NDArray[np.uint8]:
    """Draw window, plant, shelf, lamps and reception desk: uint8 RGB (480, 640, 3).

    With `window` as a camera shows it that looks at a bright window behind the person.
    """
    image = Image.new("RGB", SIZE, (226, 219, 206))
    draw = ImageDraw.Draw(image)
    for y in range(480):
        fade = y / 480
        tone = (int(233 - 22 * fade), int(226 - 26 * fade), int(213 - 30 * fade))
        draw.line((0, y, 640, y), fill=tone)
    draw.rectangle((28, 30, 168, 260), fill=(206, 228, 238))  # the window, its frame, a tree
    draw.ellipse((20, 150, 130, 300), fill=(158, 190, 150))
    draw.rectangle((92, 30, 100, 260), fill=(240, 238, 230))
    draw.rectangle((20, 258, 176, 272), fill=(240, 238, 230))
    for x, y in ((470, 60), (560, 40), (380, 40)):  # lamps
        draw.ellipse((x - 22, y - 22, x + 22, y + 22), fill=(255, 246, 220))
    for row, colours in enumerate((_BOOKS, _BOOKS[::-1])):  # a shelf of leaflets
        for i, colour in enumerate(colours):
            left, top = 470 + i * 24, 120 + row * 62
            draw.rectangle((left, top, left + 18, top + 44), fill=colour)
        draw.rectangle((462, 164 + row * 62, 624, 170 + row * 62), fill=(176, 142, 108))
    draw.rectangle((380, 300, 640, 480), fill=(190, 154, 116))  # the desk
    draw.rectangle((370, 290, 640, 306), fill=(214, 184, 148))
    for dx, dy in ((0, 0), (-26, 22), (26, 18), (-8, -30), (20, -20)):  # a plant
        draw.ellipse((186 + dx, 250 + dy, 226 + dx, 310 + dy), fill=(104, 146, 98))
    draw.polygon(((188, 330), (232, 330), (224, 396), (196, 396)), fill=(222, 196, 170))
    draw.rectangle((0, 400, 380, 480), fill=(196, 182, 162))
    if window:  # high and wide, with a bar in the middle; what is beside it lies in its shade
        image = image.point(lambda level: level * 0.42)
        draw = ImageDraw.Draw(image)
        draw.rectangle((70, 0, 570, 390), fill=(255, 255, 255))
        draw.rectangle((314, 0, 326, 390), fill=(150, 150, 148))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(13)))


_BOOKS = (
    (214, 120, 104),
    (240, 206, 120),
    (130, 170, 190),
    (168, 190, 140),
    (236, 226, 210),
    (150, 130, 170),
)
