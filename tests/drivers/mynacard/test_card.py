from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from drivers.mynacard.card import MyNumberCard
from drivers.pcsc.apdu import Command, Ins
from drivers.pcsc.exchange import Exchange
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof
from kiosk.domain.pin import PinTries
from kiosk.domain.refusal import CardRefusal
from kiosk.ports.card import (
    CardRead,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SigningRefused,
    TokenKind,
)
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    JPKI_AP,
    PIN,
    FakeCard,
    certificate,
)

CHALLENGE = bytes(range(32))
PIN_KEY = (JPKI_AP, 0x18)


class BelievedTerminal:
    """A terminal of which this fake card is easily convinced."""

    def prove(self, exchange: Exchange) -> bool:
        exchange.send(Command(Ins.EXTERNAL_AUTHENTICATE, data=b"I am one"))
        return True


class DoubtedTerminal:
    """A terminal that no card believes."""

    def prove(self, exchange: Exchange) -> bool:
        return False


@pytest.fixture
def fake() -> FakeCard:
    return FakeCard()


@pytest.fixture
def card(fake: FakeCard) -> MyNumberCard:
    return MyNumberCard(fake.open, BelievedTerminal())


def test_a_card_in_order_is_read(fake: FakeCard, card: MyNumberCard) -> None:
    read = card.read()
    assert isinstance(read, CardRead)
    assert (read.kind, read.pin_tries) == (TokenKind.CARD, PinTries(3))
    assert read.certificate is not None
    assert read.certificate.last_day == date(2030, 2, 17)
    assert fake.verifies == []


@pytest.mark.parametrize(
    ("not_after", "last_day"),
    [
        (datetime(2030, 2, 17, 14, 59, 59, tzinfo=UTC), date(2030, 2, 17)),
        (datetime(2030, 2, 17, 15, 0, 0, tzinfo=UTC), date(2030, 2, 18)),
    ],
)
def test_the_last_day_is_counted_by_japans_clock(
    fake: FakeCard, card: MyNumberCard, not_after: datetime, last_day: date
) -> None:
    fake.files[JPKI_AP, 0x0A] = certificate(not_after)
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.certificate is not None
    assert read.certificate.last_day == last_day


def test_a_first_command_that_fails_does_no_harm(fake: FakeCard, card: MyNumberCard) -> None:
    fake.tamper = lambda command, answer: b"\x6f\x00" if len(fake.sent) == 1 else answer
    assert isinstance(card.read(), CardRead)


@pytest.mark.parametrize("status", ["6a82", "6d00", "6e00", "6a81", "6a86", "6700", "6300"])
def test_another_kind_of_card_is_told_apart(
    fake: FakeCard, card: MyNumberCard, status: str
) -> None:
    fake.tamper = lambda command, answer: bytes.fromhex(status)
    assert card.read() is CardRefusal.NOT_MY_NUMBER_CARD


def test_a_card_that_fails_to_select_is_a_fault_and_no_other_kind(
    fake: FakeCard, card: MyNumberCard
) -> None:
    fake.tamper = lambda command, answer: b"\x6f\x00"
    with pytest.raises(DeviceFault, match="unexpected_status"):
        card.read()


@pytest.mark.parametrize(
    ("label", "outcome"),
    [
        (b"JPKIAPICCTOKEN", CardRefusal.OLD_CARD),
        (b"SOMETHING ELSE", CardRefusal.NOT_MY_NUMBER_CARD),
        (b"", CardRefusal.NOT_MY_NUMBER_CARD),
    ],
)
def test_the_token_label_tells_the_kind(
    fake: FakeCard, card: MyNumberCard, label: bytes, outcome: CardRefusal
) -> None:
    fake.files[JPKI_AP, 0x06] = label.ljust(32)
    assert card.read() is outcome


def test_a_phone_is_told_apart_by_its_label(fake: FakeCard, card: MyNumberCard) -> None:
    fake.files[JPKI_AP, 0x06] = b"JPKIAPIOSTOKEN".ljust(32, b"\0")
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.kind is TokenKind.IPHONE


def test_without_token_info_it_is_no_my_number_card(fake: FakeCard, card: MyNumberCard) -> None:
    del fake.files[JPKI_AP, 0x06]
    assert card.read() is CardRefusal.NOT_MY_NUMBER_CARD


@pytest.mark.parametrize("content", [b"", b"\xff" * 64])
def test_an_empty_certificate_file_holds_no_certificate(
    fake: FakeCard, card: MyNumberCard, content: bytes
) -> None:
    fake.files[JPKI_AP, 0x0A] = content
    assert card.read() is CardRefusal.NO_CERTIFICATE


