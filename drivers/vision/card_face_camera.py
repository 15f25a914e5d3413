"""The card-face camera as the kiosk knows it; implements `kiosk.ports.card.CardFaceCamera`."""

from collections.abc import Callable
from typing import Final

from drivers.vision.process import VisionProcess
from kiosk.domain.check_number import CardFront

READ_SECONDS: Final = 6.0  # with the camera's opening and, once, the end of the loading


class VisionCardFaceCamera:
    """Reads the printed front in the vision child, which belongs to `vision`."""

    def __init__(self, vision: VisionProcess) -> None:
        self._vision = vision

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        """Return what is printed, or None. Raises `DeviceFault` as `VisionProcess.read_front`."""
        return self._vision.read_front(READ_SECONDS, wanted)

    def stop_reading(self) -> None:
        """Make a running `read_front` return None."""
        self._vision.stop_reading()

    def close(self) -> None:
        """The camera is open only while it reads."""
        self._vision.stop_reading()
