"""No road spends more than a twentieth over the bytes that it must move.

What must be moved is counted from the card's own files, not from the dialogue: the name (AID) of
each application entered, the token's label, the certificate without filler, the card face to the
end of its signature, its issuer's certificate, and what is signed, sent as a proof and returned as
a signature. Not in it are command headers, length fields, status words, questions for counters and
whatever else is read on the way: all that is overhead.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import authority_from_file
from drivers.mynacard.terminal import Terminal
from drivers.pcsc.apdu import is_extended
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.ports.card import CardRead, PinAccepted
from simulators.card.authority import CARD_FACE_CA, Authority
from simulators.card.issue import issue_card, reset_tries
from simulators.card.vpcd import SlotChip
from simulators.personas.cast import Persona, load_cast
from tests.contracts.card.proofs import CHALLENGE, number_of, pin_of

MOST_OVERHEAD = 0.05
AID, LABEL, PIN, NUMBER, DIGEST_INFO, SIGNATURE = 10, 15, 4, 14, 51, 256
CV_CERTIFICATE, TERMINAL_CHALLENGE = 568, 32
VISUAL_AP = bytes.fromhex("D3921000310001010402")


@dataclass
class Radio:
    """The wire to a chip, without pcscd; `short_only` is a reader that carries no long command."""

    chip: SlotChip
    short_only: bool = False
    commands: int = 0
    moved: int = 0

    def open(self) -> "Radio":
        self.chip.power_on()
        return self

    def close(self) -> None:
        self.chip.power_off()

    def transmit(self, command: bytes) -> bytes:
        if self.short_only and is_extended(command) and command[1] == 0xB0:
            return b"\x67\x00"  # as `ReaderConnection` says for such a reader, off the wire
        answer = self.chip.transmit(command)
        self.commands += 1
        self.moved += len(command) + len(answer)
        return answer


@pytest.fixture
def taro(state: Path) -> Persona:
    persona = load_cast()["taro"]
    reset_tries(persona, state)
    return persona


@pytest.fixture
def radio(taro: Persona, state: Path) -> Radio:
    return Radio(issue_card(taro, state))


@pytest.fixture
def card(radio: Radio, terminal: Terminal, authority: Authority) -> MyNumberCard:
    issuer = authority_from_file(authority.folder / CARD_FACE_CA)
    return MyNumberCard(radio.open, terminal, issuer)


def signed_face_length(chip: SlotChip, persona: Persona) -> int:
    """Ask the chip itself how far its card face is signed: the end of DF28 by the table."""
    chip.power_on()
    chip.transmit(b"\x00\xa4\x04\x0c\x0a" + VISUAL_AP)
    chip.transmit(b"\x00\x20\x00\x92\x0e" + persona.check_number_b.encode())
    table = chip.transmit(b"\x00\xb0\x82\x08\x12")
    chip.power_off()
    return int.from_bytes(table[12:14], "big") + 5 + SIGNATURE


def assert_economical(radio: Radio, must: int) -> None:
    assert radio.moved >= must
    overhead = radio.moved / must - 1
    assert overhead <= MOST_OVERHEAD, f"{radio.commands} commands, {radio.moved} bytes for {must}"


def test_the_pin_road(radio: Radio, card: MyNumberCard, taro: Persona) -> None:
    assert isinstance(card.read(), CardRead)
    assert card.verify_pin(pin_of(taro)) == PinAccepted()
    proof = card.sign(CHALLENGE, VerifiedBy.PIN)
    assert isinstance(proof, HolderProof)
    must = AID + LABEL + len(proof.certificate) + PIN + DIGEST_INFO + SIGNATURE
    assert_economical(radio, must)


@pytest.mark.parametrize("short_only", [False, True])
def test_the_face_road(
    radio: Radio, card: MyNumberCard, taro: Persona, *, short_only: bool
) -> None:
    radio.short_only = short_only
    face = signed_face_length(radio.chip, taro)
    assert isinstance(card.read(), CardRead)
    assert isinstance(card.read_portrait(number_of(taro)), Portrait)
    proof = card.sign(CHALLENGE, VerifiedBy.FACE)
    assert isinstance(proof, HolderProof)
    visual = AID + NUMBER + face + CV_CERTIFICATE + DIGEST_INFO + SIGNATURE
    terminal = CV_CERTIFICATE + TERMINAL_CHALLENGE + SIGNATURE
    jpki = AID + LABEL + len(proof.certificate) + AID + DIGEST_INFO + SIGNATURE
    assert_economical(radio, visual + terminal + jpki)
