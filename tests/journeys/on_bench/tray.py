"""A card-face camera that is told what lies there, for journeys without the vision child."""

from collections.abc import Callable

from kiosk.domain.check_number import CardFront
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from simulators.personas.cast import Persona


class ToldTray:
    """Implements `ports.card.CardFaceCamera`: reads at once what the test has laid there."""

    def __init__(self) -> None:
        self.works = True
        self._front: CardFront | None = None

    def lay(self, card: Persona | None) -> None:
        """Lay a card there, or take it away with None; a phone has nothing printed on it."""
        self._front = None
        if card is not None and card.card_kind == "my_number":
            print_ = card.printed_front()
            self._front = CardFront(
                print_.birth_date, print_.expiry_year, print_.security_code, print_.has_photo
            )

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        if not self.works:
            raise DeviceFault(Device.CAMERA, "card_face_camera_lost")
        return self._front if wanted() else None

    def stop_reading(self) -> None:
        """Nothing to stop: an answer comes at once."""

    def close(self) -> None:
        """Nothing is open."""
