"""The card-face camera: the simulated tray as video, the real child, the real recogniser."""

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from drivers.vision.card_face_camera import VisionCardFaceCamera
from drivers.vision.models import MANIFEST
from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.check_number import CardFront
from kiosk.domain.face import FaceVerdict
from kiosk.domain.fault import Device, Fault
from kiosk.ports.card import CardFaceCamera
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import FaceImpossible, FaceResult
from simulators.camera.scenes import Nobody, Person
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.front.shot import SHOTS
from simulators.personas.cast import load_cast
from tests.contracts.vision.conftest import HOLDER, Kiosk, portrait_of

pytestmark = pytest.mark.vision
CAST = load_cast()
SECONDS = 40.0
LATE = 2.0  # after which the child would count as hung


@dataclass
class Tray:
    """A vision driver with both cameras, and the simulated tray."""

    vision: VisionProcess
    camera: SimulatedCamera

    def lay(self, name: str | None, shot: str = "flat") -> None:
        self.camera.card_face.shoot(SHOTS[shot])
        self.camera.card_face.place_front(CAST[name] if name else None)

    def read(self) -> CardFront | None:
        """Read with patience: the machine may be busy."""
        return self.vision.read_front(SECONDS)


def printed(name: str) -> CardFront:
    front = CAST[name].printed_front()
    return CardFront(
        front.birth_date, front.expiry_year, front.security_code, has_photo=front.has_photo
    )


def settings(camera: SimulatedCamera, models: Path | None = None) -> VisionSettings:
    return VisionSettings(
        camera=camera.url,
        card_face_camera=camera.card_face_url,
        models=models,
        silence_seconds=20.0,  # a busy machine is slow, not silent
    )


@pytest.fixture(scope="module")
def shared(drawings: Path) -> Iterator[Tray]:
    """Both cameras and one child for all tests that leave them whole."""
    with SimulatedCamera(drawings) as camera:
        vision = VisionProcess(settings(camera))
        vision.start(lambda event: None)
        vision.match(portrait_of(HOLDER), 0.5, lambda guidance: None)  # connected from here on
        yield Tray(vision, camera)
        vision.stop()


@pytest.fixture
def own(camera: SimulatedCamera) -> Iterator[Tray]:
    """A child of the test's own, which it may harm."""
    vision = VisionProcess(settings(camera))
    vision.start(lambda event: None)
    yield Tray(vision, camera)
    vision.stop()


@pytest.fixture
def tray(shared: Tray) -> Tray:
    return shared


def stop_soon(tray: Tray) -> threading.Timer:
    timer = threading.Timer(0.5, tray.vision.stop_reading)
    timer.start()
    return timer


@pytest.mark.parametrize(
    ("name", "shot"), [("hanako", "flat"), ("taro", "upside_down"), ("no_photo", "tilted")]
)
def test_what_lies_there_is_read_as_printed(tray: Tray, name: str, shot: str) -> None:
    tray.lay(name, shot)
    assert tray.read() == printed(name)


@pytest.mark.parametrize(
    ("name", "shot"),
    [("hanako", "glare"), ("hanako", "blurred"), ("not_mynumber", "flat"), (None, "flat")],
)
def test_what_cannot_be_believed_is_none_in_bounded_time(
    tray: Tray, name: str | None, shot: str
) -> None:
    tray.lay(name, shot)
    begun = time.monotonic()
    assert tray.vision.read_front(1.2) is None
    assert time.monotonic() - begun < 1.2 + LATE


def test_a_reading_that_is_stopped_is_none_and_a_match_follows(tray: Tray) -> None:
    tray.lay(None)
    tray.camera.show(Person(HOLDER))
    timer = stop_soon(tray)
    assert tray.vision.read_front(30.0) is None
    timer.join()
    assert tray.vision.preview() is None, "the tray is nobody's preview"
    result = Kiosk(tray.vision, tray.camera).let_in()
    assert isinstance(result, FaceResult)
    assert result.verdict is FaceVerdict.MATCHED


