"""The child may be killed at any moment of a match: whoever stands there waits a moment longer."""

import logging
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from drivers.vision.asking import LATE
from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import FaceImpossible, FaceResult
from simulators.camera.scenes import Nobody, Person, stranger
from simulators.camera.simulated_camera import SimulatedCamera
from tests.contracts.vision.conftest import HOLDER, Kiosk, until

pytestmark = [pytest.mark.vision, pytest.mark.timeout(240)]
SECONDS = 30.0
WAIT = 60.0  # a busy machine is slow, not broken
REAPED = 5.0
Outcome = FaceResult | FaceImpossible | Fault
Moment = Callable[[list[FaceGuidance]], bool]


def asked(heard: list[FaceGuidance]) -> bool:
    return bool({FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT} & set(heard))


MOMENTS: dict[str, tuple[Moment, float]] = {
    # when the clock of the killer starts, and within how many seconds from then it strikes
    "portrait and first frames": (lambda heard: True, 0.5),
    "gathering": (lambda heard: FaceGuidance.LOOK_HERE in heard, 0.4),
    "asked movement": (asked, 1.0),
    "back to the front and verdict": (
        lambda heard: asked(heard) and heard[-1] is FaceGuidance.LOOK_HERE,
        0.6,
    ),
}


@dataclass
class Killer:
    """Strikes the child, ready or not, once after a chosen moment."""

    kiosk: Kiosk
    sent: signal.Signals
    delay: float
    moment: Moment
    hit: list[int] = field(default_factory=list[int])
    heard: int = 0
    timer: threading.Timer | None = None

    def look(self) -> None:
        if self.timer is None and self.moment(self.kiosk.guidance):
            self.timer = threading.Timer(self.delay, self.strike)
            self.timer.start()

    def strike(self) -> None:
        keeper = self.kiosk.vision._keeper
        with keeper._state:
            child = keeper.child or keeper.starting
        assert child is not None
        self.hit.append(child.pid)
        self.heard = len(self.kiosk.guidance)
        os.kill(child.pid, self.sent)


def outcome(kiosk: Kiosk) -> Outcome:
    begun = time.monotonic()
    try:
        result: Outcome = kiosk.match(SECONDS)
    except DeviceFault as broken:
        result = broken.fault
    assert time.monotonic() - begun < SECONDS + WAIT + LATE + REAPED
    return result


def is_let_in(kiosk: Kiosk, result: Outcome) -> bool:
    """Whether the holder is matched, at once or at another try."""
    if isinstance(result, FaceResult) and result.verdict is FaceVerdict.NOT_LIVE:
        result = kiosk.let_in()
    return isinstance(result, FaceResult) and result.verdict is FaceVerdict.MATCHED


def children() -> list[int]:
    return [one.pid for one in psutil.Process().children() if is_vision_child(one)]


def is_vision_child(process: psutil.Process) -> bool:
    """Whether it is one that lives: of one that was killed only its exit code is left."""
    try:
        return "drivers.vision.child" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # a zombie is one of them
        return False


def nothing_is_left(kiosk: Kiosk) -> bool:
    ring = kiosk.vision._keeper.ring
    assert ring is not None
    return len(children()) <= 1 and not any(ring._memory[:])


@pytest.fixture(scope="module")
def lens(drawings: Path) -> Iterator[SimulatedCamera]:
    """One camera for all of them."""
    with SimulatedCamera(drawings) as camera:
        yield camera


@pytest.fixture
def stage(lens: SimulatedCamera) -> Iterator[Kiosk]:
    """Children that come and go."""
    settings = VisionSettings(camera=lens.url, wait_seconds=WAIT)
    kiosk = Kiosk(VisionProcess(settings), lens)
    kiosk.start()
    yield kiosk
    kiosk.vision.stop()


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        *((moment, signal.SIGKILL) for moment in MOMENTS),
        ("gathering", signal.SIGSTOP),
        ("asked movement", signal.SIGSTOP),
    ],
)
def test_the_holder_is_matched_whenever_the_child_is_lost(
    stage: Kiosk, moment: str, sent: signal.Signals, caplog: pytest.LogCaptureFixture
) -> None:
    begins, within = MOMENTS[moment]
    delay = within * random.Random(moment).random()
    killer = Killer(stage, sent, delay, begins)
    stage.on_guidance = killer.look
    stage.camera.show(Person(HOLDER))
    with caplog.at_level(logging.WARNING):
        result = outcome(stage)
    assert killer.timer is not None
    killer.timer.join()
    if "left" in caplog.text:  # lost before it had answered
        assert FaceGuidance.ONE_MOMENT in stage.guidance[killer.heard :]
    assert is_let_in(stage, result)
    assert killer.hit
    assert until(lambda: killer.hit[0] not in children() and nothing_is_left(stage))


def test_children_killed_before_they_are_ready_keep_nobody_out(stage: Kiosk) -> None:
    stage.camera.show(Person(HOLDER))
    keeper = stage.vision._keeper
    killed: list[int] = []

    def is_another() -> bool:
        return keeper.starting is not None and keeper.starting.pid not in killed

    for _ in range(2):
        assert until(is_another)
        assert keeper.starting is not None
        killed.append(keeper.starting.pid)
        os.kill(killed[-1], signal.SIGKILL)
    result = outcome(stage)
    assert stage.guidance[0] is FaceGuidance.ONE_MOMENT
    assert is_let_in(stage, result)
    assert until(lambda: nothing_is_left(stage))


def test_a_stranger_gains_nothing_by_a_child_that_died_on_the_holder(stage: Kiosk) -> None:
    stage.camera.show(stranger())  # drawn before it is needed
    stage.camera.show(Person(HOLDER))
    killed: list[int] = []

    def kill_and_swap() -> None:
        if stage.guidance[-1] is FaceGuidance.LOOK_HERE and not killed:
            killed.append(stage.child)
            os.kill(stage.child, signal.SIGKILL)
            stage.camera.show(stranger())

    stage.on_guidance = kill_and_swap
    result = outcome(stage)
    assert isinstance(result, FaceResult)
    assert result.verdict is FaceVerdict.NOT_MATCHED
    assert killed
    assert until(lambda: nothing_is_left(stage))


def test_children_that_all_die_end_the_match_as_a_fault(stage: Kiosk) -> None:
    stage.camera.show(Nobody())
    lost: list[int] = []

    def kill_each() -> None:
        if stage.guidance[-1] is FaceGuidance.NO_FACE:
            lost.append(stage.child)
            os.kill(stage.child, signal.SIGKILL)

    stage.on_guidance = kill_each
    assert outcome(stage) == Fault(Device.VISION, "child_died")
    assert len(set(lost)) == 3
    assert FaceGuidance.ONE_MOMENT in stage.guidance
    assert until(lambda: nothing_is_left(stage))
