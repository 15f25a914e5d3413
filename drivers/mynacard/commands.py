"""The card's commands by their standard names (JICSAP 1.1, JIS X 6306; card.md §2.6, §3).

Files and keys have ids of five bits, so most commands can name theirs in P1 or P2 (short id) and
need no SELECT before them. Where a token does not know that form, SELECT is tried: it refuses the
first command that carries no secret, so no VERIFY is ever repeated for it.
"""

from dataclasses import dataclass
from typing import Final

from drivers.pcsc.apdu import (
    EXTENDED_LE_MAX,
    SHORT_LE_MAX,
    Command,
    Ins,
    Response,
    unexpected_status,
)
from drivers.pcsc.exchange import Exchange
from drivers.pcsc.status import (
    FILE_NOT_FOUND,
    PAST_END_OF_FILE,
    SECURITY_STATUS_NOT_SATISFIED,
    SUCCESS,
    WRONG_LENGTH,
    StatusWord,
)
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

CURRENT_EF: Final = 0x80
SHORT_ID: Final = 0x80  # with the id in the five bits below
SPARE_COMMANDS: Final = 8  # beyond twice the shortest pieces that a file needs
KEY_OF_AP: Final = 0x00
NO_ANSWER_DATA: Final = 0x0C
GREATEST_OFFSET: Final = 0x7FFF  # P1's top bit means a short id


@dataclass(frozen=True)
class Key:
    """A PIN or check number on the card: how VERIFY names it (P2), and its tries left."""

    ef: int
    reference: int
    tries: int


def select_ap(exchange: Exchange, aid: bytes) -> Response:
    """SELECT an application by its AID; the caller judges the status word."""
    return exchange.send(Command(Ins.SELECT, 0x04, NO_ANSWER_DATA, aid))


def select_ef(exchange: Exchange, ef: int) -> None:
    """SELECT a file or key of the current application; any refusal is a fault."""
    if not find_ef(exchange, ef):
        raise _file_missing()


def find_ef(exchange: Exchange, ef: int) -> bool:
    """SELECT a file or key that need not exist; say whether it does (6A82)."""
    command = Command(Ins.SELECT, 0x02, NO_ANSWER_DATA, ef.to_bytes(2, "big"))
    response = exchange.send(command)
    if response.status == FILE_NOT_FOUND:
        return False
    if not response.status.is_ok:
        raise unexpected_status(command, response)
    return True


def query_key(exchange: Exchange, ef: int, when_verified: int) -> Key | None:
    """Ask a key for its tries left; costs none (VERIFY without data). None: there is no such key.

    This card says 63Cx even after a right value. Should one say 9000, the value was right and its
    counter is therefore full: `when_verified`.
    """
    by_short_id = Command(Ins.VERIFY, 0x00, SHORT_ID | ef)
    tries = _tries(exchange.send(by_short_id), when_verified)
    if tries is not None:
        return Key(ef, SHORT_ID | ef, tries)
    if not find_ef(exchange, ef):
        return None
    command = Command(Ins.VERIFY, 0x00, CURRENT_EF)
    response = exchange.send(command)
    tries = _tries(response, when_verified)
    if tries is None:
        raise unexpected_status(command, response)
    return Key(ef, CURRENT_EF, tries)


def _tries(response: Response, when_verified: int) -> int | None:
    if response.status.is_locked:
        return 0
    return when_verified if response.status.is_ok else response.status.tries_left


def verify(exchange: Exchange, key: Key, digits: str) -> StatusWord:
    """Send the digits to a key that was asked before, once. Returns 9000, 63Cx or a locked status.

    Python keeps immutable copies of the digits in the string, the APDU and pyscard's list until
    they are collected; they cannot be wiped, only let go of.
    """
    if key.reference == CURRENT_EF:
        select_ef(exchange, key.ef)
    command = Command(Ins.VERIFY, 0x00, key.reference, digits.encode("ascii"))
    response = exchange.send(command)
    status = response.status
    if status.is_ok or status.is_locked or status.tries_left is not None:
        return status
    raise unexpected_status(command, response)