def test_stopping_a_reading_stops_no_match_and_nothing_that_comes_later(tray: Tray) -> None:
    tray.lay("hanako")
    tray.camera.show(Nobody())
    tray.vision.stop_reading()
    assert tray.read() == printed("hanako")
    timer = stop_soon(tray)
    result = tray.vision.match(portrait_of(HOLDER), 1.0, lambda guidance: None)
    timer.join()
    assert result is not FaceImpossible.STOPPED
    tray.vision.stop_matching()
    assert tray.read() == printed("hanako")


def test_it_is_the_port_the_kiosk_reads_through(tray: Tray) -> None:
    port: CardFaceCamera = VisionCardFaceCamera(tray.vision)
    tray.lay(None)
    timer = threading.Timer(0.5, port.stop_reading)
    timer.start()
    assert port.read_front(lambda: True) is None
    timer.join()
    port.close()


def test_nothing_of_it_is_said(
    tray: Tray, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tray.lay("hanako")
    front = tray.read()
    said = caplog.text + "".join(capfd.readouterr()) + repr(front)
    assert front == printed("hanako")
    for secret in ("2285", "2035", "昭和", "55年"):
        assert secret not in said


def test_ctrl_c_in_a_terminal_ends_the_parent_and_not_the_child_before_it(tray: Tray) -> None:
    child = tray.vision._keeper.child
    assert child is not None
    os.kill(child.pid, signal.SIGINT)
    tray.lay("taro")
    assert tray.read() == printed("taro")
    assert tray.vision._keeper.child is child


def test_a_camera_that_is_gone_is_a_fault_and_comes_back(tray: Tray) -> None:
    tray.lay("hanako")
    tray.camera.card_face.lose()
    with pytest.raises(DeviceFault) as broken:
        tray.read()
    assert broken.value.fault == Fault(Device.CAMERA, "card_face_camera_lost")
    tray.camera.card_face.restore()
    assert tray.read() == printed("hanako")


def test_a_reading_goes_on_by_itself_with_the_successor_of_a_killed_child(own: Tray) -> None:
    own.lay(None)
    own.vision.read_front(0.2)
    child = own.vision._keeper.child
    assert child is not None

    def kill() -> None:
        own.lay("hanako")
        os.kill(child.pid, signal.SIGKILL)

    timer = threading.Timer(0.4, kill)
    timer.start()
    assert own.read() == printed("hanako")
    timer.join()
    assert own.vision._keeper.child is not child


def test_a_child_that_falls_silent_while_it_reads_is_killed_and_replaced(own: Tray) -> None:
    own.lay(None)
    own.vision.read_front(0.2)
    child = own.vision._keeper.child
    assert child is not None
    timer = threading.Timer(0.4, os.kill, (child.pid, signal.SIGSTOP))
    timer.start()
    with pytest.raises(DeviceFault) as broken:
        own.vision.read_front(1.0)  # silent beyond its time: none is left for another child
    assert broken.value.fault == Fault(Device.VISION, "timed_out")
    own.lay("hanako")
    assert own.read() == printed("hanako")


def test_an_altered_recogniser_reads_nothing_and_the_face_goes_on(
    camera: SimulatedCamera, tmp_path: Path
) -> None:
    altered = tmp_path / "models.toml"
    text = MANIFEST.read_text(encoding="utf-8")
    assert 'sha256 = "6f3272' in text
    altered.write_text(text.replace('sha256 = "6f3272', 'sha256 = "7f3272'), encoding="utf-8")
    camera.show(Person(HOLDER))
    vision = VisionProcess(settings(camera, altered))
    vision.start(lambda event: None)
    try:
        with pytest.raises(DeviceFault) as refused:
            vision.read_front(SECONDS)
        assert refused.value.fault == Fault(Device.VISION, "model_altered")
        result = vision.match(portrait_of(HOLDER), 20.0, lambda guidance: None)
        assert isinstance(result, FaceResult)
    finally:
        vision.stop()


def test_nothing_is_read_before_the_start_and_after_the_end(camera: SimulatedCamera) -> None:
    vision = VisionProcess(settings(camera))
    with pytest.raises(DeviceFault, match="not_started"):
        vision.read_front(1.0)
    VisionCardFaceCamera(vision).close()
    vision.start(lambda event: None)
    vision.stop()
    with pytest.raises(DeviceFault, match="not_started"):
        vision.read_front(1.0)
