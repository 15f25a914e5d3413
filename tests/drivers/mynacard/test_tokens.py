"""Phones stand in for cards; and whatever the token, the driver finds its way."""

import hashlib
from datetime import date

import pytest

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.domain.token import CardKey, TokenKind
from kiosk.ports.card import CardRead, PinAccepted, PinIsLocked, PinRejected, SigningRefused
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    JPKI_AP,
    PIN,
    VISUAL_AP,
    WRONG_PIN,
    FakeCard,
    certificate,
)

CERTIFICATE = CertificateValidity(date(2030, 2, 17))
NUMBERS = b"1".rjust(32, b"0") + b"MODEL".ljust(16) + b"4711".rjust(16, b"0")


def key_of(shown: bytes) -> CardKey:
    return CardKey(hashlib.sha256(shown).digest())


def phone(label: bytes, numbers: bytes = NUMBERS) -> FakeCard:
    fake = FakeCard()
    fake.files = {place: file for place, file in fake.files.items() if place[0] != VISUAL_AP}
    fake.files[JPKI_AP, 0x06] = label.ljust(32) + numbers + bytes(64)
    return fake


@pytest.fixture
def android() -> FakeCard:
    fake = phone(b"JPKIAPGPSETOKEN")
    fake.certificate_needs_pin = True
    return fake


@pytest.fixture
def iphone() -> FakeCard:
    return phone(b"JPKIAPIOSTOKEN")


def test_an_android_shows_its_certificate_after_the_pin(android: FakeCard) -> None:
    card = MyNumberCard(android.open)
    assert card.read() == CardRead(TokenKind.ANDROID, None, PinTries(3), key_of(NUMBERS))
    assert card.sign(b"challenge", VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED
    assert card.verify_pin(PIN) == PinAccepted(CERTIFICATE)
    assert isinstance(card.sign(b"challenge", VerifiedBy.PIN), HolderProof)


@pytest.mark.parametrize("content", [None, b"", b"\xff" * 300])
def test_an_android_without_certificate(android: FakeCard, content: bytes | None) -> None:
    card = MyNumberCard(android.open)
    card.read()
    android.files[JPKI_AP, 0x0A] = content or b""
    if content is None:
        del android.files[JPKI_AP, 0x0A]
    assert card.verify_pin(PIN) is CardRefusal.NO_CERTIFICATE


def test_an_android_is_known_again_by_its_serial_number(android: FakeCard) -> None:
    card = MyNumberCard(android.open)
    for _ in range(2):
        card.read()
        assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))
    assert len(android.verifies) == 1
    android.files[JPKI_AP, 0x06] = b"JPKIAPGPSETOKEN".ljust(32) + NUMBERS[::-1] + bytes(64)
    card.read()
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(1))


@pytest.mark.parametrize("numbers", [b"0" * 64, bytes(64), b" " * 64, b"\xff" * 64, None])
def test_an_android_without_a_number_of_its_own_is_remembered_for_one_session_only(
    android: FakeCard, numbers: bytes | None
) -> None:
    android.files[JPKI_AP, 0x06] = b"JPKIAPGPSETOKEN".ljust(32) + (numbers or b"")
    card = MyNumberCard(android.open)
    card.read()
    card.verify_pin(WRONG_PIN)
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))
    card.read()
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(1))


def test_an_iphone_vouches_for_its_holder(iphone: FakeCard) -> None:
    iphone.verified.add((JPKI_AP, 0x18))  # as after Face ID
    card = MyNumberCard(iphone.open)
    assert card.read() == CardRead(
        TokenKind.IPHONE, CERTIFICATE, PinTries(0), key_of(certificate())
    )
    iphone.verified.add((JPKI_AP, 0x18))
    assert isinstance(card.sign(b"challenge", VerifiedBy.PHONE), HolderProof)
    assert not any(command[1] == 0x20 for command in iphone.sent)


def test_an_iphone_whose_holder_did_not_unlock_it(iphone: FakeCard) -> None:
    card = MyNumberCard(iphone.open)
    card.read()
    assert card.sign(b"challenge", VerifiedBy.PHONE) is SigningRefused.NOT_PERMITTED
    assert card.verify_pin(PIN) == PinIsLocked()


def test_only_an_iphone_vouches_for_its_holder(android: FakeCard) -> None:
    """What another program has verified before must not be taken for a phone's own proof."""
    for fake in (android, FakeCard()):
        card = MyNumberCard(fake.open)
        card.read()
        fake.verified.add((JPKI_AP, 0x18))
        assert card.sign(b"challenge", VerifiedBy.PHONE) is SigningRefused.NOT_PERMITTED


def test_an_iphone_that_shows_its_certificate_with_the_signature_alone(iphone: FakeCard) -> None:
    iphone.certificate_needs_pin = True
    card = MyNumberCard(iphone.open)
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.certificate is None
    iphone.verified.add((JPKI_AP, 0x18))
    assert isinstance(card.sign(b"challenge", VerifiedBy.PHONE), HolderProof)


@pytest.mark.parametrize("label", [b"JPKIAPGPSETOKEN", b"JPKIAPIOSTOKEN"])
def test_a_phone_has_no_portrait_and_keeps_what_was_verified(label: bytes) -> None:
    fake = phone(label)
    card = MyNumberCard(fake.open)
    card.read()
    fake.verified.add((JPKI_AP, 0x18))
    assert card.read_portrait(CHECK_NUMBER) is PortraitRefusal.NO_PHOTO
    assert isinstance(card.sign(b"challenge", VerifiedBy.PIN), HolderProof)


def test_a_card_whose_certificate_is_protected_is_broken() -> None:
    fake = FakeCard()
    fake.certificate_needs_pin = True
    with pytest.raises(DeviceFault, match="certificate_protected"):
        MyNumberCard(fake.open).read()


def test_a_card_that_knows_no_short_ids_is_read_all_the_same() -> None:
    fake = FakeCard()
    fake.short_ids = False
    card = MyNumberCard(fake.open)
    assert card.read() == CardRead(TokenKind.CARD, CERTIFICATE, PinTries(3), key_of(certificate()))
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))
    assert card.verify_pin(PIN) == PinAccepted()
    assert isinstance(card.sign(b"challenge", VerifiedBy.PIN), HolderProof)
    assert isinstance(card.read_portrait(CHECK_NUMBER), Portrait)
    assert [len(command) for command in fake.verifies] == [9, 9, 19]


class Slot:
    """Counts the cards that were disowned."""

    def __init__(self) -> None:
        self.disowned = 0

    def disown(self) -> None:
        self.disowned += 1


def test_what_is_no_card_of_ours_is_disowned() -> None:
    fake, slot = FakeCard(), Slot()
    card = MyNumberCard(fake.open, disown=slot.disown)
    card.read()
    assert slot.disowned == 0
    fake.tamper = lambda command, answer: b"\x6a\x82"
    card.read()
    assert slot.disowned == 1
    fake.tamper = lambda command, answer: b"\x64\x00"
    with pytest.raises(DeviceFault):
        card.read()
    assert slot.disowned == 2


def test_a_card_that_was_taken_away_is_not_disowned() -> None:
    fake, slot = FakeCard(), Slot()
    fake.gone_after = 2
    with pytest.raises(CardGone):
        MyNumberCard(fake.open, disown=slot.disown).read()
    assert slot.disowned == 0
