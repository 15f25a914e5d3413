"""Layers around a connection for whoever wants to look: a counter and a trace, both off by default.

The trace shows headers, status words and lengths. A command's body appears for SELECT alone, an
answer's body for files that were named as public: what is not known to be harmless is blanked, so
no PIN (INS 20 and 24), no portrait and no certificate can slip through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from drivers.pcsc.apdu import Ins
from drivers.pcsc.connection import Connection

PublicFiles: TypeAlias = frozenset[tuple[bytes, bytes]]
"""Files as (AID, EF id) whose content a trace may show."""

BY_DF_NAME = 0x04


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

    `public` names the files whose content may be shown; none unless told.
    """

    def __init__(
        self,
        connection: Connection,
        write: Callable[[str], None],
        public: PublicFiles = frozenset(),
    ) -> None:
        self._connection = connection
        self._write = write
        self._public = public
        self._aid = self._ef = b""

    def transmit(self, command: bytes) -> bytes:
        """Pass on and write down."""
        self._follow_selection(command)
        self._write(f"> {_command_line(command)}")
        answer = self._connection.transmit(command)
        self._write(f"< {self._answer_line(command, answer)}")
        return answer

    def close(self) -> None:
        """Close the connection beneath."""
        self._connection.close()

    def _follow_selection(self, command: bytes) -> None:
        if command[1:2] != bytes((Ins.SELECT,)):
            return
        name = command[5 : 5 + command[4]] if len(command) > 5 else b""
        if command[2] == BY_DF_NAME:
            self._aid, self._ef = name, b""
        else:
            self._ef = name

    def _answer_line(self, command: bytes, answer: bytes) -> str:
        body, status = answer[:-2], answer[-2:].hex().upper()
        by_short_id = command[2] & 0x80
        shown = (
            command[1:2] == bytes((Ins.READ_BINARY,))
            and not by_short_id
            and (self._aid, self._ef) in self._public
        )
        return f"{_body(body, shown=shown)}{status}"


def _command_line(command: bytes) -> str:
    header, body = command[:4], command[4:]
    shown = command[1:2] == bytes((Ins.SELECT,)) or len(body) == 1  # one byte alone is Le
    return f"{header.hex(' ').upper()} {_body(body, shown=shown)}".rstrip()


def _body(body: bytes, *, shown: bool) -> str:
    if not body:
        return ""
    return (body.hex(" ").upper() if shown else f"<{len(body)} bytes>") + " "
