"""Layers around a connection for whoever wants to look: a counter and a trace, both off by default.

The trace shows headers, status words and lengths. A command's body appears for SELECT alone, an
answer's body for the first bytes of files that were named as public: what is not known to be
harmless is blanked, so no PIN (INS 20, 24, 32), no portrait, certificate, record or signature can
slip through.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from drivers.pcsc.apdu import Ins
from drivers.pcsc.connection import Connection

PublicFiles: TypeAlias = Mapping[tuple[bytes, bytes], int]
"""By (AID, EF id): how many bytes from the file's start a trace may show."""

BY_DF_NAME = 0x04
SHORT_ID = 0x80  # this bit with five more names a file in the command itself
SHORT_ID_BITS = 0x1F
SUCCESS = b"\x90\x00"
NAMING_BY_P2 = (Ins.VERIFY, Ins.CHANGE_REFERENCE_DATA, Ins.PERFORM_SECURITY_OPERATION)


@dataclass
class WireCount:
    """What went over the wire: commands, bytes to the card, bytes from the card."""

    commands: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0


class CountingConnection:
    """Counts what another connection carries; `count` may be shared by several connections."""

    def __init__(self, connection: Connection, count: WireCount) -> None:
        self._connection = connection
        self._count = count

    def transmit(self, command: bytes) -> bytes:
        """Pass on and count."""
        self._count.commands += 1
        self._count.bytes_sent += len(command)
        answer = self._connection.transmit(command)
        self._count.bytes_received += len(answer)
        return answer

    def close(self) -> None:
        """Close the connection beneath."""
        self._connection.close()


class TracingConnection:
    """Writes a line for every command and every answer of another connection.

    `public` says of which files what may be shown; nothing unless told. Where it is not certain
    which file a card has current, as after a refused SELECT, nothing is shown.
    """

    def __init__(
        self,
        connection: Connection,
        write: Callable[[str], None],
        public: PublicFiles | None = None,
    ) -> None:
        self._connection = connection
        self._write = write
        self._public = public or {}
        self._aid = self._ef = b""

    def transmit(self, command: bytes) -> bytes:
        """Pass on and write down."""
        self._write(f"> {_command_line(command)}")
        answer = self._connection.transmit(command)
        self._follow_selection(command, answer[-2:] == SUCCESS)
        self._write(f"< {self._answer_line(command, answer)}")
        return answer

    def close(self) -> None:
        """Close the connection beneath."""
        self._connection.close()

    def _follow_selection(self, command: bytes, succeeded: bool) -> None:
        ins, p1, p2 = command[1], command[2], command[3]
        if ins == Ins.SELECT:
            name = command[5 : 5 + command[4]] if len(command) > 5 else b""
            if p1 == BY_DF_NAME:
                self._aid, self._ef = name if succeeded else b"", b""
            else:
                self._ef = name if succeeded else b""
        elif ins == Ins.READ_BINARY and p1 & SHORT_ID:
            self._ef = _file_of(p1) if succeeded else b""
        elif ins in NAMING_BY_P2 and p2 & SHORT_ID_BITS:
            self._ef = _file_of(p2) if succeeded else b""

    def _answer_line(self, command: bytes, answer: bytes) -> str:
        body, status = answer[:-2], answer[-2:].hex().upper()
        if command[1] != Ins.READ_BINARY:
            return f"{_blank(body)}{status}"
        p1, p2 = command[2], command[3]
        offset = p2 if p1 & SHORT_ID else p1 << 8 | p2
        free = max(0, self._public.get((self._aid, self._ef), 0) - offset)
        return f"{_plain(body[:free])}{_blank(body[free:])}{status}"


def _file_of(short_id: int) -> bytes:
    """Return the EF id: on this card the short ids are its last five bits (card.md §2)."""
    return bytes((0, short_id & SHORT_ID_BITS))


def _command_line(command: bytes) -> str:
    header, body = command[:4], command[4:]
    shown = command[1:2] == bytes((Ins.SELECT,)) or len(body) == 1  # one byte alone is Le
    shown_body = _plain(body) if shown or _is_extended_le(body) else _blank(body)
    return f"{_plain(header)}{shown_body}".rstrip()


def _is_extended_le(body: bytes) -> bool:
    """Tell 00 and two bytes of Le: in the short form 00 would be an Lc of none, with data."""
    return len(body) == 3 and body[0] == 0


def _plain(body: bytes) -> str:
    return body.hex(" ").upper() + " " if body else ""


def _blank(body: bytes) -> str:
    return f"<{len(body)} bytes> " if body else ""
