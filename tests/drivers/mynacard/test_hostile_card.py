"""Whatever the chip answers, the driver ends in a documented outcome or in a fault."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.terminal import FictionalTerminal
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device, Fault
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import CardRead, PinAccepted, PinIsLocked, PinRejected, SigningRefused
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fake_card import CHECK_NUMBER, PIN, FakeCard, card_face, key

# A tampered certificate can hold what the library as yet only warns of, such as a negative serial.
pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")

CODES = {
    "card_gone",
    "certificate_protected",
    "endless_answer",
    "file_missing",
    "file_too_long",
    "file_too_short",
    "jpki_ap_missing",
    "malformed_certificate",
    "malformed_signature",
    "malformed_tlv",
    "short_answer",
    "unexpected_status",
    "visual_ap_missing",
}
OUTCOMES = (
    *(CardRead, CardRefusal, PinAccepted, PinRejected, PinIsLocked),
    *(Portrait, PortraitRefusal, HolderProof, SigningRefused),
)
STATUS = st.one_of(
    st.sampled_from(
        [
            *(0x9000, 0x63C0, 0x63C3, 0x63CF, 0x6300, 0x6700, 0x6982, 0x6983, 0x6984),
            *(0x6A82, 0x6A86, 0x6B00, 0x6C04, 0x6C00, 0x6D00, 0x6F00, 0x6101),
        ]
    ).map(lambda status: status.to_bytes(2, "big")),
    st.binary(min_size=2, max_size=2),
)
ANSWER = st.one_of(
    st.binary(max_size=40), st.builds(lambda a, b: a + b, st.binary(max_size=300), STATUS)
)


def call(fake: FakeCard, action: Callable[[], object]) -> bool:
    """Act; assert that it ended as documented and sent at most one value. False on a fault."""
    before = len(fake.verifies)
    try:
        outcome = action()
    except DeviceFault as caught:
        outcome = caught.fault
    assert len(fake.verifies) - before <= 1
    if isinstance(outcome, Fault):
        assert outcome.device is Device.CARD
        assert outcome.code in CODES
        return False
    assert isinstance(outcome, OUTCOMES)
    return True


def whole_road(fake: FakeCard, *, signed: bool = False) -> None:
    terminal = FictionalTerminal(bytes(568), key())
    card = MyNumberCard(fake.open, terminal, (key().public_key(),) if signed else None)
    try:
        if call(fake, card.read):
            call(fake, lambda: card.verify_pin(PIN))
            call(fake, lambda: card.sign(b"challenge", VerifiedBy.PIN))
            call(fake, lambda: card.read_portrait(CHECK_NUMBER))
            call(fake, lambda: card.sign(b"challenge", VerifiedBy.FACE))
            call(fake, lambda: card.verify_pin(PIN))
    finally:
        card.release()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.booleans())
def test_answers_of_pure_chance(data: st.DataObject, signed: bool) -> None:
    fake = FakeCard()
    fake.tamper = lambda command, answer: data.draw(ANSWER)
    whole_road(fake, signed=signed)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(step=st.integers(0, 50), answer=ANSWER, signed=st.booleans())
def test_one_wrong_answer_anywhere(step: int, answer: bytes, signed: bool) -> None:
    fake = FakeCard()
    fake.tamper = lambda command, right: answer if len(fake.sent) == step + 1 else right
    whole_road(fake, signed=signed)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(step=st.integers(0, 50), status=STATUS)
def test_any_status_word_at_any_step(step: int, status: bytes) -> None:
    fake = FakeCard()
    fake.tamper = lambda command, right: (
        right[:-2] + status if len(fake.sent) == step + 1 else right
    )
    whole_road(fake)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(step=st.integers(0, 50), keep=st.integers(0, 60))
def test_a_truncated_answer_anywhere(step: int, keep: int) -> None:
    fake = FakeCard()

    def tamper(command: bytes, right: bytes) -> bytes:
        return (
            right[: min(keep, len(right) - 2)] + right[-2:] if len(fake.sent) == step + 1 else right
        )

    fake.tamper = tamper
    whole_road(fake)


@settings(deadline=None, max_examples=50)
@given(steps=st.integers(0, 50))
def test_a_card_taken_away_after_any_command(steps: int) -> None:
    fake = FakeCard()
    fake.gone_after = steps
    card = MyNumberCard(fake.open)
    try:
        card.read()
        card.verify_pin(PIN)
        card.sign(b"challenge", VerifiedBy.PIN)
        card.read_portrait(CHECK_NUMBER)
    except CardGone:
        pass
    else:
        assert len(fake.sent) <= steps
    assert len(fake.verifies) <= 2
    card.release()
    assert fake.closed == fake.opened


@settings(deadline=None, max_examples=300)
@given(position=st.integers(0, 400), byte=st.integers(0, 255))
def test_one_wrong_byte_in_the_card_face(position: int, byte: int) -> None:
    fake = FakeCard()
    content = bytearray(card_face())
    content[position] = byte
    fake.files[bytes.fromhex("D3921000310001010402"), 0x02] = bytes(content)
    card = MyNumberCard(fake.open)
    card.read()
    call(fake, lambda: card.read_portrait(CHECK_NUMBER))


@settings(deadline=None, max_examples=300)
@given(position=st.integers(0, 700), byte=st.integers(0, 255))
def test_one_wrong_byte_in_the_certificate(position: int, byte: int) -> None:
    fake = FakeCard()
    ef = (bytes.fromhex("D392F000260100000001"), 0x0A)
    content = bytearray(fake.files[ef] or b"")
    content[position] = byte
    fake.files[ef] = bytes(content)
    card = MyNumberCard(fake.open)
    call(fake, card.read)
