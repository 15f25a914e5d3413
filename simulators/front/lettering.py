"""Text in boxes: finds the fonts, breaks and shrinks long text as a card printer does."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from simulators.fonts import font_files
from simulators.front.layout import DOTS_A_MM, Field

FINE: Final = 2  # drawn twice as large as printed, then reduced: smooth edges
DOTS: Final = DOTS_A_MM * FINE  # dots a millimetre while drawing
LEADING: Final = 1.14
NOT_A_LETTER: Final = "\U0010fffe"
BREAKS_AFTER: Final = " 　"


class TextTooLong(Exception):
    """A text does not fit into its box even in the smallest letters."""


@dataclass(frozen=True, slots=True, repr=False)
class Setting:
    """Lines of text, set: where each is drawn, in dots of the drawing, and in which font."""

    lines: tuple[tuple[tuple[int, int], str], ...]
    font: ImageFont.FreeTypeFont

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """What each line's ink covers: left, top, right, bottom in millimetres on the card."""
        inked: list[tuple[float, float, float, float]] = []
        for (x, y), text in self.lines:
            left, top, right, bottom = self.font.getbbox(text, anchor="ls")
            inked.append(
                ((x + left) / DOTS, (y + top) / DOTS, (x + right) / DOTS, (y + bottom) / DOTS)
            )
        return inked


def set_text(text: str, field: Field) -> Setting:
    """Set a text into its field, in the largest letters that fit; raises `TextTooLong`."""
    left, top, right, bottom = field.box.pixels(DOTS)
    for size in range(int(field.largest * DOTS), int(field.smallest * DOTS) - 1, -1):
        font = _font_for(text, size, bold=field.bold)
        step = round(size * LEADING)
        lines = _broken(text, font, right - left, field.lines)
        if lines is None or step * (len(lines) - 1) + size > bottom - top:
            continue
        spare = bottom - top - step * (len(lines) - 1) - size
        first = top + (0 if field.hangs else spare // 2) + round(size * 0.86)
        placed = tuple(((left, first + step * n), line) for n, line in enumerate(lines))
        return Setting(placed, font)
    raise TextTooLong(f"{len(text)} characters do not fit")


def _broken(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str] | None:
    """Break into `most` lines of `width` or fewer: after a space if one is near, else anywhere.

    None if it takes more lines, or a single letter is too wide.
    """
    lines: list[str] = []
    rest = text
    while rest:
        count = bisect_right(range(len(rest)), width, key=lambda n: font.getlength(rest[: n + 1]))
        if count == 0 or len(lines) == most:
            return None
        space = max(rest.rfind(mark, 0, count) for mark in BREAKS_AFTER)
        if count < len(rest) and space > count // 2:
            count = space + 1
        lines.append(rest[:count].strip(BREAKS_AFTER))
        rest = rest[count:]
    return lines


def _font_for(text: str, size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return the first family that has every letter of the text, else the last."""
    installed = font_files(bold=bold)
    for path, index in installed:
        font = _font(path, index, size)
        if all(_has(path, index, letter) for letter in set(text)):
            return font
    path, index = installed[-1]
    return _font(path, index, size)


@cache
def _font(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index)


@cache
def _has(path: str, index: int, letter: str) -> bool:
    """Tell whether a font draws this letter, and not the box that stands for a missing one."""
    font = _font(path, index, 32)
    return letter.isspace() or _shape(letter, font) != _shape(NOT_A_LETTER, font)


def _shape(letter: str, font: ImageFont.FreeTypeFont) -> bytes:
    image = Image.new("L", (64, 64))
    ImageDraw.Draw(image).text((8, 48), letter, 255, font, "ls")
    return image.tobytes()
