"""`ports.card.Card` over the chip's applications."""

from collections.abc import Callable
from enum import Enum, auto

from drivers.mynacard import jpki_ap, visual_ap
from drivers.mynacard.card_face import CardFaceAuthority
from drivers.mynacard.commands import wake
from drivers.mynacard.own_proof import own_proof
from drivers.mynacard.refused_values import RefusedValues
from drivers.mynacard.terminal import Terminal
from drivers.pcsc.connection import Connection
from drivers.pcsc.exchange import Exchange, exchange
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import Pin
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import (
    CardRead,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SigningRefused,
    TokenKind,
)
from kiosk.ports.faults import CardGone, DeviceFault

CHECK_NUMBER_TRIES_SPARED = 4  # with fewer of the ten left, the kiosk risks none of them


class _Ap(Enum):
    JPKI = auto()
    VISUAL = auto()


class MyNumberCard:
    """The card in the reader, from `read` to `release`; all its methods belong to one thread.

    `open_connection` powers up the card (raises `CardGone`, `DeviceFault`). Without a `terminal`
    the card signs after a PIN alone. With a `card_face_authority` no portrait counts that was not
    signed under it (fault ``card_face_not_authentic``); without one the chip is believed. Used
    without a card that was read, the methods raise `CardGone`: the one they mean was released.
    """

    def __init__(
        self,
        open_connection: Callable[[], Connection],
        terminal: Terminal | None = None,
        card_face_authority: CardFaceAuthority | None = None,
    ) -> None:
        self._open_connection = open_connection
        self._terminal = terminal
        self._card_face_authority = card_face_authority
        self._connection: Connection | None = None
        self._exchange: Exchange | None = None
        self._current_ap: _Ap | None = None
        self._certificate = b""
        self._refused_pins = RefusedValues()
        self._refused_check_numbers = RefusedValues()  # printed on the card: wrong once, wrong ever

    def read(self) -> CardRead | CardRefusal:
        """Power up and read what step 1 needs."""
        self.release()
        self._connection = self._open_connection()
        self._exchange = chip = exchange(self._connection)
        wake(chip)
        if not jpki_ap.select(chip):
            return CardRefusal.NOT_MY_NUMBER_CARD
        self._current_ap = _Ap.JPKI
        kind = jpki_ap.read_kind(chip)
        if kind is None:
            return CardRefusal.NOT_MY_NUMBER_CARD
        if kind is TokenKind.OLD_CARD:
            return CardRefusal.OLD_CARD
        certificate = jpki_ap.read_certificate(chip)
        if isinstance(certificate, CardRefusal):
            return certificate
        validity = jpki_ap.validity(certificate)
        tries = jpki_ap.query_pin_tries(chip)
        self._certificate = certificate
        return CardRead(kind, validity, tries)

    def verify_pin(self, pin: Pin) -> PinAccepted | PinRejected | PinIsLocked:
        """Send the PIN once; one that this card refused since `read` is not sent again."""
        chip = self._enter_jpki_ap()
        if self._refused_pins.hold(self._certificate, pin.reveal()):
            tries = jpki_ap.query_pin_tries(chip)
            return PinIsLocked() if tries.locked else PinRejected(tries)
        outcome = jpki_ap.verify_pin(chip, pin)
        if isinstance(outcome, PinRejected):
            self._refused_pins.remember(self._certificate, pin.reveal())
        return outcome

    def read_portrait(self, check_number: CheckNumberB) -> Portrait | PortraitRefusal:
        """Open the 券面事項確認AP and read the portrait; a refused number is never sent again.

        Whatever was verified in the JPKI AP ends with this.
        """
        chip = self._read_card()
        self._current_ap = None
        visual_ap.select(chip)
        self._current_ap = _Ap.VISUAL
        if visual_ap.query_check_number_tries(chip) < CHECK_NUMBER_TRIES_SPARED:
            return PortraitRefusal.CHECK_NUMBER_SPARED
        if self._refused_check_numbers.hold(self._certificate, check_number.digits):
            return PortraitRefusal.CHECK_NUMBER_WRONG
        if not visual_ap.verify_check_number(chip, check_number):
            self._refused_check_numbers.remember(self._certificate, check_number.digits)
            return PortraitRefusal.CHECK_NUMBER_WRONG
        extended = visual_ap.takes_extended_length(chip)
        authority = self._card_face_authority
        if authority is None:
            portrait = visual_ap.read_portrait(chip, extended=extended)
        else:
            portrait = visual_ap.read_authentic_portrait(chip, authority, extended=extended)
        return PortraitRefusal.NO_PHOTO if portrait is None else portrait

    def sign(self, challenge: bytes, verified_by: VerifiedBy) -> HolderProof | SigningRefused:
        """Sign with the user key; the card itself judges whether PIN or terminal permit it."""
        chip = self._enter_jpki_ap()
        if verified_by is not VerifiedBy.PIN and not self._prove_terminal(chip):
            return SigningRefused.NOT_PERMITTED
        signature = jpki_ap.sign(chip, challenge)
        if isinstance(signature, SigningRefused):
            return signature
        return own_proof(challenge, self._certificate, signature)

    def release(self) -> None:
        """Power the card off and forget it."""
        connection, self._connection = self._connection, None
        self._exchange = self._current_ap = None
        self._certificate = b""
        self._refused_pins.forget()
        if connection is not None:
            connection.close()

    def _read_card(self) -> Exchange:
        """Return the way to a card whose certificate `read` has seen."""
        if self._exchange is None or not self._certificate:
            raise CardGone
        return self._exchange

    def _enter_jpki_ap(self) -> Exchange:
        """Make the JPKI AP the current one, where it is not: a PIN verified in it stays so."""
        chip = self._read_card()
        if self._current_ap is not _Ap.JPKI:
            self._current_ap = None
            if not jpki_ap.select(chip):
                raise DeviceFault(Device.CARD, "jpki_ap_missing")
            self._current_ap = _Ap.JPKI
        return chip

    def _prove_terminal(self, chip: Exchange) -> bool:
        return self._terminal is not None and self._terminal.prove(chip)
