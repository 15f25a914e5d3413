"""The pictures on the chip: name, address and numbers as 1-bit PNG, the portrait as JPEG 2000."""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from simulators.fonts import font_files
from simulators.personas import cast

NAME_SIZE: Final = (480, 48)  # pixels, width and height
ADDRESS_SIZE: Final = (480, 96)
TWO_LINES: Final = 40  # characters at most: half of them at 24 pixels fill a line
SECURITY_CODE_SIZE: Final = (24, 12)
INDIVIDUAL_NUMBER_SIZE: Final = (72, 12)
COMPRESSION: Final = 13  # of the portrait's 76.8 kB: about 6 kB, as on real cards


def text_image(text: str, size: tuple[int, int], lines: int = 1) -> bytes:
    """Draw a text as black on white, 1 bit a pixel, broken evenly into lines; PNG."""
    image = Image.new("1", size, 1)
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"  # strokes of whole pixels: at 12 pixels a grey edge costs the 8 its waist
    height = size[1] // lines
    length = -(-len(text) // lines)
    for number in range(lines):
        part = text[number * length : (number + 1) * length]
        pen.text(
            (size[0] // 2, height * number + height // 2),
            part,
            0,
            _fit(part, size[0], height),
            "mm",
        )
    return _encoded(image, "PNG")


def address_image(address: str) -> bytes:
    """Draw an address in two lines, a long one in four smaller ones; PNG."""
    return text_image(address, ADDRESS_SIZE, lines=2 if len(address) <= TWO_LINES else 4)


def _fit(text: str, width: int, height: int) -> ImageFont.FreeTypeFont:
    """Return the largest font at which the text fits into the line."""
    size = height
    while size > 4 and _font(size).getlength(text) > width:
        size -= 1
    return _font(size)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    path, index = font_files()[0]
    return ImageFont.truetype(path, size, index)


def portrait_jp2(name: str, folder: Path) -> bytes:
    """Return a persona's portrait as greyscale JPEG 2000; drawn once and kept in the folder."""
    path = folder / f"portrait-{_edition(name)}.jp2"
    if not path.exists():
        beside = path.with_suffix(".new")
        beside.write_bytes(_draw_portrait(name))
        beside.replace(path)
    return path.read_bytes()


@cache
def _edition(name: str) -> str:
    """Tell one drawing of a person from another, so that a kept portrait is never outdated."""
    sources = [path for path in sorted(cast.FOLDER.glob("*.py")) if path.name != "cast.py"]
    sources.append(face_file(name))
    drawing = b"".join(path.read_bytes() for path in sources)
    return hashlib.sha256(drawing).hexdigest()[:12]


def face_file(name: str) -> Path:
    """Return where a person's face is described; somebody who is never seen has no such file."""
    return cast.FOLDER / "faces" / f"{name}.toml"


def _draw_portrait(name: str) -> bytes:
    from simulators.personas.looks import portrait  # noqa: PLC0415 - slow to load, seldom needed

    grey = Image.fromarray(portrait(name)).convert("L")
    return _encoded(grey, "JPEG2000", quality_mode="rates", quality_layers=[COMPRESSION])


def _encoded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()
