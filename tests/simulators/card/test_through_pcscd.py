"""The chip behind the real pcscd and vpcd, spoken to by pyscard."""

import time
from collections.abc import Generator

import pytest
from smartcard.CardConnection import CardConnection
from smartcard.Exceptions import CardConnectionException, NoCardException
from smartcard.scard import SCARD_LEAVE_CARD, SCARD_RESET_CARD, SCARD_UNPOWER_CARD
from smartcard.System import readers

from simulators.card.chip import Chip
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import Faults, SlotError, VirtualSlot
from tests.reader import eventually
from tests.simulators.card.dialogue import AUTH_KEY, AUTH_PIN, JPKI, QUERY, SIGN, Issue, verify

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def only_slot(reader: PrivateReader) -> VirtualSlot:
    return VirtualSlot(reader.slot_address())


@pytest.fixture
def slot(only_slot: VirtualSlot) -> Generator[VirtualSlot]:
    yield only_slot
    only_slot.remove()
    eventually(is_empty, "the slot is empty")


def is_empty() -> bool:
    connection = readers()[0].createConnection()
    try:
        connection.connect()
    except NoCardException:
        return True
    except CardConnectionException:
        return False  # the card is going: its reader has not yet seen it
    finally:
        connection.release()
    return False


def connect(disposition: int = SCARD_UNPOWER_CARD) -> CardConnection:
    """Connect to the card in slot 0, waiting for the reader to see it."""
    deadline = time.monotonic() + 5
    while True:
        connection = readers()[0].createConnection()
        try:
            connection.connect(disposition=disposition)
        except (NoCardException, CardConnectionException):
            connection.release()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return connection


def ask(connection: CardConnection, *apdus: str) -> list[str]:
    return [say(connection, apdu)[1] for apdu in apdus]


def say(connection: CardConnection, apdu: str) -> tuple[bytes, str]:
    data, sw1, sw2 = connection.transmit(list(bytes.fromhex(apdu)))
    return bytes(data), f"{sw1:02X}{sw2:02X}"


def let_go(connection: CardConnection) -> None:
    connection.disconnect()
    connection.release()


@pytest.fixture
def hanako(issue: Issue) -> Chip:
    return issue("hanako")


def test_a_card_is_seen_verified_and_signs(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako)
    connection = connect()
    assert bytes(connection.getATR() or ()) == hanako.atr
    assert ask(connection, JPKI, AUTH_PIN, QUERY, verify("1234"), AUTH_KEY) == [
        *("9000", "9000", "63C3", "9000", "9000"),
    ]
    signature, word = say(connection, SIGN)
    assert (len(signature), word) == (256, "9000")
    let_go(connection)


def test_extended_lengths_pass_both_ways(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako)
    connection = connect()
    ask(connection, JPKI, "00A4020C02000A")
    data, word = say(connection, "00B00000000000")
    assert (len(data), word) == (2048, "9000")
    block = "80A206C1000133" + "00" * 307 + "0000"
    assert ask(connection, "00A4020C020016", block) == ["9000", "6A80"]
    let_go(connection)


@pytest.mark.parametrize(
    ("disposition", "word"),
    [(SCARD_LEAVE_CARD, "9000"), (SCARD_RESET_CARD, "9000"), (SCARD_UNPOWER_CARD, "6982")],
)
def test_only_unpowering_takes_the_verified_pin_away(
    slot: VirtualSlot, hanako: Chip, disposition: int, word: str
) -> None:
    slot.insert(hanako)
    connection = connect(disposition)
    ask(connection, JPKI, AUTH_PIN, verify("1234"))
    let_go(connection)
    connection = connect()
    assert ask(connection, JPKI, AUTH_KEY, SIGN) == ["9000", "9000", word]
    let_go(connection)


def test_a_card_pulled_in_the_middle_ends_the_dialogue(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako, Faults(pulled_at=3))
    connection = connect()
    assert ask(connection, JPKI, AUTH_PIN) == ["9000", "9000"]
    with pytest.raises(CardConnectionException):
        say(connection, QUERY)
    connection.release()
    slot.insert(hanako)  # the pulled card left its place free
    connection = connect()
    assert ask(connection, JPKI) == ["9000"]
    let_go(connection)


def test_the_first_command_may_fail_as_on_some_cards(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako, Faults(first_command_6f00=True))
    connection = connect()
    assert ask(connection, "00A40000", JPKI) == ["6F00", "9000"]
    let_go(connection)


def test_a_slow_card_answers_in_the_end(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako, Faults(delay=0.05))
    connection = connect()
    begin = time.monotonic()
    assert ask(connection, JPKI) == ["9000"]
    assert time.monotonic() - begin >= 0.05
    let_go(connection)


def test_a_mute_card_says_nothing_until_it_is_taken(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako, Faults(mute_from=1))
    connection = connect()
    slot.remove()
    with pytest.raises(CardConnectionException):
        say(connection, JPKI)
    connection.release()


def test_a_slot_is_as_late_as_it_is_told_and_tells_what_passes(
    reader: PrivateReader, hanako: Chip
) -> None:
    seen: list[str] = []

    class Seen:
        def event(self, what: str) -> None:
            seen.append(what)

        def exchange(self, command: bytes, answer: bytes | None) -> None:
            seen.append(f"{command.hex()} {answer.hex() if answer else answer}")

    asked: list[tuple[bytes, bytes]] = []

    def latency(command: bytes, answer: bytes) -> float:
        asked.append((command, answer))
        return 0.05

    place = VirtualSlot(reader.slot_address(), latency=latency, watch=Seen())
    place.insert(hanako, Faults(pulled_at=2))
    connection = connect()
    assert place.is_served
    begin = time.monotonic()
    assert ask(connection, JPKI) == ["9000"]
    assert time.monotonic() - begin >= 0.05
    with pytest.raises(CardConnectionException):
        say(connection, QUERY)
    connection.release()
    assert place.is_pulled
    place.remove()
    assert not place.is_pulled
    select = bytes.fromhex(JPKI)
    assert asked == [(select, b"\x90\x00")]
    assert "power on" in seen
    assert f"{select.hex()} 9000" in seen
    assert "00200080 None" in seen
    eventually(is_empty, "the slot is empty")


def test_a_card_that_follows_another_at_once_is_seen(reader: PrivateReader, hanako: Chip) -> None:
    first = VirtualSlot(reader.slot_address())
    first.insert(hanako)
    connection = connect()
    first.remove()
    with pytest.raises(CardConnectionException):
        say(connection, JPKI)
    connection.release()
    second = VirtualSlot(reader.slot_address())  # another program: knows nothing of the first
    second.insert(hanako)
    try:
        connection = connect()
        assert ask(connection, JPKI) == ["9000"]
        let_go(connection)
    finally:
        second.remove()
    eventually(is_empty, "the slot is empty")


def test_one_slot_holds_one_card(slot: VirtualSlot, hanako: Chip) -> None:
    slot.insert(hanako)
    with pytest.raises(SlotError):
        slot.insert(hanako)


def test_a_card_lying_in_the_reader_is_found_again_by_a_new_pcscd(
    reader: PrivateReader, slot: VirtualSlot, hanako: Chip
) -> None:
    slot.insert(hanako)
    connection = connect()
    let_go(connection)
    reader.stop_pcscd()
    reader.start_pcscd()
    connection = connect()
    assert ask(connection, JPKI) == ["9000"]
    let_go(connection)
