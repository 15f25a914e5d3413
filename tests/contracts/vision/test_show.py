"""The chip's portrait as a still for staff: what is shown, when it goes, and that nothing stays."""

import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.fault import Device, Fault
from kiosk.domain.holder import Portrait
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import FaceImpossible, PreviewFrame, Vision
from simulators.camera.scenes import Nobody
from simulators.camera.simulated_camera import SimulatedCamera
from tests.contracts.vision.conftest import HOLDER, Kiosk, memory_contains, portrait_of, until
from tests.fakes.vision import FakeVision

pytestmark = pytest.mark.vision


@dataclass
class Shown:
    """A vision, fake or real, and whether its shared memory is empty."""

    vision: Vision
    is_clean: Callable[[], bool]


def ring_is_clean(vision: VisionProcess) -> bool:
    assert vision._keeper.ring is not None
    return not any(vision._keeper.ring._memory[:])


@pytest.fixture(params=["fake", "real"])
def shown(request: pytest.FixtureRequest, kiosk: Kiosk) -> Iterator[Shown]:
    if request.param == "fake":
        fake = FakeVision()
        yield Shown(fake, lambda: fake.preview() is None)
    else:
        yield Shown(kiosk.vision, lambda: ring_is_clean(kiosk.vision))
        kiosk.vision.hide()


def test_a_portrait_is_shown_until_it_is_hidden_and_nothing_of_it_stays(shown: Shown) -> None:
    assert shown.vision.preview() is None
    assert shown.vision.show(portrait_of(HOLDER))
    still = shown.vision.preview()
    assert still is not None
    assert still.still
    assert shown.vision.preview() is still, "the same picture is not copied again"
    assert not shown.is_clean()
    shown.vision.hide()
    assert shown.vision.preview() is None
    assert shown.is_clean()


def test_the_end_of_a_session_hides_it_too(shown: Shown) -> None:
    assert shown.vision.show(portrait_of(HOLDER))
    shown.vision.stop_matching()
    assert shown.vision.preview() is None
    assert shown.is_clean()


def test_a_portrait_that_nobody_wants_any_more_is_never_seen(shown: Shown) -> None:
    assert not shown.vision.show(portrait_of(HOLDER), lambda: False)
    assert shown.vision.preview() is None
    assert shown.is_clean()


def test_hiding_when_nothing_is_shown_does_nothing(shown: Shown) -> None:
    shown.vision.hide()
    assert shown.vision.show(portrait_of(HOLDER))
    assert shown.vision.preview() is not None


def test_another_portrait_takes_the_place_of_the_first(shown: Shown) -> None:
    assert shown.vision.show(portrait_of(HOLDER))
    first = shown.vision.preview()
    assert shown.vision.show(portrait_of("taro"))
    second = shown.vision.preview()
    assert first is not None
    assert second is not None
    assert first.number != second.number


def test_an_unreadable_portrait_leaves_nothing_of_the_one_before(shown: Shown) -> None:
    assert shown.vision.show(portrait_of(HOLDER))
    assert not shown.vision.show(Portrait(b""))
    assert shown.vision.preview() is None
    assert shown.is_clean()


# ---------------------------------------------------------------- the real child alone


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0 no JPEG 2000",
        portrait_of(HOLDER).jpeg2000[:150],
        portrait_of(HOLDER).jpeg2000 + bytes(100_000),
    ],
    ids=["another format", "cut off", "too long"],
)
def test_what_cannot_be_decoded_is_not_shown(kiosk: Kiosk, data: bytes) -> None:
    assert not kiosk.vision.show(Portrait(data))
    assert kiosk.vision.preview() is None
    assert ring_is_clean(kiosk.vision)


def picture(still: PreviewFrame | None) -> Image.Image:
    assert still is not None
    return Image.frombytes("RGB", (still.width, still.height), still.rgb)


