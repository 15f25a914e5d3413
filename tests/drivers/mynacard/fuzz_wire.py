"""The wire between driver and simulated chip, with somebody on it who spoils answers and notes."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from kiosk.ports.faults import CardGone
from simulators.card.vpcd import SlotChip
from tests.drivers.mynacard.fuzz_answers import KINDS
from tests.drivers.mynacard.fuzz_plans import KindAt

OK = b"\x90\x00"
BOUND = 1_000
"""Commands that one call of the port may send: more is as good as a hang at a real card's speed."""


class EndlessCall(BaseException):
    """A call sent more than `BOUND` commands. Nothing in the driver may catch this."""


@dataclass(frozen=True)
class Verify:
    """A value that went to the chip: what the chip said, and what the driver was told."""

    key: tuple[bytes, bytes]
    value: bytes
    said: bytes
    told: bytes


@dataclass
class Wire:
    """Opens connections to one chip. Counts commands of all its connections from 1 on."""

    chip: SlotChip
    kind_at: KindAt
    chance: Random
    commands: int = 0
    in_call: int = 0
    spoiled_in_call: int = 0
    spoiled: Counter[str] = field(default_factory=Counter[str])
    verifies: list[Verify] = field(default_factory=list[Verify])
    opened: int = 0
    closed: int = 0
    sent: list[bytes] = field(default_factory=list[bytes])
    powered: bool = False
    _before: bytes = b"\x90\x00"
    _aid: bytes = b""
    _ef: bytes = b""

    def open(self) -> "Wire":
        """Power up the card."""
        self.opened += 1
        self.powered = True
        self.chip.power_on()
        self._aid = self._ef = b""
        return self

    def close(self) -> None:
        """Take its power."""
        self.closed += 1
        self.powered = False
        self.chip.power_off()

    def begin_call(self) -> None:
        """Count anew for the next call of the port."""
        self.in_call = self.spoiled_in_call = 0

    def transmit(self, command: bytes) -> bytes:
        """Let the chip answer, spoil what the plan says, note what was verified."""
        if not self.powered:
            raise CardGone
        self.commands += 1
        self.in_call += 1
        if self.in_call > BOUND:
            raise EndlessCall(f"more than {BOUND} commands in one call")
        self.sent.append(command[:4])
        self._follow(command)
        said = self.chip.transmit(command)
        told = b""
        try:
            told = self.spoil(command, said)
        finally:
            self._note(command, said, told)
            self._before = said
        return told

    def spoil(self, command: bytes, said: bytes) -> bytes:
        """Return what the driver is told instead; may raise a fault."""
        kind = self.kind_at(self.commands)
        if kind is None:
            return said
        self.spoiled[kind] += 1
        self.spoiled_in_call += 1
        return KINDS[kind](self.chance, said, self._before)

    def _follow(self, command: bytes) -> None:
        if command[:3] == b"\x00\xa4\x04":
            self._aid, self._ef = command[5 : 5 + command[4]], b""
        elif command[:3] == b"\x00\xa4\x02":
            self._ef = command[5:7]

    def _note(self, command: bytes, said: bytes, told: bytes) -> None:
        if command[1] == 0x20 and len(command) > 5:
            by_short_id = command[3] & 0x1F  # 80 alone means the current EF
            ef = by_short_id.to_bytes(2, "big") if by_short_id else self._ef
            value = command[5 : 5 + command[4]]
            self.verifies.append(Verify((self._aid, ef), value, said, told))
