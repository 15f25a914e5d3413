"""One warm vision child for the journeys of a module: a kiosk's is warm when patients come.

Started anew for each journey, it would take longer than the journey, and longer than a patient
waits for the printed front.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from drivers.vision.card_face_camera import VisionCardFaceCamera
from drivers.vision.process import VisionProcess
from drivers.vision.settings import VisionSettings
from kiosk.domain.face import FaceGuidance, MatchBand
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import FaceImpossible
from kiosk.ports.card import CardFaceCamera
from kiosk.ports.vision import CameraEvent, FaceResult, PreviewFrame, Vision
from simulators.bench import Bench
from simulators.camera.scenes import Person

Eyes = tuple[Vision, CardFaceCamera]
"""What looks at people, and what looks at the card."""
WARM_UP = ("hanako", "taro")  # of whom the journeys have most


class KeptVision:
    """Implements `ports.vision.Vision` with a process that outlives the kiosk using it."""

    def __init__(self, process: VisionProcess) -> None:
        self._process = process
        self._lost = False
        self._told: Callable[[CameraEvent], None] | None = None

    def hear(self, event: CameraEvent) -> None:
        """Tell the kiosk of the moment, and remember for the next one."""
        self._lost = event is CameraEvent.CAMERA_LOST
        if self._told is not None:
            self._told(event)

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        self._told = report
        if self._lost:
            report(CameraEvent.CAMERA_LOST)

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        return self._process.match(portrait, seconds, guide, band)

    def stop_matching(self) -> None:
        self._process.stop_matching()

    def show(self, portrait: Portrait, wanted: Callable[[], bool] = lambda: True) -> bool:
        return self._process.show(portrait, wanted)

    def hide(self) -> None:
        self._process.hide()

    def preview(self) -> PreviewFrame | None:
        return self._process.preview()

    def stop(self) -> None:
        self._told = None


@contextmanager
def open_eyes(bench: Bench, models: Path | None = None) -> Generator[Eyes]:
    """Yield a child that has read a card already, for kiosks one after the other.

    `models` is the operator's folder of models, if there is one.
    """
    settings = VisionSettings(
        camera=bench.camera.url,
        card_face_camera=bench.camera.card_face_url,
        models_folder=models,
    )
    process = VisionProcess(settings)
    vision, card_face = KeptVision(process), VisionCardFaceCamera(process)
    process.start(vision.hear)
    try:
        warm(card_face, bench)
        yield vision, card_face
    finally:
        process.stop()


def warm(card_face: CardFaceCamera, bench: Bench) -> None:
    """Let the child read a card, as it has when it was on for a while.

    While it starts, whom the journeys have most is drawn, so that they obey at once.
    """
    bench.prepare(WARM_UP)
    bench.rehearse(Person(WARM_UP[0]))
    bench.camera.card_face.place_front(bench.personas[WARM_UP[0]])
    while card_face.read_front(lambda: True) is None:  # raises `DeviceFault` where it never will
        continue
    bench.camera.card_face.place_front(None)
