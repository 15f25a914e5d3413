"""How large a JPEG 2000 picture says it is, read from its header before anything decodes it.

A few hundred bytes can announce a picture of gigabytes. The decoder obeys the SIZ segment of the
codestream (ISO/IEC 15444-1 A.5.1), so that is what is read, not the boxes around it.
"""

import struct
from dataclasses import dataclass

from kiosk.domain.refusal import FaceImpossible

_SOC_SIZ = b"\xff\x4f\xff\x51"  # start of codestream, then SIZ must follow (A.3)
_SIZ = struct.Struct(">HHIIIIIIIIH")  # length, capabilities, sizes and offsets, components
_JP2_SIGNATURE = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
LONGEST_SIDE = 1024  # the card's portrait has a few hundred pixels (card.md §4.2)
MOST_TILES = 16


class PortraitRefusedError(Exception):
    """A portrait nothing can be compared with; `reason` is what the other roads are offered for.

    Says nothing of what the bytes are.
    """

    def __init__(
        self, what: str, reason: FaceImpossible = FaceImpossible.PORTRAIT_UNUSABLE
    ) -> None:
        super().__init__(what)
        self.reason = reason


@dataclass(frozen=True)
class PictureSize:
    """What the codestream announces."""

    width: int
    height: int
    components: int


def announced_size(data: bytes | bytearray) -> PictureSize:
    """Return the announced size. Raises `PortraitRefusedError` if absent or beyond a portrait's."""
    start = _codestream(data)
    if bytes(data[start : start + 4]) != _SOC_SIZ or len(data) < start + 4 + _SIZ.size:
        raise PortraitRefusedError("no codestream")
    _, _, right, bottom, left, top, tile_width, tile_height, tile_left, tile_top, components = (
        _SIZ.unpack_from(data, start + 4)
    )
    width, height = right - left, bottom - top
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and right <= 2 * LONGEST_SIDE):
        raise PortraitRefusedError("not a portrait's size")
    if components not in {1, 3} or not (tile_width and tile_height):
        raise PortraitRefusedError("not a portrait's components")
    tiles = -(-(right - tile_left) // tile_width) * -(-(bottom - tile_top) // tile_height)
    if not 0 < tiles <= MOST_TILES or bottom > 2 * LONGEST_SIDE:
        raise PortraitRefusedError("not a portrait's tiles")
    return PictureSize(width, height, components)


def _codestream(data: bytes | bytearray) -> int:
    """Return where the codestream begins: at once, or in the `jp2c` box of a JP2 file (I.4)."""
    if not data.startswith(_JP2_SIGNATURE):
        return 0
    at = 0
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"jp2c":
            return at + (16 if length == 1 else 8)
        if length < 8:
            break
        at += length
    raise PortraitRefusedError("no codestream box")
