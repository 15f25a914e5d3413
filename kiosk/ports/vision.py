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
    """What is to be seen: RGB, 8 bits, `width * height * 3` bytes, top row first.

    The newest camera frame, mirrored, as people know themselves; or, `still`, the chip's portrait,
    not mirrored: staff compare it with a card and a person. Neither is drawn in the other's place.
    """

    width: int
    height: int
    rgb: bytes
    number: int
    still: bool = False


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
        """End a match under way; wipe portrait and frames, also what `show` shows.

        Thread-safe, never blocks long.
        """
        ...

    def show(self, portrait: Portrait, wanted: Callable[[], bool] = lambda: True) -> bool:
        """Decode the portrait, and give it as `preview` until `hide` or `stop_matching`.

        False when it cannot be decoded, or nobody wants it any more: `wanted` is asked once `hide`
        is heard. Blocks and raises `DeviceFault` as `match`; no camera is needed.
        """
        ...

    def hide(self) -> None:
        """End a showing and wipe what is shown. Thread-safe, never blocks long."""
        ...

    def preview(self) -> PreviewFrame | None:
        """Return the newest frame while a match runs, the still while one is shown, else None.

        Thread-safe, does not block.
        """
        ...

    def stop(self) -> None:
        """End the child."""
        ...
