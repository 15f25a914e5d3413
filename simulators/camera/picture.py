"""A key frame as the sensor delivers it: JPEG bytes, 640 x 480."""

import io

import numpy as np
from PIL import Image

from simulators.camera.room import SIZE, waiting_room
from simulators.camera.scenes import KeyFrame
from simulators.personas.looks import LOOKS, portrait
from simulators.personas.people import Picture, render

PRINT_SIZE = (186, 248)


def draw(frame: KeyFrame) -> bytes:
    """Draw a key frame as JPEG."""
    picture: Picture = waiting_room()
    for figure in frame.figures:
        picture = render(LOOKS[figure.name], figure.pose, figure.light, SIZE, picture)
    if frame.print_of:
        picture = _with_print(picture, frame)
    jpeg = io.BytesIO()
    Image.fromarray(_expose(picture, frame.exposure)).save(jpeg, "JPEG", quality=88)
    return jpeg.getvalue()


def _expose(picture: Picture, exposure: float) -> Picture:
    """Scale the light, then add the sensor's noise, the same in every run."""
    noise = np.random.default_rng(7).normal(0, 1.6, (*picture.shape[:2], 1)).astype(np.float32)
    level = picture * np.float32(exposure ** (1 / 2.2)) + noise
    return np.clip(level + 0.5, 0, 255).astype(np.uint8)


def _with_print(picture: Picture, frame: KeyFrame) -> Picture:
    """Lay a white-bordered print, slightly askew, before the room."""
    image = Image.fromarray(picture)
    paper = Image.new("RGBA", (PRINT_SIZE[0] + 24, PRINT_SIZE[1] + 24), (250, 250, 248, 255))
    paper.paste(Image.fromarray(portrait(frame.print_of)).resize(PRINT_SIZE), (12, 12))
    paper = paper.rotate(4, Image.Resampling.BICUBIC, expand=True)
    x = (SIZE[0] - paper.width) // 2 + round(frame.offset[0])
    y = (SIZE[1] - paper.height) // 2 + round(frame.offset[1])
    image.paste(paper, (x, y), paper)
    return np.asarray(image)
