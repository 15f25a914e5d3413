"""A camera and a match that answer as told."""

from collections.abc import Callable

from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand, MatchScore
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import FaceImpossible
from kiosk.ports.vision import CameraEvent, FaceResult, PreviewFrame
from tests.fakes.script import Script

MATCHED = FaceResult(FaceVerdict.MATCHED, MatchScore(0.71))
UNSURE = FaceResult(FaceVerdict.UNSURE, MatchScore(0.36))
NOT_MATCHED = FaceResult(FaceVerdict.NOT_MATCHED, MatchScore(0.08))


class FakeVision:
    """Implements `ports.vision.Vision`."""

    def __init__(self) -> None:
        self.answers = Script[FaceResult | FaceImpossible](MATCHED)
        self.shows = Script[bool](True)
        self._still: PreviewFrame | None = None
        self._number = 0
        self.guidance: list[FaceGuidance] = [FaceGuidance.HOLD_STILL]
        self.asked: list[str] = []
        self.bands: list[MatchBand] = []
        self._report: Callable[[CameraEvent], None] | None = None

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        self._report = report

    def report(self, event: CameraEvent) -> None:
        """Let the camera see or lose sight."""
        assert self._report is not None, "nobody watches the camera"
        self._report(event)

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        assert seconds > 0
        self.bands.append(band)
        self.asked.append("match")
        for guidance in self.guidance:
            guide(guidance)
        return self.answers.next()

    def stop_matching(self) -> None:
        self.asked.append("stop_matching")

        self.hide()

    def show(self, portrait: Portrait, wanted: Callable[[], bool] = lambda: True) -> bool:
        self.asked.append("show")
        shown = self.shows.next() and bool(portrait.jpeg2000) and wanted()
        self._number += 1
        self._still = PreviewFrame(1, 1, b"\x7f" * 3, self._number, still=True) if shown else None
        return shown

    def hide(self) -> None:
        if self._still is not None:
            self.asked.append("hide")
        self._still = None

    def preview(self) -> PreviewFrame | None:
        return self._still

    def stop(self) -> None:
        self._report = None
