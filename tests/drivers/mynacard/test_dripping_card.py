"""A card that gives its files in driblets is broken: a real one would take minutes for it."""

import pytest

from drivers.mynacard.card import MyNumberCard
from kiosk.ports.card import CardRead
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fake_card import CHECK_NUMBER, FakeCard

READ = b"\x00\xb0"
MANY = 100


def dripping(fake: FakeCard, most: int) -> None:
    """Let no answer to a long READ hold more than so many bytes."""

    def tamper(command: bytes, right: bytes) -> bytes:
        long = command.startswith(READ) and (command[4] == 0 or command[4] > 64)
        return right[:-2][:most] + right[-2:] if long else right

    fake.tamper = tamper


def test_a_certificate_in_driblets_is_a_fault() -> None:
    fake = FakeCard()
    dripping(fake, 1)
    with pytest.raises(DeviceFault, match="endless_answer"):
        MyNumberCard(fake.open).read()
    assert len(fake.sent) < MANY


def test_a_card_face_in_driblets_is_a_fault() -> None:
    fake = FakeCard()
    card = MyNumberCard(fake.open)
    card.read()
    dripping(fake, 1)
    with pytest.raises(DeviceFault, match="endless_answer"):
        card.read_portrait(CHECK_NUMBER)
    assert len(fake.sent) < MANY


def test_a_reader_that_passes_somewhat_less_than_asked_still_reads() -> None:
    fake = FakeCard()
    dripping(fake, 200)
    assert isinstance(MyNumberCard(fake.open).read(), CardRead)
