"""A chip, or a wire, that only says it signed proves nobody."""

import pytest

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof
from kiosk.ports.card import SigningRefused
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fake_card import PIN, WRONG_PIN, FakeCard

SIGN = b"\x80\x2a"


def read_and_verified(fake: FakeCard) -> MyNumberCard:
    card = MyNumberCard(fake.open)
    card.read()
    card.verify_pin(PIN)
    return card


@pytest.mark.parametrize("signature", [bytes(256), b"\xff" * 256, bytes(range(256))])
def test_a_signature_that_is_none_is_a_fault(signature: bytes) -> None:
    fake = FakeCard()
    fake.tamper = lambda command, right: (
        signature + b"\x90\x00" if command.startswith(SIGN) else right
    )
    with pytest.raises(DeviceFault, match="malformed_signature"):
        read_and_verified(fake).sign(b"challenge", VerifiedBy.PIN)


def test_a_signature_over_something_else_is_a_fault() -> None:
    fake = FakeCard()
    signed: list[bytes] = []

    def tamper(command: bytes, right: bytes) -> bytes:
        if command.startswith(SIGN):
            signed.append(right)
            return signed[0]
        return right

    fake.tamper = tamper
    card = read_and_verified(fake)
    assert isinstance(card.sign(b"one", VerifiedBy.PIN), HolderProof)
    with pytest.raises(DeviceFault, match="malformed_signature"):
        card.sign(b"another", VerifiedBy.PIN)


def test_a_wire_that_calls_a_wrong_pin_right_wins_nothing() -> None:
    fake = FakeCard()
    fake.tamper = lambda command, right: b"\x90\x00" if command[1] == 0x20 else right
    card = MyNumberCard(fake.open)
    card.read()
    card.verify_pin(WRONG_PIN)
    assert card.sign(b"challenge", VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED
