"""The card's commands by their standard names (JICSAP 1.1, JIS X 6306; card.md §2.6, §3)."""

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
from drivers.pcsc.status import FILE_NOT_FOUND, PAST_END_OF_FILE, WRONG_LENGTH, StatusWord
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

CURRENT_EF: Final = 0x80
NO_ANSWER_DATA: Final = 0x0C
GREATEST_OFFSET: Final = 0x7FFF  # P1's top bit means something else


def wake(exchange: Exchange) -> None:
    """Send one command to no purpose: the first after power-up may fail (6F00, card.md §1.1)."""
    exchange.send(Command(Ins.SELECT))


def select_ap(exchange: Exchange, aid: bytes) -> Response:
    """SELECT an application by its AID; the caller judges the status word."""
    return exchange.send(Command(Ins.SELECT, 0x04, NO_ANSWER_DATA, aid))


def select_ef(exchange: Exchange, ef: int) -> None:
    """SELECT a file or key of the current application; any refusal is a fault."""
    if not find_ef(exchange, ef):
        raise DeviceFault(Device.CARD, "file_missing")


def find_ef(exchange: Exchange, ef: int) -> bool:
    """SELECT a file or key that need not exist; say whether it does (6A82)."""
    command = Command(Ins.SELECT, 0x02, NO_ANSWER_DATA, ef.to_bytes(2, "big"))
    response = exchange.send(command)
    if response.status == FILE_NOT_FOUND:
        return False
    if not response.status.is_ok:
        raise unexpected_status(command, response)
    return True


def query_tries(exchange: Exchange, when_verified: int) -> int:
    """Ask the current key for its tries left; costs none (VERIFY without data).

    This card says 63Cx even after a right value. Should one say 9000, the value was right and its
    counter is therefore full: `when_verified`.
    """
    command = Command(Ins.VERIFY, 0x00, CURRENT_EF)
    response = exchange.send(command)
    if response.status.is_locked:
        return 0
    if response.status.is_ok:
        return when_verified
    if response.status.tries_left is None:
        raise unexpected_status(command, response)
    return response.status.tries_left


def verify(exchange: Exchange, digits: str) -> StatusWord:
    """Send the digits to the current key, once. Returns 9000, 63Cx or a locked status word.

    Python keeps immutable copies of the digits in the string, the APDU and pyscard's list until
    they are collected; they cannot be wiped, only let go of.
    """
    command = Command(Ins.VERIFY, 0x00, CURRENT_EF, digits.encode("ascii"))
    response = exchange.send(command)
    status = response.status
    if status.is_ok or status.is_locked or status.tries_left is not None:
        return status
    raise unexpected_status(command, response)


def read_binary(exchange: Exchange, offset: int, length: int, *, extended: bool = False) -> bytes:
    """Read exactly `length` bytes of the current file, in as few commands as allowed.

    `extended` permits Le above 256; a card that refuses it (6700) is read in short pieces. Raises
    `DeviceFault(Device.CARD, ...)`: ``file_too_short`` when the file ends before, ``file_too_long``
    when no offset reaches so far.
    """
    if length > EXTENDED_LE_MAX:
        raise DeviceFault(Device.CARD, "file_too_long")
    data = bytearray()
    while len(data) < length:
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


def read_beginning(exchange: Exchange, length: int) -> bytes:
    """Read at most `length` (to 256) bytes of the current file, fewer where it ends, maybe none."""
    command = _piece(0, length)
    response = exchange.send(command)
    if response.status == PAST_END_OF_FILE:
        return b""
    if not response.status.is_ok:
        raise unexpected_status(command, response)
    return response.data[:length]


def _piece(offset: int, length: int) -> Command:
    if offset > GREATEST_OFFSET:
        raise DeviceFault(Device.CARD, "file_too_long")
    return Command(Ins.READ_BINARY, offset >> 8, offset & 0xFF, expected=length)


def compute_signature(exchange: Exchange, digest_info: bytes) -> Response:
    """Sign with the current key, PKCS#1 v1.5 over the data as it is; the caller judges 6982."""
    command = Command(
        Ins.PERFORM_SECURITY_OPERATION,
        p2=CURRENT_EF,
        data=digest_info,
        expected=SHORT_LE_MAX,
        cla=0x80,
    )
    return exchange.send(command)
