"""Takes command APDUs apart (ISO 7816-4, short and extended forms). Written for the chip alone."""

from dataclasses import dataclass
from typing import TypeAlias

Header: TypeAlias = tuple[int, int, int, int]  # CLA INS P1 P2


class MalformedApdu(Exception):
    """The bytes are no command APDU: the chip answers 6700."""


@dataclass(frozen=True, slots=True, repr=False)
class Command:
    """One command; `le` is the number of bytes wanted at most, None when none are."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    le: int | None = None
    extended: bool = False

    def __repr__(self) -> str:
        return f"<Command {self.cla:02X}{self.ins:02X}{self.p1:02X}{self.p2:02X}>"


def parse_command(apdu: bytes) -> Command:
    """Take a command APDU apart; raises MalformedApdu."""
    if len(apdu) < 4:
        raise MalformedApdu
    header, body = (apdu[0], apdu[1], apdu[2], apdu[3]), apdu[4:]
    if not body:
        return Command(*header)
    if len(body) == 1:
        return Command(*header, le=body[0] or 256)
    if body[0] != 0:
        return _short(header, body)
    return _extended(header, body)


def _short(header: Header, body: bytes) -> Command:
    count, rest = body[0], body[1:]
    if len(rest) == count:
        return Command(*header, data=rest)
    if len(rest) == count + 1:
        return Command(*header, data=rest[:count], le=rest[count] or 256)
    raise MalformedApdu


def _extended(header: Header, body: bytes) -> Command:
    if len(body) < 3:
        raise MalformedApdu
    count, rest = int.from_bytes(body[1:3]), body[3:]
    if not rest:
        return Command(*header, le=count or 65_536, extended=True)
    if count and len(rest) == count:
        return Command(*header, data=rest, extended=True)
    if count and len(rest) == count + 2:
        le = int.from_bytes(rest[count:]) or 65_536
        return Command(*header, data=rest[:count], le=le, extended=True)
    raise MalformedApdu
