import os
from collections.abc import Iterator

import pytest

from drivers.vision.frames import _HEAD, FrameRing


@pytest.fixture
def ring() -> Iterator[FrameRing]:
    ring = FrameRing.create(4, 3)
    yield ring
    ring.close()


def pixels(value: int, width: int = 4, height: int = 3) -> memoryview:
    return memoryview(bytes([value]) * (width * height * 3))


def test_an_empty_ring_has_no_frame(ring: FrameRing) -> None:
    assert ring.newest() is None


def test_the_newest_frame_wins_and_the_ring_goes_round(ring: FrameRing) -> None:
    for number in range(1, 12):
        ring.write(number, 4, 3, pixels(number))
        frame = ring.newest()
        assert frame is not None
        assert (frame.number, frame.width, frame.height) == (number, 4, 3)
        assert frame.rgb == bytes([number]) * 36


def test_a_smaller_frame_keeps_its_own_size(ring: FrameRing) -> None:
    ring.write(1, 2, 3, pixels(9, 2, 3))
    frame = ring.newest()
    assert frame is not None
    assert (frame.width, len(frame.rgb)) == (2, 18)


def test_a_frame_that_does_not_fit_is_refused(ring: FrameRing) -> None:
    with pytest.raises(ValueError, match="5 x 3"):
        ring.write(1, 5, 3, pixels(1, 5, 3))


def test_what_one_process_writes_the_other_reads(ring: FrameRing) -> None:
    other = FrameRing(os.dup(ring.descriptor), 4, 3)
    other.write(1, 4, 3, pixels(7))
    frame = ring.newest()
    other.close()
    assert frame is not None
    assert frame.rgb == pixels(7)


def test_a_frame_half_overwritten_is_not_handed_out(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(1))
    _HEAD.pack_into(ring._memory, ring._slot(1), 4, 4, 3, 0)  # the writer has come round
    assert ring.newest() is None


def test_a_still_is_told_from_a_frame(ring: FrameRing) -> None:
    for number, still in enumerate((True, False), start=1):
        ring.write(number, 4, 3, pixels(9), still=still)
        frame = ring.newest()
        assert frame is not None
        assert frame.still is still


def test_what_was_wiped_is_not_found_again_under_its_number(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(1))
    held = ring.newest()
    ring.wipe()
    ring.write(1, 4, 3, pixels(2))  # another child begins anew
    frame = ring.newest()
    assert held is not None
    assert frame is not None
    assert frame.rgb == pixels(2)


def test_wiping_leaves_zeros_and_no_frame(ring: FrameRing) -> None:
    ring.write(1, 4, 3, pixels(255))
    ring.wipe()
    assert ring.newest() is None
    assert not any(ring._memory[:])


def test_closing_gives_memory_and_descriptor_back() -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  # a path adds a descriptor here
    ring = FrameRing.create(640, 480)
    ring.close()
    ring.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
