"""The simulated camera and the real child with the real models."""

import io
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.holder import Portrait
from kiosk.ports.vision import CameraEvent, FaceImpossible, FaceResult
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.personas.looks import portrait

HOLDER = "hanako"


@cache
def portrait_of(name: str) -> Portrait:
    """Return a card-like portrait: grey JPEG 2000 of some 4 kB."""
    out = io.BytesIO()
    grey = Image.fromarray(portrait(name)).convert("L")
    grey.save(out, "JPEG2000", quality_mode="rates", quality_layers=[20])
    return Portrait(out.getvalue())


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Wait for something that another process does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        threading.Event().wait(0.02)
    return False


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def memory_contains(pid: int, needles: tuple[bytes, ...]) -> bool:
    """Whether a process can write where one of them lies. Raises `PermissionError`."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:  # noqa: PTH123
        for line in maps:
            span, rights, *_ = line.split()
            if "w" not in rights:
                continue
            start, end = (int(edge, 16) for edge in span.split("-"))
            memory.seek(start)
            content = memory.read(end - start)
            if any(needle in content for needle in needles):
                return True
    return False


@dataclass
class Kiosk:
    """A vision driver before a simulated camera, and what it said; who stands there obeys."""

    vision: VisionProcess
    camera: SimulatedCamera
    events: "queue.SimpleQueue[CameraEvent]" = field(default_factory=queue.SimpleQueue)
    guidance: list[FaceGuidance] = field(default_factory=list[FaceGuidance])
    on_guidance: Callable[[], None] = lambda: None
    obeys: bool = True

    def start(self) -> None:
        self.vision.start(self.events.put)

    def match(
        self, seconds: float = 10.0, of: Portrait | None = None
    ) -> FaceResult | FaceImpossible:
        self.guidance.clear()
        return self.vision.match(of or portrait_of(HOLDER), seconds, self._guide)

    def let_in(self, seconds: float = 20.0) -> FaceResult | FaceImpossible:
        """Match as a kiosk does, which lets people try again.

        On a busy machine too few frames may show the movement that was asked for.
        """
        for _ in range(2):
            result = self.match(seconds)
            if not isinstance(result, FaceResult) or result.verdict is not FaceVerdict.NOT_LIVE:
                return result
        return self.match(seconds)

    def _guide(self, guidance: FaceGuidance) -> None:
        self.guidance.append(guidance)
        if self.obeys:
            self.camera.obey(guidance)
        if self.obeys:
            self.camera.obey(guidance)
        if guidance is not FaceGuidance.ONE_MOMENT:  # which says that there is no child
            self.on_guidance()

    @property
    def child(self) -> int:
        """The ready child's process id."""
        assert self.vision._keeper.child is not None
        return self.vision._keeper.child.pid


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the simulated cameras keep what they have drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        yield tmp_path_factory.mktemp("camera")


@pytest.fixture
def camera(drawings: Path) -> Iterator[SimulatedCamera]:
    """A camera of the test's own, which it may unplug."""
    with SimulatedCamera(drawings) as camera:
        yield camera


@pytest.fixture(scope="module")
def shared(drawings: Path) -> Iterator[Kiosk]:
    """One camera and one child for all tests that leave them whole."""
    with SimulatedCamera(drawings) as camera:
        kiosk = Kiosk(VisionProcess(VisionSettings(camera=camera.url)), camera)
        kiosk.start()
        kiosk.match(seconds=0.5)  # so that child and connection are there before any test begins
        yield kiosk
        kiosk.vision.stop()


@pytest.fixture
def kiosk(shared: Kiosk) -> Kiosk:
    shared.on_guidance, shared.obeys = lambda: None, True
    return shared


@pytest.fixture
def own(camera: SimulatedCamera) -> Iterator[Kiosk]:
    """A child of the test's own, which it may harm."""
    settings = VisionSettings(camera=camera.url)
    kiosk = Kiosk(VisionProcess(settings), camera)
    kiosk.start()
    yield kiosk
    kiosk.vision.stop()
