"""`ports.card.Card`: what the kiosk may rely on, with the driver on a simulated card."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import authority_from_file
from drivers.mynacard.terminal import FictionalTerminal, Terminal
from drivers.pcsc.connection import Connection
from drivers.pcsc.reader import opener
from drivers.pcsc.trace import CountingConnection, WireCount
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.holder import Portrait
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import (
    CardRead,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SigningRefused,
    TokenKind,
)
from simulators.card.authority import CARD_FACE_CA, Authority
from tests.contracts.card.conftest import Counter, card_reader
from tests.contracts.card.proofs import CHALLENGE, assert_proves, number_of, pin_of

pytestmark = pytest.mark.reader


def test_the_road_by_pin(desk: Counter, card: MyNumberCard, authority: Authority) -> None:
    hanako = desk.place("hanako")
    read = card.read()
    assert isinstance(read, CardRead)
    assert (read.kind, read.pin_tries) == (TokenKind.CARD, PinTries(3))
    assert read.certificate is not None
    assert read.certificate.last_day == hanako.auth_validity.not_after
    assert card.verify_pin(pin_of(hanako)) == PinAccepted()
    assert_proves(card.sign(CHALLENGE, VerifiedBy.PIN), authority)


def test_the_road_by_face(desk: Counter, card: MyNumberCard, authority: Authority) -> None:
    taro = desk.place("taro")
    assert isinstance(card.read(), CardRead)
    portrait = card.read_portrait(number_of(taro))
    assert isinstance(portrait, Portrait)
    assert portrait.jpeg2000.startswith(bytes.fromhex("0000000C6A502020"))
    assert portrait.jpeg2000.endswith(b"\xff\xd9")  # JPEG 2000's end of codestream
    assert_proves(card.sign(CHALLENGE, VerifiedBy.FACE), authority)


def test_a_portrait_signed_by_the_authority(
    desk: Counter, terminal: Terminal, authority: Authority
) -> None:
    taro = desk.place("taro")
    key = authority_from_file(authority.folder / CARD_FACE_CA)
    card = MyNumberCard(opener(card_reader), terminal, key)
    card.read()
    portrait = card.read_portrait(number_of(taro))
    card.release()
    believing = MyNumberCard(opener(card_reader), terminal)
    believing.read()
    assert isinstance(portrait, Portrait)
    assert believing.read_portrait(number_of(taro)) == portrait
    believing.release()


def test_a_portrait_that_another_authority_signed(desk: Counter) -> None:
    taro = desk.place("taro")
    stranger = rsa.generate_private_key(65537, 2048).public_key()
    card = MyNumberCard(opener(card_reader), None, (stranger,))
    card.read()
    assert card.read_portrait(number_of(taro)) is PortraitRefusal.NOT_AUTHENTIC
    card.release()


def test_the_road_by_visual_check(desk: Counter, card: MyNumberCard, authority: Authority) -> None:
    desk.place("ichiro")
    assert isinstance(card.read(), CardRead)
    assert_proves(card.sign(CHALLENGE, VerifiedBy.VISUAL_CHECK), authority)


def test_wrong_pins_lock_the_card_and_it_stays_locked(desk: Counter, card: MyNumberCard) -> None:
    hanako = desk.place("hanako")
    card.read()
    outcomes = [card.verify_pin(Pin(digits)) for digits in ("0001", "0002", "0003")]
    assert outcomes == [PinRejected(PinTries(left)) for left in (2, 1, 0)]
    assert card.verify_pin(pin_of(hanako)) == PinIsLocked()
    card.release()
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.pin_tries.locked


def test_a_right_pin_gives_the_tries_back(desk: Counter, card: MyNumberCard) -> None:
    jiro = desk.place("jiro")
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.pin_tries == PinTries(1)
    assert card.verify_pin(pin_of(jiro)) == PinAccepted()
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.pin_tries == PinTries(3)


def test_a_card_locked_long_ago(desk: Counter, card: MyNumberCard) -> None:
    ichiro = desk.place("ichiro")
    read = card.read()
    assert isinstance(read, CardRead)
    assert read.pin_tries.locked
    assert card.verify_pin(pin_of(ichiro)) == PinIsLocked()


def test_a_pin_verified_before_the_release_permits_nothing_after_it(
    desk: Counter, card: MyNumberCard
) -> None:
    hanako = desk.place("hanako")
    card.read()
    assert card.verify_pin(pin_of(hanako)) == PinAccepted()
    card.release()
    card.read()
    assert card.sign(CHALLENGE, VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED


def test_the_portrait_read_after_the_pin_ends_what_the_pin_permitted(
    desk: Counter, card: MyNumberCard
) -> None:
    hanako = desk.place("hanako")
    card.read()
    card.verify_pin(pin_of(hanako))
    assert isinstance(card.read_portrait(number_of(hanako)), Portrait)
    assert card.sign(CHALLENGE, VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED


def test_a_terminal_that_is_not_certified_is_not_believed(
    desk: Counter, authority: Authority
) -> None:
    key = rsa.generate_private_key(65537, 2048)
    desk.place("taro")
    uncertified = FictionalTerminal(bytes(568), key)
    thief = FictionalTerminal(authority.terminal_certificate, key)
    doubtful: tuple[Terminal | None, ...] = (None, uncertified, thief)
    for terminal in doubtful:
        card = MyNumberCard(opener(card_reader), terminal)
        card.read()
        assert card.sign(CHALLENGE, VerifiedBy.FACE) is SigningRefused.NOT_PERMITTED
        card.release()


def test_a_wrong_check_number_opens_nothing(desk: Counter, card: MyNumberCard) -> None:
    taro = desk.place("taro")
    card.read()
    misread = CheckNumberB(taro.check_number_b[:-1] + str((int(taro.check_number_b[-1]) + 1) % 10))
    assert card.read_portrait(misread) is PortraitRefusal.CHECK_NUMBER_WRONG
    assert isinstance(card.read_portrait(number_of(taro)), Portrait)


def test_a_check_number_is_spared_before_the_chip_locks(desk: Counter, card: MyNumberCard) -> None:
    taro = desk.place("taro")
    card.read()
    numbers = [CheckNumberB(f"{n:014d}") for n in range(8)]
    outcomes = [card.read_portrait(number) for number in numbers]
    assert outcomes[:7] == [PortraitRefusal.CHECK_NUMBER_WRONG] * 7
    assert outcomes[7] is PortraitRefusal.CHECK_NUMBER_SPARED
    assert card.read_portrait(number_of(taro)) is PortraitRefusal.CHECK_NUMBER_SPARED


def test_a_card_without_photo(desk: Counter, card: MyNumberCard) -> None:
    infant = desk.place("no_photo")
    assert isinstance(card.read(), CardRead)
    assert card.read_portrait(number_of(infant)) is PortraitRefusal.NO_PHOTO


def test_a_card_of_another_kind(desk: Counter, card: MyNumberCard) -> None:
    desk.place("not_mynumber")
    assert card.read() is CardRefusal.NOT_MY_NUMBER_CARD


def test_the_roads_stay_short(desk: Counter, terminal: Terminal) -> None:
    """Commands are time on a contactless card: each road has a budget of them."""
    taro = desk.place("taro")
    count = WireCount()

    def open_counted() -> Connection:
        return CountingConnection(opener(card_reader)(), count)

    card = MyNumberCard(open_counted, terminal)
    card.read()
    card.verify_pin(pin_of(taro))
    card.sign(CHALLENGE, VerifiedBy.PIN)
    by_pin = count.commands
    card.read()
    card.read_portrait(number_of(taro))
    card.sign(CHALLENGE, VerifiedBy.FACE)
    card.release()
    assert by_pin <= 18
    assert count.commands - by_pin <= 33
