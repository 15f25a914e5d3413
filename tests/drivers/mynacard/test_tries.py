"""No try is spent twice, whatever happens between the kiosk and the chip."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.pin import MAX_TRIES, Pin, PinTries
from kiosk.domain.refusal import PortraitRefusal
from kiosk.ports.card import CardRead, PinAccepted, PinIsLocked, PinRejected
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    JPKI_AP,
    PIN,
    VISUAL_AP,
    WRONG_CHECK_NUMBER,
    WRONG_PIN,
    FakeCard,
    certificate,
)

PIN_KEY, NUMBER_KEY = (JPKI_AP, 0x18), (VISUAL_AP, 0x12)


@pytest.fixture
def fake() -> FakeCard:
    return FakeCard()


@pytest.fixture
def card(fake: FakeCard) -> MyNumberCard:
    return MyNumberCard(fake.open)


def lose_the_answer(fake: FakeCard, *, arrives: bool) -> None:
    """Break the wire at the next VERIFY, before or after the card has worked on it."""
    transmit = fake.transmit

    def broken(command: bytes) -> bytes:
        if command[1] != 0x20 or len(command) == 4:
            return transmit(command)
        fake.transmit = transmit
        if arrives:
            transmit(command)
        raise CardGone

    fake.transmit = broken


def test_a_pin_that_failed_is_not_sent_again(fake: FakeCard, card: MyNumberCard) -> None:
    for _ in range(3):  # also when the card was taken away and placed anew
        card.read()
        assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))
        assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))
        card.release()
    assert len(fake.verifies) == 1


def test_a_pin_that_failed_on_one_card_may_be_right_on_another(
    fake: FakeCard, card: MyNumberCard
) -> None:
    card.read()
    card.verify_pin(WRONG_PIN)
    fake.files[JPKI_AP, 0x0A] = certificate(datetime(2029, 1, 1, tzinfo=UTC))
    fake.secrets[PIN_KEY] = WRONG_PIN.reveal().encode()
    card.read()
    assert card.verify_pin(WRONG_PIN) == PinAccepted()


def test_a_pin_changed_at_the_municipal_office_is_sent_again(
    fake: FakeCard, card: MyNumberCard
) -> None:
    card.read()
    card.verify_pin(WRONG_PIN)
    fake.secrets[PIN_KEY], fake.tries[PIN_KEY] = WRONG_PIN.reveal().encode(), MAX_TRIES
    card.read()
    assert card.verify_pin(WRONG_PIN) == PinAccepted()


def test_a_locked_pin_is_not_sent_at_all(fake: FakeCard, card: MyNumberCard) -> None:
    fake.tries[PIN_KEY] = 0
    card.read()
    assert card.verify_pin(PIN) == PinIsLocked()
    assert fake.verifies == []


@pytest.mark.parametrize("arrives", [True, False])
def test_a_wrong_pin_whose_answer_was_lost(
    fake: FakeCard, card: MyNumberCard, *, arrives: bool
) -> None:
    card.read()
    lose_the_answer(fake, arrives=arrives)
    with pytest.raises(CardGone):
        card.verify_pin(WRONG_PIN)
    assert len(fake.verifies) == arrives
    read = card.read()  # asks the counter, sends nothing
    assert isinstance(read, CardRead)
    assert read.pin_tries == PinTries(MAX_TRIES - arrives)
    assert len(fake.verifies) == arrives
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(MAX_TRIES - 1))
    assert len(fake.verifies) == 1


@pytest.mark.parametrize("arrives", [True, False])
def test_a_right_pin_whose_answer_was_lost_can_be_typed_again(
    fake: FakeCard, card: MyNumberCard, *, arrives: bool
) -> None:
    fake.tries[PIN_KEY] = 1
    card.read()
    lose_the_answer(fake, arrives=arrives)
    with pytest.raises(CardGone):
        card.verify_pin(PIN)
    card.read()
    assert card.verify_pin(PIN) == PinAccepted()


def test_after_an_answer_without_sense_the_counter_is_asked_before_another_pin(
    fake: FakeCard, card: MyNumberCard
) -> None:
    card.read()
    fake.tamper = lambda command, answer: (
        b"\x6f\x00" if command[1] == 0x20 and len(command) > 4 else answer
    )
    with pytest.raises(DeviceFault):
        card.verify_pin(WRONG_PIN)
    fake.tamper = lambda command, answer: answer
    assert card.verify_pin(WRONG_PIN) == PinRejected(PinTries(2))  # it had cost a try
    assert len(fake.verifies) == 1
    assert card.verify_pin(PIN) == PinAccepted()


@pytest.mark.parametrize("arrives", [True, False])
def test_a_check_number_whose_answer_was_lost(
    fake: FakeCard, card: MyNumberCard, *, arrives: bool
) -> None:
    card.read()
    lose_the_answer(fake, arrives=arrives)
    with pytest.raises(CardGone):
        card.read_portrait(WRONG_CHECK_NUMBER)
    card.read()
    assert card.read_portrait(WRONG_CHECK_NUMBER) is PortraitRefusal.CHECK_NUMBER_WRONG
    assert fake.tries[NUMBER_KEY] == 9
    assert fake.times_sent(WRONG_CHECK_NUMBER.digits) == 1


def test_a_check_number_that_failed_stays_refused_after_a_right_one(
    fake: FakeCard, card: MyNumberCard
) -> None:
    card.read()
    card.read_portrait(WRONG_CHECK_NUMBER)
    card.read_portrait(CHECK_NUMBER)
    assert fake.tries[NUMBER_KEY] == 10
    card.read()
    assert card.read_portrait(WRONG_CHECK_NUMBER) is PortraitRefusal.CHECK_NUMBER_WRONG
    assert fake.times_sent(WRONG_CHECK_NUMBER.digits) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["0001", "0002", "4649"]), st.booleans(), st.booleans())))
def test_wrong_pins_never_reach_the_chip_twice(attempts: list[tuple[str, bool, bool]]) -> None:
    fake = FakeCard()
    card = MyNumberCard(fake.open)
    card.read()
    for value, anew, lost in attempts:
        if anew:
            card.read()
        if lost:
            lose_the_answer(fake, arrives=True)
        try:
            card.verify_pin(Pin(value))
        except CardGone:
            card.read()
    since_right: list[bytes] = []
    for command in fake.verifies:
        assert command[5:] not in since_right
        since_right = [] if command[5:] == b"4649" else [*since_right, command[5:]]
