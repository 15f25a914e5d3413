from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.vision.frames import FrameRing
from drivers.vision.preview import Preview
from tests.drivers.vision.test_framing import face

WIDE, HIGH = 36, 48
Picture = NDArray[np.uint8]


@pytest.fixture
def ring() -> Iterator[FrameRing]:
    ring = FrameRing.create(WIDE, HIGH)
    yield ring
    ring.close()


def shown(ring: FrameRing) -> Picture:
    frame = ring.newest()
    assert frame is not None
    assert (frame.width, frame.height) == (WIDE, HIGH)
    return np.frombuffer(frame.rgb, np.uint8).reshape(HIGH, WIDE, 3)


def room(width: int = 640, height: int = 480) -> Picture:
    """Blue on the camera's left, red on its right, lighter towards the bottom."""
    picture = np.zeros((height, width, 3), np.uint8)
    light = np.linspace(60, 255, height).astype(np.uint8)[:, None]
    picture[:, : width // 2, 0] = light
    picture[:, width // 2 :, 2] = light
    return picture


@pytest.mark.parametrize(
    "size", [(640, 480), (1280, 720), (1920, 1080), (480, 640), (160, 120), (641, 479)]
)
def test_the_patient_sees_a_mirror_in_true_colours(ring: FrameRing, size: tuple[int, int]) -> None:
    Preview(ring, WIDE, HIGH).show(room(*size), 0.0)
    mirror = shown(ring)
    red, blue = mirror[:, 2, :], mirror[:, -3, :]  # what is left in a mirror is on the left
    assert (red[:, 0] > 40).all()
    assert not red[:, 2].any()
    assert (blue[:, 2] > 40).all()
    assert not blue[:, 0].any()
    assert mirror[-1, 2, 0] > mirror[0, 2, 0]


def test_it_comes_nearer_to_a_child(ring: FrameRing) -> None:
    preview, picture = Preview(ring, WIDE, HIGH), room()
    cv2.rectangle(picture, (180, 380), (220, 420), (0, 255, 0), -1)
    preview.show(picture, 0.0)
    before = np.count_nonzero(shown(ring)[..., 1] > 200)
    preview.follow(face(200, 400, 80))
    preview.show(picture, 0.1)
    after = np.count_nonzero(shown(ring)[..., 1] > 200)
    assert after > 3 * before


def test_every_frame_has_a_number_of_its_own(ring: FrameRing) -> None:
    preview = Preview(ring, WIDE, HIGH)
    numbers: list[int] = []
    for _ in range(3):
        preview.show(room(), 0.0)
        frame = ring.newest()
        assert frame is not None
        numbers.append(frame.number)
    assert numbers == [1, 2, 3]


def test_nothing_is_left_of_it_afterwards(ring: FrameRing) -> None:
    preview = Preview(ring, WIDE, HIGH)
    preview.follow(face(200, 380, 80))
    preview.show(room(), 0.0)
    preview.wipe()
    assert ring.newest() is None
    assert not any(ring._memory[:])
    assert not preview._small.any()


def test_the_next_person_is_not_shown_where_the_last_one_was(ring: FrameRing) -> None:
    preview = Preview(ring, WIDE, HIGH)
    preview.follow(face(100, 380, 80))
    preview.show(room(), 0.0)
    preview.wipe()
    preview.show(room(), 0.1)
    assert shown(ring)[HIGH // 2, 2].argmax() == 0  # the middle of the room: both halves
    assert shown(ring)[HIGH // 2, -3].argmax() == 2


@pytest.mark.parametrize("size", [(240, 320), (24, 32), (320, 240), (36, 48), (1000, 10), (2, 9)])
def test_a_portrait_is_kept_whole_in_its_proportions_and_not_mirrored(
    ring: FrameRing, size: tuple[int, int]
) -> None:
    Preview(ring, WIDE, HIGH).keep(room(*size))
    frame = ring.newest()
    assert frame is not None
    assert frame.still
    assert frame.width == WIDE or frame.height == HIGH
    assert frame.width <= WIDE
    assert frame.height <= HIGH
    assert abs(frame.width - frame.height * size[0] / size[1]) <= max(1, size[0] / size[1])
    seen = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height, frame.width, 3)
    assert seen[-1, 0, 2] > seen[-1, 0, 0]  # what is blue and left stays left
    assert seen[-1, -1, 0] > seen[-1, -1, 2]
