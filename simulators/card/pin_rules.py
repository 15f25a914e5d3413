"""The PINs of the card: how many tries each has, how each is changed and what it may be."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from simulators.card.files import PinChange, PinEf
from simulators.personas.cast import FULL_TRIES, Persona

TRIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        **FULL_TRIES,
        "text_blocked": 0,  # text AP 0012: blocked on every card
        "juki": 3,  # 住民基本台帳用, 住基AP 001C
        "common": 3,  # 個人番号カード用, 共通カードAP 001C
    }
)
FOUR_DIGITS: Final = PinChange(cla=0x00, ins=0x24, p1=0x01, least=4, most=4)
PASSWORD: Final = PinChange(
    cla=0x00,
    ins=0x24,
    p1=0x01,
    least=6,
    most=16,
    alphabet=b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
)
FOUR_DIGITS_OF_CARD: Final = PinChange(cla=0x80, ins=0x32, p1=0x00, least=4, most=4)


def first_tries(persona: Persona) -> dict[str, int]:
    """Return the counters of a card as it was issued."""
    return {**TRIES, **persona.tries_left}


def own_pin(persona: Persona, counter: str, secret: str | None, change: PinChange) -> PinEf:
    """Return a PIN its holder chose; a 顔認証マイナンバーカード has none, whatever is given."""
    chosen = None if persona.face_only or secret is None else secret.encode("ascii")
    return PinEf(counter, chosen, TRIES[counter], change)


def printed_number(counter: str, digits: str) -> PinEf:
    """Return a key whose value stands on the card: 照合番号A or B, 生年月日."""
    return PinEf(counter, digits.encode("ascii"), TRIES[counter])


def blocked_key() -> PinEf:
    """Return a key that nobody can use: 63C0 when asked, 6984 when tried."""
    return PinEf("text_blocked", None, TRIES["text_blocked"])
