from datetime import UTC, datetime

import pytest

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    JPKI_AP,
    PORTRAIT,
    VISUAL_AP,
    WRONG_CHECK_NUMBER,
    FakeCard,
    card_face,
    certificate,
)

CHECK_NUMBER_KEY = (VISUAL_AP, 0x12)


@pytest.fixture
def fake() -> FakeCard:
    return FakeCard()


@pytest.fixture
def card(fake: FakeCard) -> MyNumberCard:
    return MyNumberCard(fake.open)


@pytest.mark.parametrize("extended", [True, False])
def test_the_portrait_is_read_and_neither_name_nor_address(
    fake: FakeCard, card: MyNumberCard, *, extended: bool
) -> None:
    fake.extended = extended  # announced in EF 0003 all the same: a refusal is lived with
    answers: list[bytes] = []
    fake.tamper = lambda command, answer: answers.append(answer) or answer
    card.read()
    portrait = card.read_portrait(CHECK_NUMBER)
    assert isinstance(portrait, Portrait)
    assert portrait.jpeg2000 == PORTRAIT
    assert not any(b"name image" in answer or b"address" in answer for answer in answers)


def test_without_announcement_no_extended_command_is_sent(
    fake: FakeCard, card: MyNumberCard
) -> None:
    fake.files[VISUAL_AP, 0x03] = bytes.fromhex("FF3007DF310406010E01")
    card.read()
    assert isinstance(card.read_portrait(CHECK_NUMBER), Portrait)
    assert all(len(command) == 5 for command in fake.sent if command[1] == 0xB0)


@pytest.mark.parametrize("portrait", [None, b""])
def test_a_card_without_photo(fake: FakeCard, card: MyNumberCard, portrait: bytes | None) -> None:
    fake.files[VISUAL_AP, 0x02] = card_face(portrait)
    card.read()
    assert card.read_portrait(CHECK_NUMBER) is PortraitRefusal.NO_PHOTO


def test_a_wrong_check_number_is_sent_once_and_never_again(
    fake: FakeCard, card: MyNumberCard
) -> None:
    for _ in range(3):  # the card is placed anew and misread the same way
        card.read()
        assert card.read_portrait(WRONG_CHECK_NUMBER) is PortraitRefusal.CHECK_NUMBER_WRONG
        card.release()
    assert fake.times_sent(WRONG_CHECK_NUMBER.digits) == 1
    card.read()
    assert isinstance(card.read_portrait(CHECK_NUMBER), Portrait)


def test_a_check_number_wrong_for_one_card_may_be_right_for_another(
    fake: FakeCard, card: MyNumberCard
) -> None:
    card.read()
    card.read_portrait(WRONG_CHECK_NUMBER)
    fake.files[JPKI_AP, 0x0A] = certificate(datetime(2029, 1, 1, tzinfo=UTC))
    fake.secrets[CHECK_NUMBER_KEY] = WRONG_CHECK_NUMBER.digits.encode()
    card.read()
    assert isinstance(card.read_portrait(WRONG_CHECK_NUMBER), Portrait)


@pytest.mark.parametrize(("left", "sends"), [(0, 0), (3, 0), (4, 1)])
def test_a_check_number_with_few_tries_left_is_spared(
    fake: FakeCard, card: MyNumberCard, left: int, sends: int
) -> None:
    fake.tries[CHECK_NUMBER_KEY] = left
    card.read()
    outcome = card.read_portrait(WRONG_CHECK_NUMBER)
    refusals = PortraitRefusal.CHECK_NUMBER_SPARED, PortraitRefusal.CHECK_NUMBER_WRONG
    assert outcome is refusals[sends]
    assert len(fake.verifies) == sends
