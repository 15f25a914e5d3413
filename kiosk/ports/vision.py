"""What the kiosk needs of camera and face match."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand, MatchScore
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import FaceImpossible
from kiosk.domain.secret import Private


@dataclass(frozen=True)
class FaceResult:
    """How a match ended; the score goes no further than the port."""

    verdict: FaceVerdict
    score: MatchScore | None = None


class CameraEvent(StrEnum):
    """What the camera reports."""

    CAMERA_LOST = "camera_lost"
    CAMERA_BACK = "camera_back"


@dataclass(frozen=True, repr=False)
class PreviewFrame(Private):
    """The newest camera frame: RGB, 8 bits, `width * height * 3` bytes, top row first, mirrored."""

    width: int
    height: int
    rgb: bytes
    number: int


class Vision(Protocol):
    """Camera and match, in a child process. `match` blocks; raises `DeviceFault` when broken."""

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        """Start the child and warm it up without waiting; `report` comes from another thread."""
        ...

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        """Compare the portrait with live frames for at most `seconds`; `guide` from any thread."""
        ...

    def stop_matching(self) -> None:
        """End a match under way and wipe portrait and frames. Thread-safe, never blocks long."""
        ...

    def preview(self) -> PreviewFrame | None:
        """Return the newest frame while a match runs, else None. Thread-safe, does not block."""
        ...

    def stop(self) -> None:
        """End the child."""
        ...
