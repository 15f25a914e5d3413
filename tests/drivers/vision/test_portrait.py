"""A portrait is checked before any frame: what is wrong with it decides which road is offered."""

import io

import numpy as np
import pytest
from PIL import Image

from drivers.vision.engine import Engine
from drivers.vision.jpeg2000 import PortraitRefusedError
from drivers.vision.pictures import Picture
from kiosk.domain.refusal import FaceImpossible
from tests.drivers.vision.conftest import Drawn


def on_card(picture: Picture, size: tuple[int, int] = (240, 320), rate: float = 13) -> bytes:
    """Return the picture as a card carries it: grey, JPEG 2000, compressed `rate` times."""
    out = io.BytesIO()
    grey = Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1])).convert("L").resize(size)
    grey.save(out, "JPEG2000", quality_mode="rates", quality_layers=[rate])
    return out.getvalue()


def upright(picture: Picture) -> Picture:
    """Cut the middle of a frame to the proportions of a portrait."""
    return picture[:, 70:250]


def refused(engine: Engine, data: bytes) -> FaceImpossible:
    with pytest.raises(PortraitRefusedError) as caught:
        engine.read_portrait(data)
    return caught.value.reason


def test_a_card_s_small_grey_portrait_is_good_enough(engine: Engine, drawn: Drawn) -> None:
    data = on_card(upright(drawn("taro")))
    assert 4_000 < len(data) < 8_000
    reference = engine.read_portrait(data)
    with_frame = engine.read_portrait(on_card(upright(drawn("taro", yaw=3.0)), rate=2))
    stranger = engine.read_portrait(on_card(upright(drawn("hanako")), rate=2))
    same = engine.matcher.cosine(reference.feature, with_frame.feature)
    other = engine.matcher.cosine(reference.feature, stranger.feature)
    assert same > engine.thresholds.match.accept > other


def test_the_smallest_portrait_that_was_measured_is_read(engine: Engine, drawn: Drawn) -> None:
    engine.read_portrait(on_card(upright(drawn("taro", head=0.45)), size=(90, 120), rate=4))


def test_what_does_not_decode_is_unusable(engine: Engine, drawn: Drawn) -> None:
    data = on_card(upright(drawn("taro")))
    for broken in (b"", b"no picture", data[: len(data) // 20]):
        assert refused(engine, broken) is FaceImpossible.PORTRAIT_UNUSABLE


def test_a_portrait_of_nobody(engine: Engine) -> None:
    wall = np.full((320, 240, 3), 190, np.uint8)
    assert refused(engine, on_card(wall)) is FaceImpossible.PORTRAIT_NO_FACE


def test_a_portrait_of_two_people_is_nobody_s(engine: Engine, drawn: Drawn) -> None:
    both = np.hstack([drawn("taro")[:, 90:230], drawn("hanako")[:, 90:230]])
    assert refused(engine, on_card(both, size=(320, 274))) is (
        FaceImpossible.PORTRAIT_SEVERAL_FACES
    )


def test_a_face_too_small_to_be_compared(engine: Engine, drawn: Drawn) -> None:
    tiny = on_card(upright(drawn("taro")), size=(48, 64), rate=1)
    assert refused(engine, tiny) is FaceImpossible.PORTRAIT_TOO_SMALL


def test_refusing_says_nothing_of_the_bytes(engine: Engine) -> None:
    with pytest.raises(PortraitRefusedError) as caught:
        engine.read_portrait(b"\xff\x4f\xff\x51 taro")
    assert "taro" not in str(caught.value)


@pytest.mark.parametrize("size", [(1024, 1), (1, 1024), (1, 1)])
def test_a_thread_of_a_picture_is_a_portrait_of_nobody(
    engine: Engine, size: tuple[int, int]
) -> None:
    wall = np.full((320, 240, 3), 190, np.uint8)
    assert refused(engine, on_card(wall, size=size)) is FaceImpossible.PORTRAIT_NO_FACE


SIDES = (1, 2, 3, 5, 8, 12, 16, 20, 24, 28, 31, 32, 33, 48, 63, 65, 100, 213, 240, 319)


def test_nobody_of_an_earlier_picture_is_found_in_an_empty_one(
    engine: Engine, drawn: Drawn
) -> None:
    somebody = upright(drawn("taro"))
    for side, light in [(side, light) for _ in range(3) for side in SIDES for light in (190, 0)]:
        for size in ((side, 320), (320, side)):
            assert engine.detector.find(somebody)
            assert engine.detector.find(np.full((*size, 3), light, np.uint8)) == []