def test_without_certificate_file_there_is_no_certificate(
    fake: FakeCard, card: MyNumberCard
) -> None:
    del fake.files[JPKI_AP, 0x0A]
    assert card.read() is CardRefusal.NO_CERTIFICATE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (certificate()[:100], "file_too_short"),
        (bytes.fromhex("30820004") + b"abcd", "malformed_certificate"),
        (b"\x30\x03abc", "malformed_certificate"),
        (b"\x31\x82\x00\x04abcd", "malformed_certificate"),
        (b"\x30\x82", "file_too_short"),
    ],
)
def test_a_broken_certificate_is_a_fault(
    fake: FakeCard, card: MyNumberCard, content: bytes, code: str
) -> None:
    fake.files[JPKI_AP, 0x0A] = content
    with pytest.raises(DeviceFault, match=code) as caught:
        card.read()
    assert caught.value.__cause__ is None


def test_a_card_without_a_pin_has_no_tries(fake: FakeCard, card: MyNumberCard) -> None:
    del fake.files[PIN_KEY]
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.pin_tries.locked
    assert isinstance(card.verify_pin(PIN), PinIsLocked)


def test_the_right_pin_is_accepted_and_permits_a_signature(card: MyNumberCard) -> None:
    card.read()
    assert card.verify_pin(PIN) == PinAccepted()
    proof = card.sign(CHALLENGE, VerifiedBy.PIN)
    assert isinstance(proof, HolderProof)
    assert (proof.challenge, proof.certificate) == (CHALLENGE, certificate())
    public_key = x509.load_der_x509_certificate(proof.certificate).public_key()
    assert isinstance(public_key, rsa.RSAPublicKey)
    public_key.verify(proof.signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256())


def test_wrong_pins_cost_tries_until_the_chip_is_locked(fake: FakeCard, card: MyNumberCard) -> None:
    card.read()
    outcomes = [card.verify_pin(type(PIN)(digits)) for digits in ("0001", "0002", "0003")]
    assert outcomes == [PinRejected(PinTries(left)) for left in (2, 1, 0)]
    assert isinstance(card.verify_pin(PIN), PinIsLocked)
    assert isinstance(card.verify_pin(type(PIN)("0001")), PinIsLocked)


def test_a_signature_without_a_verified_pin_is_not_permitted(card: MyNumberCard) -> None:
    card.read()
    assert card.sign(CHALLENGE, VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED


@pytest.mark.parametrize("door", [VerifiedBy.FACE, VerifiedBy.VISUAL_CHECK])
def test_a_proven_terminal_permits_a_signature_without_pin(
    card: MyNumberCard, door: VerifiedBy
) -> None:
    card.read()
    assert isinstance(card.sign(CHALLENGE, door), HolderProof)


@pytest.mark.parametrize("terminal", [None, DoubtedTerminal()])
def test_without_a_proven_terminal_nothing_is_signed(
    fake: FakeCard, terminal: DoubtedTerminal | None
) -> None:
    card = MyNumberCard(fake.open, terminal)
    card.read()
    assert card.sign(CHALLENGE, VerifiedBy.FACE) is SigningRefused.NOT_PERMITTED
    assert not any(command[1] == 0x2A for command in fake.sent)


def test_after_a_face_that_did_not_match_the_pin_still_serves(card: MyNumberCard) -> None:
    card.read()
    card.read_portrait(CHECK_NUMBER)
    assert card.verify_pin(PIN) == PinAccepted()
    assert isinstance(card.sign(CHALLENGE, VerifiedBy.PIN), HolderProof)


def test_a_card_that_was_not_read_or_was_released_is_gone(
    fake: FakeCard, card: MyNumberCard
) -> None:
    with pytest.raises(CardGone):
        card.verify_pin(PIN)
    card.read()
    card.release()
    with pytest.raises(CardGone):
        card.read_portrait(CHECK_NUMBER)
    with pytest.raises(CardGone):
        card.sign(CHALLENGE, VerifiedBy.PIN)
    assert fake.closed == 1


def test_reading_anew_powers_the_card_off_in_between(fake: FakeCard, card: MyNumberCard) -> None:
    card.read()
    card.verify_pin(PIN)
    card.read()
    assert (fake.opened, fake.closed) == (2, 1)
    assert card.sign(CHALLENGE, VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED


def test_a_signature_of_the_wrong_length_is_a_fault(fake: FakeCard, card: MyNumberCard) -> None:
    card.read()
    card.verify_pin(PIN)
    fake.tamper = lambda command, answer: b"short\x90\x00" if command[1] == 0x2A else answer
    with pytest.raises(DeviceFault, match="malformed_signature"):
        card.sign(CHALLENGE, VerifiedBy.PIN)


def test_no_fault_repeats_a_pin(fake: FakeCard, card: MyNumberCard) -> None:
    card.read()
    fake.tamper = lambda command, answer: b"\x6f\x00" if command[1] == 0x20 else answer
    with pytest.raises(DeviceFault) as caught:
        card.verify_pin(PIN)
    told = f"{caught.value!s} {caught.value!r} {caught.value.__notes__}"
    assert PIN.reveal() not in told
    assert "unexpected_status" in told
