import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.vision.jpeg2000 import PictureSize, PortraitRefusedError, announced_size


def picture(width: int, height: int, *, boxed: bool, mode: str = "L", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 90).save(out, "JPEG2000", no_jp2=not boxed, **how)
    return out.getvalue()


@pytest.mark.parametrize("boxed", [True, False])
@pytest.mark.parametrize(("mode", "components"), [("L", 1), ("RGB", 3)])
def test_the_size_is_read_from_file_and_bare_codestream(
    boxed: bool, mode: str, components: int
) -> None:
    data = picture(240, 320, boxed=boxed, mode=mode)
    assert announced_size(data) == PictureSize(240, 320, components)


def with_size(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"\xff\x4f\xff\x51") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


@pytest.mark.parametrize("boxed", [True, False])
def test_a_few_bytes_that_announce_gigabytes_are_refused_undecoded(boxed: bool) -> None:
    bomb = with_size(picture(240, 320, boxed=boxed), 60_000, 60_000)
    with pytest.raises(PortraitRefusedError, match="size"):
        announced_size(bomb)


def test_a_portrait_in_thousands_of_tiles_is_refused() -> None:
    with pytest.raises(PortraitRefusedError, match="tiles"):
        announced_size(picture(240, 320, boxed=True, tile_size=(16, 16)))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff\xe0 a JPEG", b"\x00\x00\x00\x0cjP  \r\n\x87\n"]
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PortraitRefusedError):
        announced_size(data)


@given(st.binary(max_size=200), st.integers(0, 200), st.integers(0, 255))
def test_no_damage_gets_past_as_anything_but_a_refusal(noise: bytes, at: int, byte: int) -> None:
    damaged = bytearray(DAMAGED + noise)
    damaged[at % len(damaged)] = byte
    for data in (bytes(damaged), noise, bytes(damaged[:at])):
        try:
            size = announced_size(data)
        except PortraitRefusedError:
            continue
        assert max(size.width, size.height) <= 1024


DAMAGED = picture(24, 32, boxed=True)[:150]
