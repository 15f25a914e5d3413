"""A patient for the wire: the simulated card, what its holder knows, who signed for it."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import CardFaceAuthority, authority_from_file
from drivers.mynacard.terminal import Terminal, terminal_from_files
from drivers.pcsc.tlv import read_objects
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.pin import Pin
from simulators.card import signing
from simulators.card.authority import CARD_FACE_CA, TERMINAL_CERTIFICATE, TERMINAL_KEY
from simulators.card.issue import authority_of, issue_card, reset_tries
from simulators.card.vpcd import SlotChip
from simulators.personas.cast import FULL_TRIES, Persona, load_cast
from tests.drivers.mynacard.fuzz_wire import OK, Wire

JPKI_AP, VISUAL_AP = bytes.fromhex("D392F000260100000001"), bytes.fromhex("D3921000310001010402")
PIN_KEY, NUMBER_KEY = (JPKI_AP, b"\x00\x18"), (VISUAL_AP, b"\x00\x12")
WRONG_PIN, WRONG_NUMBER = Pin("9517"), CheckNumberB("55021720359999")
PORTRAIT_TAG: Final = 0xDF27
STATUS_IN_A_NOTE = re.compile(r"<(?:Response|Command)[0-9A-F ]*")
NOT_THERE = b"\x6a\x82"


class ChipRefused(Exception):
    """The chip would not do what its own dialogue needs."""


@dataclass(frozen=True)
class Counters:
    """Tries left, as the chip itself says; None where it has no such key."""

    pin: int | None
    number: int | None


class Holder:
    """One persona's card and what only its holder, or its printed front, can tell."""

    def __init__(self, persona: Persona, state: Path) -> None:
        self.persona = persona
        self._state = state
        authority = authority_of(state).folder
        self.terminal: Terminal = terminal_from_files(
            authority / TERMINAL_CERTIFICATE, authority / TERMINAL_KEY
        )
        self.authority: CardFaceAuthority = authority_from_file(authority / CARD_FACE_CA)
        self.pin = Pin(persona.pins.auth or "0000")
        self.number = CheckNumberB(persona.check_number_b)
        self.chip: SlotChip = self._issued()
        self.portrait = self._portrait()
        self._full = self.counters()

    def _issued(self) -> SlotChip:
        reset_tries(self.persona, self._state)
        return issue_card(self.persona, self._state)

    def driver(self, wire: Wire, *, authority: bool = True) -> MyNumberCard:
        """Make a driver on the wire."""
        return MyNumberCard(wire.open, self.terminal, self.authority if authority else None)

    # ------------------------------------------------------------ the chip, asked directly
    def counters(self) -> Counters:
        """Ask the chip for its counters, past every wire; leaves it without power."""
        self.chip.power_on()
        found = Counters(self._tries(*PIN_KEY), self._tries(*NUMBER_KEY))
        self.chip.power_off()
        return found

    def is_as_new(self) -> bool:
        """Tell whether the chip has all its tries."""
        return self.counters() == self._full

    def renew(self) -> None:
        """Give the card its first counters back, as the municipal office does."""
        if not self.is_as_new():
            self.chip = self._issued()

    def value_of(self, key: tuple[bytes, bytes]) -> bytes:
        """Return the right value of a key."""
        digits = self.pin.reveal() if key == PIN_KEY else self.number.digits
        return digits.encode("ascii")

    def _tries(self, aid: bytes, key: bytes) -> int | None:
        selected = self.chip.transmit(b"\x00\xa4\x04\x0c\x0a" + aid)
        if selected != OK or self.chip.transmit(b"\x00\xa4\x02\x0c\x02" + key) != OK:
            return None
        return self.chip.transmit(b"\x00\x20\x00\x80")[1] & 0x0F

    def _portrait(self) -> bytes:
        """Read the genuine portrait; empty for a card without one."""
        self.chip.power_on()
        try:
            if self._tries(*NUMBER_KEY) is None:
                return b""
            digits = self.number.digits.encode("ascii")
            self._must(b"\x00\x20\x00\x80" + bytes((len(digits),)) + digits)
            self._must(b"\x00\xa4\x02\x0c\x02\x00\x02")
            file = self._must(b"\x00\xb0\x00\x00\x00\x00\x00")
            total = 5 + int.from_bytes(file[3:5], "big")
            objects = {one.tag: one.value for one in read_objects(file[5:total])}
            return objects.get(PORTRAIT_TAG, b"")
        finally:
            self.chip.power_off()

    def _must(self, command: bytes) -> bytes:
        answer = self.chip.transmit(command)
        if answer[-2:] != OK:
            raise ChipRefused(answer[-2:].hex())
        return answer[:-2]

    # ------------------------------------------------------------ what nobody may read anywhere
    def leaks_in(self, text: str) -> list[str]:
        """Return what of the person stands in a text; headers and status words are nobody's."""
        one = self.persona
        secrets = (
            *(self.pin.reveal(), WRONG_PIN.reveal(), self.number.digits, WRONG_NUMBER.digits),
            *(one.name, *one.name.split("　"), one.kana, one.address, one.individual_number),
            *(one.birth_digits, f"{one.birth_date:%Y%m%d}"),
        )
        text = STATUS_IN_A_NOTE.sub("", text)
        hexadecimal = [secret.encode().hex() for secret in secrets if len(secret) > 4]
        return [secret for secret in (*secrets, *hexadecimal) if secret in text]


@contextmanager
def remembered_signatures() -> Generator[None]:
    """Let the chips compute every private-key operation once: the same data gives the same result.

    Whether a chip signs at all it still decides each time. Two thirds of a run were powers.
    """
    compute = signing._private
    known: dict[tuple[int, int], int] = {}

    def remembered(key: RSAPrivateKey, message: int) -> int:
        place = (key.public_key().public_numbers().n, message)
        if place not in known:
            known[place] = compute(key, message)
        return known[place]

    signing._private = remembered
    try:
        yield
    finally:
        signing._private = compute


def holders(state: Path) -> dict[str, Holder]:
    """Make one holder for every kind of token that the driver reads, by the kind's name."""
    found: dict[str, Holder] = {}
    for persona in load_cast().values():
        kind = persona.card_kind
        whole = persona.pins.auth is not None and not _tries_are_told(persona)
        usable = kind in {"my_number", "android", "iphone"} and whole and persona.has_photo
        if usable and kind not in found:  # a card takes seconds to be made
            found[kind] = Holder(persona, state)
    return found


def _tries_are_told(persona: Persona) -> bool:
    return any(persona.tries_left[name] != full for name, full in FULL_TRIES.items())
