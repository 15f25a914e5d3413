"""Looks at a card for support people: its kind, until when it serves, tries left.

Nothing is verified and no personal file is read; no try can be lost by looking.
"""

from dataclasses import dataclass
from typing import Final

from drivers.mynacard import files, jpki_ap, visual_ap
from drivers.mynacard.commands import query_key
from drivers.pcsc.connection import Connection
from drivers.pcsc.exchange import Exchange, exchange
from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.pin import MAX_TRIES
from kiosk.domain.refusal import CardRefusal
from kiosk.domain.token import TokenKind

SIGN_PIN_MAX_TRIES: Final = 5


@dataclass(frozen=True)
class Look:
    """What was found. Tries are None where the token has no such key.

    `certificate` is None where the token shows it after the PIN alone.
    """

    kind: TokenKind
    certificate: CertificateValidity | CardRefusal | None
    pin_tries: int | None
    sign_pin_tries: int | None
    check_number_tries: int | None


def look_at(connection: Connection) -> Look | CardRefusal:
    """Look at the card on a fresh connection; raises `CardGone`, `DeviceFault`."""
    chip = exchange(connection)
    kind = jpki_ap.read_kind(chip) if jpki_ap.select(chip) else None
    if kind is None:
        return CardRefusal.NOT_MY_NUMBER_CARD
    certificate = jpki_ap.read_certificate(chip)
    return Look(
        kind,
        jpki_ap.validity(certificate) if isinstance(certificate, bytes) else certificate,
        _tries(chip, files.AUTH_PIN, MAX_TRIES),
        _tries(chip, files.SIGN_PIN, SIGN_PIN_MAX_TRIES),
        _check_number_tries(chip) if kind is TokenKind.CARD else None,
    )


def _check_number_tries(chip: Exchange) -> int | None:
    visual_ap.select(chip)
    return _tries(chip, files.CHECK_NUMBER_B, visual_ap.CHECK_NUMBER_MAX_TRIES)


def _tries(chip: Exchange, ef: int, when_verified: int) -> int | None:
    key = query_key(chip, ef, when_verified)
    return None if key is None else key.tries
