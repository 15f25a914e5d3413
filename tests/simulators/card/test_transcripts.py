"""Dialogues of other people's software, replayed by pyscard through the real pcscd."""

import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from smartcard.CardConnection import CardConnection
from smartcard.Exceptions import CardConnectionException, NoCardException
from smartcard.scard import SCARD_LEAVE_CARD, SCARD_RESET_CARD, SCARD_UNPOWER_CARD
from smartcard.System import readers

from simulators.card.chip import CONTACT
from simulators.card.issue import issue_card, reset_tries
from simulators.card.virtual_reader import SLOTS, PrivateReader
from simulators.card.vpcd import VirtualSlot
from simulators.personas.cast import Persona
from tests.simulators.card.transcript import (
    Player,
    Transcript,
    TranscriptError,
    command,
    read_transcript,
)

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))
DISPOSITIONS = {
    "reset": SCARD_RESET_CARD,
    "unpower": SCARD_UNPOWER_CARD,
    "leave": SCARD_LEAVE_CARD,
}


class Wire:
    """pyscard's connection to the card in a slot."""

    def __init__(self, slot: int) -> None:
        self._connection = _connected(slot)

    def transmit(self, apdu: bytes) -> bytes:
        data, sw1, sw2 = self._connection.transmit(list(apdu))
        return bytes([*data, sw1, sw2])

    def control(self, disposition: str) -> None:
        self._connection.reconnect(disposition=DISPOSITIONS[disposition])

    def close(self) -> None:
        self._connection.disconnect()
        self._connection.release()


def _connected(slot: int) -> CardConnection:
    deadline = time.monotonic() + 5
    while True:
        connection = readers()[slot].createConnection()
        try:
            connection.connect(disposition=SCARD_UNPOWER_CARD)
        except (NoCardException, CardConnectionException):
            connection.release()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return connection


Slots = Iterator[tuple[int, VirtualSlot]]


@pytest.fixture(scope="module")
def slots(reader: PrivateReader) -> Slots:
    """Both slots in turn: pcscd sees one card leave while the next is spoken to."""
    return cycle([(n, VirtualSlot(reader.slot_address(n))) for n in range(SLOTS)])


def replay(slots: Slots, transcript: Transcript, card: Persona, state: Path) -> None:
    number, slot = next(slots)
    reset_tries(card, state)
    slot.insert(issue_card(card, state, atr=CONTACT if transcript.contact else None))
    try:
        wire = Wire(number)
        try:
            Player(wire.transmit, wire.control).play(transcript)
        finally:
            wire.close()
    finally:
        slot.remove()


@pytest.mark.reader
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_card_answers_as_the_transcript_says(
    file: Path, slots: Slots, cast: dict[str, Persona], state: Path
) -> None:
    transcript = read_transcript(file)
    replay(slots, transcript, cast[transcript.persona], state)


def test_a_transcript_that_is_wrong_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "wrong.txt"
    answers = {b"\x00\xa4": b"\x90\x00", b"\x00\xb0": b"\x01\x02\x03\x90\x00"}

    def play(text: str) -> None:
        file.write_text("@persona hanako\n" + text)
        Player(lambda sent: answers[sent[:2]], lambda _: None).play(read_transcript(file))

    play(
        "> 00 A4\n< 90 00   # well\n> 00 B0\n< 01 <2 bytes: rest> 90 00\n> 00 B0\n< 01 <=rest> 9000"
    )
    for wrong in ("< 6A 82", "< 90", "< 90 00 00", "< <1 bytes> 90 00", "< <9 bytes>"):
        with pytest.raises(TranscriptError, match=r"wrong:3: "):
            play("> 00 A4\n" + wrong)
    with pytest.raises(TranscriptError, match="something else before"):
        play("> 00 B0\n< <1 bytes: first> 02 03 90 00\n> 00 B0\n< 01 <=first> 03 90 00")
    for nonsense in ("90 00", "> 00 A4", "@home\n< 90 00"):
        with pytest.raises(TranscriptError):
            play(nonsense)


def test_numbers_kept_earlier_go_into_commands() -> None:
    assert command("00 B0 04 00 {size-1020:1}", {"size": b"\x04\xdf"}) == bytes.fromhex(
        "00B00400E3"
    )
    assert command("00 B0 {photo:2} 11", {"photo": b"\x08\x52"}) == bytes.fromhex("00B0085211")
