"""The roads that kiosk.services walk with a card, call by call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.check_in import VerifiedBy
from tests.drivers.mynacard.fuzz_holder import WRONG_NUMBER, WRONG_PIN, Holder

Act: TypeAlias = Callable[[MyNumberCard, Holder, bytes], object]
"""Calls the port; the bytes are the challenge of this call."""


@dataclass(frozen=True)
class Call:
    """One call of the port."""

    name: str
    act: Act


READ = Call("read", lambda card, holder, challenge: card.read())
PIN = Call("verify_pin", lambda card, holder, challenge: card.verify_pin(holder.pin))
BAD_PIN = Call("verify_pin, wrong", lambda card, holder, challenge: card.verify_pin(WRONG_PIN))
FACE = Call("read_portrait", lambda card, holder, challenge: card.read_portrait(holder.number))
BAD_FACE = Call(
    "read_portrait, wrong number", lambda card, holder, challenge: card.read_portrait(WRONG_NUMBER)
)


def _sign(verified_by: VerifiedBy) -> Call:
    return Call(
        f"sign after {verified_by}",
        lambda card, holder, challenge: card.sign(challenge, verified_by),
    )


SIGN_PIN, SIGN_FACE = _sign(VerifiedBy.PIN), _sign(VerifiedBy.FACE)
SIGN_STAFF, SIGN_PHONE = _sign(VerifiedBy.VISUAL_CHECK), _sign(VerifiedBy.PHONE)

CARD_ROADS: Final[Mapping[str, tuple[Call, ...]]] = MappingProxyType(
    {
        "PIN": (READ, PIN, SIGN_PIN),
        "face": (READ, FACE, SIGN_FACE),
        "staff": (READ, SIGN_STAFF),
        "wrong PIN, then right": (READ, BAD_PIN, BAD_PIN, PIN, SIGN_PIN),
        "wrong number, then PIN": (READ, BAD_FACE, BAD_FACE, PIN, SIGN_PIN),
        "face, then PIN": (READ, FACE, SIGN_PIN, PIN, SIGN_PIN),
        "PIN, then face": (READ, PIN, FACE, SIGN_PIN, SIGN_FACE),
        "read again": (READ, PIN, READ, SIGN_PIN, PIN, SIGN_PIN),
    }
)
PHONE_ROADS: Final[Mapping[str, tuple[Call, ...]]] = MappingProxyType(
    {
        "PIN": (READ, PIN, SIGN_PIN),
        "wrong PIN, then right": (READ, BAD_PIN, BAD_PIN, PIN, SIGN_PIN),
        "phone": (READ, SIGN_PHONE),
        "a face that a phone does not have": (READ, FACE, SIGN_FACE),
    }
)


def roads_of(holder: Holder) -> Mapping[str, tuple[Call, ...]]:
    """Return the roads that lead somewhere with this token."""
    return CARD_ROADS if holder.persona.card_kind == "my_number" else PHONE_ROADS
