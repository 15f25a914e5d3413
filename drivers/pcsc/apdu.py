"""Command and response APDUs (ISO 7816-4, 5.2)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from drivers.pcsc.status import StatusWord
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

SHORT_LC_MAX = 0xFF
SHORT_LE_MAX = 0x100
EXTENDED_LC_MAX = 0xFFFF
EXTENDED_LE_MAX = 0x10000


class Ins(IntEnum):
    """Instruction bytes, by the standard's names."""

    VERIFY = 0x20
    CHANGE_REFERENCE_DATA = 0x24
    PERFORM_SECURITY_OPERATION = 0x2A
    EXTERNAL_AUTHENTICATE = 0x82
    GET_CHALLENGE = 0x84
    SET_PUBLIC_IC_KEY = 0xA2  # this card's own (card.md §7.2)
    SELECT = 0xA4
    READ_BINARY = 0xB0
    GET_RESPONSE = 0xC0


@dataclass(frozen=True, repr=False)
class Command:
    """A command APDU. `expected` is the greatest answer length wanted (Le), None for no answer.

    Short form where both lengths allow it, extended form otherwise. `repr` never shows the data:
    a PIN may be in it.
    """

    ins: int
    p1: int = 0
    p2: int = 0
    data: bytes = b""
    expected: int | None = None
    cla: int = 0

    def __post_init__(self) -> None:
        if len(self.data) > EXTENDED_LC_MAX or not 1 <= (self.expected or 1) <= EXTENDED_LE_MAX:
            raise ValueError("longer than an APDU can say")

    def encode(self) -> bytes:
        """Return the bytes of the wire."""
        header = bytes((self.cla, self.ins, self.p1, self.p2))
        extended = len(self.data) > SHORT_LC_MAX or (self.expected or 0) > SHORT_LE_MAX
        return header + (self._extended_body() if extended else self._short_body())

    def _short_body(self) -> bytes:
        lc = bytes((len(self.data),)) if self.data else b""
        le = b"" if self.expected is None else bytes((self.expected & 0xFF,))  # 00 asks for 256
        return lc + self.data + le

    def _extended_body(self) -> bytes:
        lc = b"\0" + len(self.data).to_bytes(2, "big") if self.data else b""
        if self.expected is None:
            return lc + self.data
        le = (self.expected & 0xFFFF).to_bytes(2, "big")  # 0000 asks for 65536
        return lc + self.data + (le if self.data else b"\0" + le)

    def __repr__(self) -> str:
        header = f"{self.cla:02X} {self.ins:02X} {self.p1:02X} {self.p2:02X}"
        return f"<Command {header}, {len(self.data)} bytes, expects {self.expected}>"


@dataclass(frozen=True, repr=False)
class Response:
    """A response APDU. `repr` never shows the data: it may be personal."""

    data: bytes
    status: StatusWord

    @classmethod
    def decode(cls, answer: bytes) -> Self:
        """Split the wire's bytes; raises `DeviceFault(Device.CARD, "short_answer")`."""
        if len(answer) < 2:
            raise DeviceFault(Device.CARD, "short_answer")
        return cls(answer[:-2], StatusWord(int.from_bytes(answer[-2:], "big")))

    def __repr__(self) -> str:
        return f"<Response {self.status}, {len(self.data)} bytes>"


def is_extended(command: bytes) -> bool:
    """Tell the extended form: a short Lc is never 00 where more bytes follow."""
    return len(command) > 5 and command[4] == 0


def unexpected_status(command: Command, response: Response) -> DeviceFault:
    """Make the fault for a status word that the command has no use for.

    Header and status word go along as a note for the log; neither holds personal data.
    """
    fault = DeviceFault(Device.CARD, "unexpected_status")
    fault.add_note(f"{command!r} -> {response!r}")
    return fault
