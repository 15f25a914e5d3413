"""`ports.card.Card` over the chip's applications."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from drivers.mynacard import jpki_ap, visual_ap
from drivers.mynacard.card_face import CardFaceAuthority
from drivers.mynacard.commands import Key
from drivers.mynacard.own_proof import own_proof
from drivers.mynacard.refused_values import RefusedValues
from drivers.mynacard.terminal import Terminal
from drivers.pcsc.connection import Connection
from drivers.pcsc.exchange import Exchange, exchange
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import MAX_TRIES, Pin, PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.domain.token import CardKey, TokenKind
from kiosk.ports.card import (
    CardRead,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SigningRefused,
)
from kiosk.ports.faults import CardGone, DeviceFault

CHECK_NUMBER_TRIES_SPARED = 4  # with fewer of the ten left, the kiosk risks none of them


class _Ap(Enum):
    JPKI = auto()
    VISUAL = auto()


@dataclass(repr=False)
class _Token:
    """The card or phone in hand. `identity` tells it from others; its digest alone leaves us."""

    chip: Exchange
    kind: TokenKind
    certificate: bytes | None
    identity: bytes
    current_ap: _Ap | None = _Ap.JPKI
    pin: Key | None = None  # with its tries left; None: not known, or there is none


def _no_matter() -> None:
    """Nobody wants to know."""


class MyNumberCard:
    """The card in the reader, from `read` to `release`; all its methods belong to one thread.

    `open_connection` powers up the card (raises `CardGone`, `DeviceFault`). Without a `terminal`
    the card signs after a PIN alone. With a `card_face_authority` no portrait counts that was not
    signed under it (NOT_AUTHENTIC), nor, with `prove_chip`, one that was copied into another chip;
    without one the chip is believed. `disown` is told when a card turned out to be of no use, so
    that the slot may prefer another. Used without a card that was read, the methods raise
    `CardGone`: the one they mean was released.

    What a card refused is not sent to it again, in later sessions neither (`RefusedValues`); a
    value whose answer was lost is not sent again before its counter was asked. Whether a last try
    is to be risked is the patient's choice, made before `verify_pin` is called: `CardRead` says how
    many are left.
    """

    def __init__(
        self,
        open_connection: Callable[[], Connection],
        terminal: Terminal | None = None,
        card_face_authority: CardFaceAuthority | None = None,
        *,
        prove_chip: bool = True,
        disown: Callable[[], None] = _no_matter,
    ) -> None:
        self._open_connection = open_connection
        self._terminal = terminal
        self._card_face_authority = card_face_authority
        self._prove_chip = prove_chip
        self._disown = disown
        self._connection: Connection | None = None
        self._token: _Token | None = None
        self._refused_pins = RefusedValues()
        self._refused_check_numbers = RefusedValues(for_ever=True)  # printed on the card

    def read(self) -> CardRead | CardRefusal:
        """Power up and read what step 1 needs."""
        self.release()
        try:
            outcome = self._read()
        except CardGone:
            raise
        except DeviceFault:
            self._disown()
            raise
        if isinstance(outcome, CardRefusal):
            self._disown()
        return outcome

    def _read(self) -> CardRead | CardRefusal:
        self._connection = self._open_connection()
        chip = exchange(self._connection)
        kind = jpki_ap.read_kind(chip) if jpki_ap.select(chip) else None
        if kind is None:
            return CardRefusal.NOT_MY_NUMBER_CARD
        if kind is TokenKind.OLD_CARD:
            return CardRefusal.OLD_CARD
        numbers = jpki_ap.read_token_numbers(chip) if kind is TokenKind.ANDROID else None
        certificate = jpki_ap.read_certificate(chip)
        if isinstance(certificate, CardRefusal):
            return certificate
        if certificate is None and not kind.is_phone:
            raise DeviceFault(Device.CARD, "certificate_protected")
        validity = jpki_ap.validity(certificate) if certificate else None
        # A token that shows nothing of its own yet is told from others within this session alone.
        identity = certificate or numbers or secrets.token_bytes(32)
        token = _Token(chip, kind, certificate, identity)
        if kind is not TokenKind.IPHONE:  # which asks its holder itself and takes no PIN
            self._query_pin(token)
        self._token = token
        card_key = CardKey(hashlib.sha256(identity).digest())
        return CardRead(kind, validity, _tries(token.pin), card_key)

    def verify_pin(self, pin: Pin) -> PinAccepted | PinRejected | PinIsLocked | CardRefusal:
        """Send the PIN once; one that this card refused is not sent again, but rejected here."""
        token = self._enter_jpki_ap()
        if token.kind is TokenKind.IPHONE:
            return PinIsLocked()
        key = token.pin or self._query_pin(token)
        if key is None or key.tries == 0:
            return PinIsLocked()
        if self._refused_pins.hold(token.identity, pin.reveal()):
            return PinRejected(PinTries(key.tries))
        token.pin = None  # nobody knows the tries left before the chip has answered
        self._refused_pins.sending(token.identity, pin.reveal(), key.tries)
        status = jpki_ap.verify_pin(token.chip, key, pin)
        if status.tries_left is not None:
            token.pin = Key(key.ef, key.reference, status.tries_left)
            self._refused_pins.refused(token.identity, pin.reveal(), status.tries_left)
            return PinRejected(PinTries(status.tries_left))
        self._refused_pins.unjudged(token.identity, pin.reveal())
        if not status.is_ok:
            return PinIsLocked()
        token.pin = Key(key.ef, key.reference, MAX_TRIES)
        return self._accepted(token)

    def _accepted(self, token: _Token) -> PinAccepted | CardRefusal:
        """Read the certificate of a token that shows it only now."""
        if token.certificate is not None:
            return PinAccepted()
        certificate = jpki_ap.read_certificate(token.chip)
        if certificate is None or isinstance(certificate, CardRefusal):
            return CardRefusal.NO_CERTIFICATE
        validity = jpki_ap.validity(certificate)
        token.certificate = certificate
        return PinAccepted(validity)

    def read_portrait(self, check_number: CheckNumberB) -> Portrait | PortraitRefusal:
        """Open the 券面事項確認AP and read the portrait; a refused number is never sent again.

        Whatever was verified in the JPKI AP ends with this. A phone has no card face: NO_PHOTO.
        """
        token = self._token_read()
        if token.kind.is_phone:
            return PortraitRefusal.NO_PHOTO
        token.current_ap = None
        visual_ap.select(token.chip)
        token.current_ap = _Ap.VISUAL
        if (refusal := self._open_card_face(token, check_number)) is not None:
            return refusal
        extended = visual_ap.takes_extended_length(token.chip)
        authority = self._card_face_authority
        if authority is None:
            return visual_ap.read_portrait(token.chip, extended=extended)
        return visual_ap.read_authentic_portrait(
            token.chip, authority, extended=extended, prove_chip=self._prove_chip
        )

    def _open_card_face(self, token: _Token, number: CheckNumberB) -> PortraitRefusal | None:
        """Send the check number, if that is safe; None when the card face is open."""
        key = visual_ap.query_check_number(token.chip)
        self._refused_check_numbers.asked(token.identity, key.tries)
        if key.tries < CHECK_NUMBER_TRIES_SPARED:
            return PortraitRefusal.CHECK_NUMBER_SPARED
        if self._refused_check_numbers.hold(token.identity, number.digits):
            return PortraitRefusal.CHECK_NUMBER_WRONG
        self._refused_check_numbers.sending(token.identity, number.digits, key.tries)
        status = visual_ap.verify_check_number(token.chip, key, number)
        if status.is_ok:
            self._refused_check_numbers.unjudged(token.identity, number.digits)
            return None
        self._refused_check_numbers.refused(token.identity, number.digits, status.tries_left or 0)
        return PortraitRefusal.CHECK_NUMBER_WRONG

    def sign(self, challenge: bytes, verified_by: VerifiedBy) -> HolderProof | SigningRefused:
        """Sign with the user key; the card itself judges whether PIN, phone or terminal permit."""
        token = self._enter_jpki_ap()
        if not self._may_sign(token, verified_by):
            return SigningRefused.NOT_PERMITTED
        signature = jpki_ap.sign(token.chip, challenge)
        if isinstance(signature, SigningRefused):
            return signature
        if token.certificate is None:
            certificate = jpki_ap.read_certificate(token.chip)
            if certificate is None or isinstance(certificate, CardRefusal):
                return SigningRefused.NOT_PERMITTED
            token.certificate = certificate
        return own_proof(challenge, token.certificate, signature)

    def release(self) -> None:
        """Power the card off and forget it, but for what it refused."""
        connection, self._connection = self._connection, None
        self._token = None
        if connection is not None:
            connection.close()

    def _query_pin(self, token: _Token) -> Key | None:
        token.pin = jpki_ap.query_pin(token.chip)
        if token.pin is not None:
            self._refused_pins.asked(token.identity, token.pin.tries)
        return token.pin

    def _token_read(self) -> _Token:
        """Return the token that `read` has found usable."""
        if self._token is None:
            raise CardGone
        return self._token

    def _enter_jpki_ap(self) -> _Token:
        """Make the JPKI AP the current one, where it is not: a PIN verified in it stays so."""
        token = self._token_read()
        if token.current_ap is not _Ap.JPKI:
            token.current_ap = None
            if not jpki_ap.select(token.chip):
                raise DeviceFault(Device.CARD, "jpki_ap_missing")
            token.current_ap = _Ap.JPKI
        return token

    def _may_sign(self, token: _Token, verified_by: VerifiedBy) -> bool:
        """Say whether to ask for the signature at all, after the terminal's proof where it counts.

        Only an iPhone judges by itself: a card that keeps a PIN which somebody else entered (it
        does so until its power goes) would sign as well.
        """
        match verified_by:
            case VerifiedBy.PIN:
                return True
            case VerifiedBy.PHONE:
                return token.kind is TokenKind.IPHONE
            case VerifiedBy.FACE | VerifiedBy.VISUAL_CHECK:
                return self._terminal is not None and self._terminal.prove(token.chip)


def _tries(key: Key | None) -> PinTries:
    return PinTries(0 if key is None else key.tries)
