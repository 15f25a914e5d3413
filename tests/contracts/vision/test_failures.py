"""What breaks: the child, the camera, the models, the parent."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.vision.models import MANIFEST
from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.check_number import CardFront
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent, FaceImpossible, FaceResult
from simulators.camera.scenes import Nobody, Person
from simulators.camera.simulated_camera import SimulatedCamera
from tests.contracts.vision.conftest import HOLDER, Kiosk, is_alive, portrait_of, until

pytestmark = pytest.mark.vision
ROOT = Path(__file__).resolve().parents[3]


def once(action: Callable[[], None]) -> Callable[[], None]:
    left = [action]
    return lambda: left.pop()() if left else None


def recognised(kiosk: Kiosk) -> bool:
    """Whether the holder is compared and taken for the holder.

    Only then is a movement asked for, which too few frames may show on a busy machine.
    """
    kiosk.camera.show(Person(HOLDER))
    result = kiosk.match(seconds=20.0)
    known = {FaceVerdict.MATCHED, FaceVerdict.NOT_LIVE}
    return isinstance(result, FaceResult) and result.verdict in known


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSTOP], ids=["dies", "falls silent"])
def test_a_match_goes_on_by_itself_with_the_successor_of_a_lost_child(
    own: Kiosk, sent: signal.Signals
) -> None:
    own.camera.show(Nobody())
    lost: list[int] = []

    def lose() -> None:
        lost.append(own.child)
        os.kill(own.child, sent)
        own.camera.show(Person(HOLDER))

    own.on_guidance = once(lose)
    assert isinstance(own.match(seconds=30.0), FaceResult)
    assert FaceGuidance.ONE_MOMENT in own.guidance[own.guidance.index(FaceGuidance.NO_FACE) :]
    assert not is_alive(lost[0])
    assert own.child != lost[0]


def test_a_hung_child_does_not_hold_up_the_end_of_a_session(own: Kiosk) -> None:
    own.camera.show(Nobody())

    def hang_and_stop() -> None:
        os.kill(own.child, signal.SIGSTOP)
        own.vision.stop_matching()

    own.on_guidance = once(hang_and_stop)
    assert own.match(seconds=60.0) is FaceImpossible.STOPPED


def test_a_lost_camera_is_reported_ends_the_match_and_is_found_again(own: Kiosk) -> None:
    own.camera.show(Nobody())
    own.on_guidance = once(own.camera.lose)
    try:
        with pytest.raises(DeviceFault) as broken:
            own.match(seconds=30.0)
        assert broken.value.fault == Fault(Device.CAMERA, "camera_lost")
        assert own.events.get(timeout=10) is CameraEvent.CAMERA_LOST
    finally:
        own.camera.restore()
    assert own.events.get(timeout=10) is CameraEvent.CAMERA_BACK
    assert recognised(own)


def test_a_camera_lost_while_nobody_is_there_is_noticed(own: Kiosk) -> None:
    assert recognised(own)
    own.camera.lose()
    try:
        assert own.events.get(timeout=10) is CameraEvent.CAMERA_LOST
    finally:
        own.camera.restore()
    assert own.events.get(timeout=10) is CameraEvent.CAMERA_BACK


def test_an_altered_model_is_refused_and_named(
    camera: SimulatedCamera, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    altered = tmp_path / "models.toml"
    text = MANIFEST.read_text(encoding="utf-8")
    altered.write_text(text.replace('"fb143eea', '"0b143eea'), encoding="utf-8")
    vision = VisionProcess(VisionSettings(camera=camera.url, models=altered))
    vision.start(lambda event: None)
    try:
        with pytest.raises(DeviceFault) as broken:
            vision.match(portrait_of(HOLDER), 5.0, lambda guidance: None)
        assert broken.value.fault == Fault(Device.VISION, "model_altered")
        assert "matcher: model_altered" in caplog.text
    finally:
        vision.stop()


def test_without_the_second_opinion_a_match_still_works_and_the_log_says_so(
    camera: SimulatedCamera, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    manifest = tmp_path / "models.toml"
    text = MANIFEST.read_text(encoding="utf-8")
    manifest.write_text(text.replace("dlib_face_recognition_resnet", "gone"), encoding="utf-8")
    vision = VisionProcess(VisionSettings(camera=camera.url, models=manifest))
    kiosk = Kiosk(vision, camera)
    with caplog.at_level(logging.INFO):
        kiosk.start()
        try:
            assert recognised(kiosk)
        finally:
            vision.stop()
    assert "WITHOUT second opinion" in caplog.text


def test_a_camera_that_is_not_there_at_start_is_reported(camera: SimulatedCamera) -> None:
    kiosk = Kiosk(VisionProcess(VisionSettings(camera=camera.url)), camera)
    camera.lose()
    try:
        kiosk.start()
        assert kiosk.events.get(timeout=10) is CameraEvent.CAMERA_LOST
        with pytest.raises(DeviceFault) as broken:
            kiosk.match()
        assert broken.value.fault == Fault(Device.CAMERA, "camera_lost")
    finally:
        kiosk.vision.stop()
        camera.restore()


def test_stopping_leaves_no_process_thread_or_descriptor(camera: SimulatedCamera) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  # a path adds a descriptor here
    vision = VisionProcess(VisionSettings(camera=camera.url))
    kiosk = Kiosk(vision, camera)
    kiosk.start()
    assert recognised(kiosk)
    child = kiosk.child
    vision.stop()
    vision.stop()
    assert not is_alive(child)
    assert "vision-keeper" not in {thread.name for thread in threading.enumerate()}
    assert until(lambda: len(os.listdir("/proc/self/fd")) <= before)  # noqa: PTH208
    with pytest.raises(DeviceFault):
        kiosk.match()


def test_stopping_while_the_child_warms_up_ends_it(camera: SimulatedCamera) -> None:
    vision = VisionProcess(VisionSettings(camera=camera.url))
    vision.start(lambda event: None)
    assert until(lambda: vision._keeper.starting is not None)
    assert vision._keeper.starting is not None
    child = vision._keeper.starting.pid
    vision.stop()
    assert not is_alive(child)


PARENT = """
import sys, time
from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
vision = VisionProcess(VisionSettings(camera=sys.argv[1]))
vision.start(lambda event: None)
while vision._keeper.child is None:
    time.sleep(0.02)
print(vision._keeper.child.pid, flush=True)
time.sleep(60)
"""


def test_a_child_does_not_outlive_a_killed_parent(camera: SimulatedCamera) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, camera.url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    assert until(lambda: not is_alive(child))


def test_a_reading_stopped_while_a_match_runs_never_begins(kiosk: Kiosk) -> None:
    kiosk.camera.show(Nobody())
    stopped, matching = threading.Event(), threading.Event()
    kiosk.on_guidance = matching.set
    match = threading.Thread(target=kiosk.match, args=(30.0,))
    match.start()
    assert matching.wait(20.0)
    read: list[CardFront | DeviceFault | None] = []

    def look() -> None:
        try:
            read.append(kiosk.vision.read_front(30.0, lambda: not stopped.is_set()))
        except DeviceFault as fault:  # there is no such camera here: whoever looks comes upon it
            read.append(fault)

    reading = threading.Thread(target=look)
    reading.start()
    stopped.set()
    kiosk.vision.stop_reading()  # the match is under way, there is no reading to stop
    kiosk.vision.stop_matching()
    match.join(20.0)
    reading.join(20.0)
    assert read == [None]