def test_it_is_seen_as_it_is_on_the_chip_whole_upright_and_not_mirrored(kiosk: Kiosk) -> None:
    chip = Image.open(io.BytesIO(portrait_of(HOLDER).jpeg2000)).convert("RGB")
    ImageDraw.Draw(chip).rectangle((0, 0, 40, 40), fill=(255, 0, 0))  # what a mirror would move
    out = io.BytesIO()
    chip.save(out, "JPEG2000", quality_mode="rates", quality_layers=[20])
    assert kiosk.vision.show(Portrait(out.getvalue()))
    try:
        seen = picture(kiosk.vision.preview())
    finally:
        kiosk.vision.hide()
    assert abs(seen.width * chip.height - seen.height * chip.width) <= chip.height
    difference = ImageChops.difference(seen, chip.resize(seen.size, Image.Resampling.BICUBIC))
    assert max(ImageStat.Stat(difference).mean) < 8


def test_it_needs_no_camera(own: Kiosk) -> None:
    own.camera.lose()
    try:
        assert own.vision.show(portrait_of(HOLDER))
        assert own.vision.preview() is not None
    finally:
        own.camera.restore()


def test_a_match_begins_without_the_still_and_ends_as_ever(kiosk: Kiosk) -> None:
    kiosk.camera.show(Nobody())
    assert kiosk.vision.show(portrait_of(HOLDER))
    stills: list[bool] = []

    def look() -> None:
        frame = kiosk.vision.preview()
        stills.append(frame is not None and frame.still)

    kiosk.on_guidance = look
    assert kiosk.match(seconds=1.0) is FaceImpossible.NO_FACE
    assert stills
    assert not any(stills)
    assert kiosk.vision.preview() is None
    assert ring_is_clean(kiosk.vision)


def test_hiding_overtakes_a_showing_that_is_on_its_way(kiosk: Kiosk) -> None:
    """Whatever the moment: once it is hidden, nothing comes after it."""
    for delay in (0.0, 0.001, 0.002, 0.004, 0.008):
        left = threading.Event()

        def leave(left: threading.Event = left) -> None:
            left.set()
            kiosk.vision.hide()

        hider = threading.Timer(delay, leave)
        hider.start()
        kiosk.vision.show(portrait_of(HOLDER), lambda left=left: not left.is_set())
        hider.join()
        assert kiosk.vision.preview() is None
        assert ring_is_clean(kiosk.vision)


def test_a_child_that_dies_takes_the_still_with_it(own: Kiosk) -> None:
    assert own.vision.show(portrait_of(HOLDER))
    child = own.child
    os.kill(child, signal.SIGKILL)
    assert until(lambda: own.vision.preview() is None)
    assert ring_is_clean(own.vision)
    assert own.vision.show(portrait_of(HOLDER)), "its successor shows it"


def test_a_child_that_hangs_ends_a_showing_as_a_fault(camera: SimulatedCamera) -> None:
    settings = VisionSettings(camera=camera.url, silence_seconds=0.5, wait_seconds=0.0)
    vision = VisionProcess(settings)
    vision.start(lambda event: None)
    try:
        assert until(lambda: vision._keeper.child is not None)
        assert vision._keeper.child is not None
        os.kill(vision._keeper.child.pid, signal.SIGSTOP)
        with pytest.raises(DeviceFault) as broken:
            vision.show(portrait_of(HOLDER))
        assert broken.value.fault == Fault(Device.VISION, "timed_out")
        assert vision.preview() is None
    finally:
        vision.stop()


def test_before_it_is_started_nothing_is_shown() -> None:
    with pytest.raises(DeviceFault) as broken:
        VisionProcess(VisionSettings()).show(portrait_of(HOLDER))
    assert broken.value.fault == Fault(Device.VISION, "not_started")


def test_the_portrait_is_gone_from_the_childs_memory_after_it_was_shown(kiosk: Kiosk) -> None:
    assert kiosk.vision.show(portrait_of(HOLDER))
    seen = kiosk.vision.preview()
    assert seen is not None
    middle = len(seen.rgb) // 2 // 3 * 3
    needles = portrait_of(HOLDER).jpeg2000[1000:1064], seen.rgb[middle : middle + 96]
    del seen
    kiosk.vision.hide()
    try:
        found = memory_contains(kiosk.child, needles)
    except PermissionError:
        pytest.skip("this user may not look into the child's memory")
    assert not found
