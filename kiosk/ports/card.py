"""What the kiosk needs of a reader and the card in it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CardFront, CheckNumberB
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.domain.token import CardKey, TokenKind


@dataclass(frozen=True)
class CardRead:
    """What step 1 learns of a usable card. Nothing in it names a person.

    `certificate` is None where the token shows it after the PIN alone (Android, card.md §7.4).
    """

    kind: TokenKind
    certificate: CertificateValidity | None
    pin_tries: PinTries
    card_key: CardKey


@dataclass(frozen=True)
class PinAccepted:
    """The PIN was right; `certificate` is told where it could be read only now."""

    certificate: CertificateValidity | None = None


@dataclass(frozen=True)
class PinRejected:
    """The PIN was wrong; at zero tries left this one locked it."""

    tries: PinTries


@dataclass(frozen=True)
class PinIsLocked:
    """The chip takes no PIN any more (6984)."""


class SigningRefused(StrEnum):
    """Why the chip would not sign (6982).

    PIN not verified, terminal not proven to the card, phone not released by its holder.
    """

    NOT_PERMITTED = "not_permitted"


class Card(Protocol):
    """The card in the reader; all methods block, and raise `DeviceFault` or `CardGone`."""

    def read(self) -> CardRead | CardRefusal:
        """Select the JPKI AP, read token label, certificate dates and PIN tries."""
        ...

    def verify_pin(self, pin: Pin) -> PinAccepted | PinRejected | PinIsLocked | CardRefusal:
        """Send the PIN once. Never repeated by itself.

        A token whose certificate is read only now may turn out to have none: `CardRefusal`.
        """
        ...

    def read_portrait(self, check_number: CheckNumberB) -> Portrait | PortraitRefusal:
        """Open the 券面事項確認AP with 照合番号B (sent at most once) and read the portrait."""
        ...

    def sign(self, challenge: bytes, verified_by: VerifiedBy) -> HolderProof | SigningRefused:
        """Sign with the user key.

        After a PIN as it is; a phone judges by its own biometrics; else the terminal proves itself
        first.
        """
        ...

    def release(self) -> None:
        """Power the card off, so that nothing verified survives. Never raises."""
        ...


class SlotEvent(StrEnum):
    """What a slot reports."""

    CARD_PLACED = "card_placed"
    CARD_REMOVED = "card_removed"
    READER_LOST = "reader_lost"
    READER_BACK = "reader_back"


class Slot(Protocol):
    """Watches the reader on a thread of its own."""

    def start(self, report: Callable[[SlotEvent], None]) -> None:
        """Report the state found at start (card placed, reader lost) and every change after it.

        `report` is called from the watching thread.
        """
        ...

    def stop(self) -> None:
        """Stop watching and wait for the thread to end."""
        ...


class CardFaceCamera(Protocol):
    """Reads what is printed on the card lying in the reader."""

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        """Return what is printed, or None when it cannot be read or `stop_reading` was called.

        May take seconds: several pictures must agree. `wanted` is asked once `stop_reading` can
        end the reading, so that a stop just before is not lost. Raises `DeviceFault`.
        """
        ...

    def stop_reading(self) -> None:
        """Make a running `read_front` return None at once; from any thread. Never raises."""
        ...

    def close(self) -> None:
        """Let go of the camera."""
        ...
