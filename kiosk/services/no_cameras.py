"""What stands in the place of a camera that a kiosk does not have."""

from collections.abc import Callable

from kiosk.domain.check_number import CardFront
from kiosk.domain.face import FaceGuidance, MatchBand
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import FaceImpossible
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent, FaceResult


class NoCardFaceCamera:
    """A kiosk without a camera over the card: nothing printed is read, the face road is closed."""

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        del wanted
        raise DeviceFault(Device.CAMERA, "no_card_face_camera")  # unlike None: no use to try again

    def stop_reading(self) -> None:
        """Nothing is read."""

    def close(self) -> None:
        """Nothing to close."""


class NoCamera:
    """A kiosk whose shape compares no face: no camera is opened, no child process runs."""

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        """There is nothing to start and nothing to report."""
        del report

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        del portrait, seconds, guide, band
        raise DeviceFault(Device.CAMERA, "no_camera")

    def stop_matching(self) -> None:
        """Nothing is matched."""

    def show(self, portrait: Portrait, wanted: Callable[[], bool] = lambda: True) -> bool:
        del portrait, wanted
        return False

    def hide(self) -> None:
        """Nothing is shown."""

    def preview(self) -> None:
        """There is nothing to be seen."""

    def stop(self) -> None:
        """There is nothing to end."""