def open_file(exchange: Exchange, ef: int, length: int) -> Response:
    """Make a file current and read at most `length` bytes from its start; fewer where it ends.

    The answer's status word is 9000, 6982 (not readable yet) or 6A82 (no such file); anything else
    is a fault. An empty file gives 9000 and no data.
    """
    command = Command(Ins.READ_BINARY, SHORT_ID | ef, 0, expected=length)
    response = exchange.send(command)
    if not _is_opened(response):
        if not find_ef(exchange, ef):
            return Response(b"", FILE_NOT_FOUND)
        command = _piece(0, min(length, SHORT_LE_MAX))
        response = exchange.send(command)
    if response.status == PAST_END_OF_FILE:
        return Response(b"", SUCCESS)
    if not _is_opened(response):
        raise unexpected_status(command, response)
    return Response(response.data[:length], response.status)


def _is_opened(response: Response) -> bool:
    return response.status.is_ok or response.status == SECURITY_STATUS_NOT_SATISFIED


def read_file(exchange: Exchange, ef: int, length: int, *, extended: bool = False) -> bytes:
    """Make a file current and read exactly its first `length` bytes; see `read_binary`."""
    first = open_file(exchange, ef, length if extended else min(length, SHORT_LE_MAX))
    if first.status == FILE_NOT_FOUND:
        raise _file_missing()
    if not first.status.is_ok:
        raise unexpected_status(Command(Ins.READ_BINARY, SHORT_ID | ef), first)
    here = len(first.data)
    return first.data + read_binary(exchange, here, length - here, extended=extended)


def read_binary(exchange: Exchange, offset: int, length: int, *, extended: bool = False) -> bytes:
    """Read exactly `length` bytes of the current file, in as few commands as allowed.

    `extended` permits Le above 256; a card that refuses it (6700) is read in short pieces. Raises
    `DeviceFault(Device.CARD, ...)`: ``file_too_short`` when the file ends before, ``file_too_long``
    when no offset reaches so far, ``endless_answer`` when it comes in driblets.
    """
    if length > EXTENDED_LE_MAX:
        raise DeviceFault(Device.CARD, "file_too_long")
    data = bytearray()
    commands_left = 2 * (length // SHORT_LE_MAX) + SPARE_COMMANDS
    while len(data) < length:
        if commands_left == 0:
            raise DeviceFault(Device.CARD, "endless_answer")
        commands_left -= 1
        wanted = length - len(data)
        if not extended:
            wanted = min(wanted, SHORT_LE_MAX)
        command = _piece(offset + len(data), wanted)
        response = exchange.send(command)
        if response.status == WRONG_LENGTH and extended and wanted > SHORT_LE_MAX:
            extended = False
            continue
        ended = response.status == PAST_END_OF_FILE
        if not response.status.is_ok and not ended:
            raise unexpected_status(command, response)
        if ended or not response.data:
            raise DeviceFault(Device.CARD, "file_too_short")
        data += response.data[:wanted]
    return bytes(data)


def _piece(offset: int, length: int) -> Command:
    if offset > GREATEST_OFFSET:
        raise DeviceFault(Device.CARD, "file_too_long")
    return Command(Ins.READ_BINARY, offset >> 8, offset & 0xFF, expected=length)


def _file_missing() -> DeviceFault:
    return DeviceFault(Device.CARD, "file_missing")


def compute_signature(exchange: Exchange, key_ef: int, digest_info: bytes) -> Response:
    """Sign with a key, PKCS#1 v1.5 over the data as it is; the caller judges the status word."""
    response = exchange.send(_signing(SHORT_ID | key_ef, digest_info))
    if response.status.is_ok or response.status == SECURITY_STATUS_NOT_SATISFIED:
        return response
    select_ef(exchange, key_ef)
    return exchange.send(_signing(CURRENT_EF, digest_info))


def compute_signature_of_ap(exchange: Exchange, digest_info: bytes) -> Response:
    """Sign with the application's own key, which needs no PIN (card.md §4.3); as above."""
    return exchange.send(_signing(KEY_OF_AP, digest_info))


def _signing(reference: int, digest_info: bytes) -> Command:
    return Command(
        Ins.PERFORM_SECURITY_OPERATION,
        p2=reference,
        data=digest_info,
        expected=SHORT_LE_MAX,
        cla=0x80,
    )
