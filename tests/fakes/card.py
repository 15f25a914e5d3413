"""Card, slot and card face that answer as told."""

from collections.abc import Callable

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CardFront, CheckNumberB
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import Pin
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import (
    CardRead,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SigningRefused,
    SlotEvent,
)
from tests.fakes import people
from tests.fakes.script import Script

PinOutcome = PinAccepted | PinRejected | PinIsLocked | CardRefusal


class FakeCard:
    """Implements `ports.card.Card`; remembers what it was asked, in order, without any value."""

    def __init__(self) -> None:
        self.reads = Script[CardRead | CardRefusal](people.CARD)
        self.pins = Script[PinOutcome](PinAccepted())
        self.portraits = Script[Portrait | PortraitRefusal](people.PORTRAIT)
        self.signatures = Script[HolderProof | SigningRefused](people.PROOF)
        self.asked: list[str] = []
        self.pins_seen: list[Pin] = []
        self.signed_after: list[VerifiedBy] = []
        self._number = people.CHECK_NUMBER

    def opens_with(self, number: CheckNumberB) -> None:
        """Have another print than the ordinary card's."""
        self._number = number

    def read(self) -> CardRead | CardRefusal:
        self.asked.append("read")
        return self.reads.next()

    def verify_pin(self, pin: Pin) -> PinOutcome:
        self.asked.append("verify_pin")
        self.pins_seen.append(pin)
        return self.pins.next()

    def read_portrait(self, check_number: CheckNumberB) -> Portrait | PortraitRefusal:
        assert check_number == self._number
        self.asked.append("read_portrait")
        return self.portraits.next()

    def sign(self, challenge: bytes, verified_by: VerifiedBy) -> HolderProof | SigningRefused:
        assert challenge == people.CHALLENGE
        self.asked.append("sign")
        self.signed_after.append(verified_by)
        return self.signatures.next()

    def release(self) -> None:
        self.asked.append("release")


class FakeSlot:
    """Implements `ports.card.Slot`; the test is the hand that places and removes."""

    def __init__(self) -> None:
        self._report: Callable[[SlotEvent], None] | None = None

    def start(self, report: Callable[[SlotEvent], None]) -> None:
        self._report = report

    def stop(self) -> None:
        self._report = None

    def report(self, event: SlotEvent) -> None:
        """Let the slot see something."""
        assert self._report is not None, "nobody watches the slot"
        self._report(event)


class FakeCardFace:
    """Implements `ports.card.CardFaceCamera`."""

    def __init__(self) -> None:
        self.fronts = Script[CardFront | None](people.FRONT)
        self.stopped = 0

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        return self.fronts.next() if wanted() else None

    def stop_reading(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        """Nothing to let go of."""
