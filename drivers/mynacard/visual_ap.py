"""券面事項確認AP: 照合番号B and the portrait behind it (card.md §2.3, §4).

`read_authentic_portrait` reads the whole card face and checks the signature over it, which needs
the key of the authority; `read_portrait` reads the portrait alone and believes the chip.
"""

import struct
from typing import Final

from drivers.mynacard import card_face, files
from drivers.mynacard.commands import (
    find_ef,
    query_tries,
    read_beginning,
    read_binary,
    select_ap,
    select_ef,
    verify,
)
from drivers.pcsc.apdu import Command, Ins, unexpected_status
from drivers.pcsc.exchange import Exchange
from drivers.pcsc.status import FILE_NOT_FOUND
from drivers.pcsc.tlv import LONGEST_HEADER, Header, malformed, read_header, read_object
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.ports.faults import DeviceFault

CHECK_NUMBER_MAX_TRIES: Final = 10

FIRST_OBJECT, LAST_OBJECT = 0xDF22, 0xDF2A  # the nine objects that the table points to
TABLE_LENGTH: Final = 2 * (LAST_OBJECT - FIRST_OBJECT + 1)
# Template header of 5 bytes (FF20 82 LLLL), table header of 3, the table: all in one READ.
BEGINNING: Final = 5 + 3 + TABLE_LENGTH
EMPTY_PORTRAIT: Final = b"\xdf\x27\x00"
NO_OFFSETS: Final = (0x0000, 0xFFFF)  # how an absent object may be entered; not published

INFO_TEMPLATE: Final = 0xFF30
INFO_SPECIFICATION: Final = 0xDF31  # version, extended lengths, vendor id, vendor's own
INFO_BEGINNING: Final = 16
EXTENDED_LENGTHS: Final = 0x03


def select(exchange: Exchange) -> None:
    """Select the AP; a usable card has it, so its absence is a fault."""
    response = select_ap(exchange, files.VISUAL_AP)
    if response.status == FILE_NOT_FOUND:
        raise DeviceFault(Device.CARD, "visual_ap_missing")
    if not response.status.is_ok:
        raise unexpected_status(Command(Ins.SELECT, data=files.VISUAL_AP), response)


def query_check_number_tries(exchange: Exchange) -> int:
    """Select the key 照合番号B and ask for its tries left, of ten; costs none."""
    select_ef(exchange, files.CHECK_NUMBER_B)
    return query_tries(exchange, when_verified=CHECK_NUMBER_MAX_TRIES)


def verify_check_number(exchange: Exchange, check_number: CheckNumberB) -> bool:
    """Send 照合番号B to its selected key, once; say whether it was right."""
    return verify(exchange, check_number.digits).is_ok


def takes_extended_length(exchange: Exchange) -> bool:
    """Read in the AP's basic information whether Le may exceed 256."""
    if not find_ef(exchange, files.VISUAL_AP_INFO):
        return False
    beginning = read_beginning(exchange, INFO_BEGINNING)
    if not beginning.strip(b"\xff"):
        return False
    template = read_header(beginning)
    specification = read_object(beginning, template.size)
    if template.tag != INFO_TEMPLATE or specification.tag != INFO_SPECIFICATION:
        raise malformed()
    return specification.value[1:2] == bytes((EXTENDED_LENGTHS,))


def read_portrait(exchange: Exchange, *, extended: bool) -> Portrait | None:
    """Read the portrait out of the opened card face; None when there is none.

    The offset table leads to it, so neither name nor address is ever read.
    """
    beginning, template = _open_card_face(exchange)
    offset = _portrait_offset(beginning, template)
    if offset in NO_OFFSETS:
        return None
    return _read_object(exchange, offset, template.total, extended=extended)


def read_authentic_portrait(
    exchange: Exchange, authority: card_face.CardFaceAuthority, *, extended: bool
) -> Portrait | None:
    """Read the whole card face, check who signed it and return its portrait, if it has one.

    Name and address are hashed and dropped. Raises, beside the faults of reading,
    `DeviceFault(Device.CARD, "card_face_not_authentic")`.
    """
    beginning, template = _open_card_face(exchange)
    rest = template.total - len(beginning)
    if rest < 0:
        raise malformed()
    whole = beginning + read_binary(exchange, len(beginning), rest, extended=extended)
    face = card_face.objects(whole[template.size :])
    portrait = read_object(face.get(card_face.PORTRAIT, EMPTY_PORTRAIT)).value
    if not portrait:
        return None
    select_ef(exchange, files.ISSUER_CERTIFICATE)
    length = card_face.CV_CERTIFICATE_LENGTH
    certificate = read_binary(exchange, 0, length, extended=extended)
    if not card_face.is_authentic(face, certificate, authority):
        raise DeviceFault(Device.CARD, "card_face_not_authentic")
    return Portrait(portrait)


def _open_card_face(exchange: Exchange) -> tuple[bytes, Header]:
    select_ef(exchange, files.CARD_FACE)
    beginning = read_binary(exchange, 0, BEGINNING)
    template = read_header(beginning)
    if template.tag != card_face.TEMPLATE:
        raise malformed()
    return beginning, template


def _portrait_offset(beginning: bytes, template: Header) -> int:
    table = read_object(beginning, template.size)
    if table.tag != card_face.OFFSET_TABLE or len(table.value) != TABLE_LENGTH:
        raise malformed()
    return struct.unpack(">9H", table.value)[card_face.PORTRAIT - FIRST_OBJECT]


def _read_object(exchange: Exchange, offset: int, end: int, *, extended: bool) -> Portrait | None:
    if not BEGINNING <= offset < end:
        raise malformed()
    head = read_binary(exchange, offset, min(LONGEST_HEADER, end - offset))
    header = read_header(head)
    if header.tag != card_face.PORTRAIT and FIRST_OBJECT <= header.tag <= LAST_OBJECT:
        return None  # the table leads to the next object: this one is left out
    if header.tag != card_face.PORTRAIT or offset + header.total > end:
        raise malformed()
    here = head[header.size : header.total]
    rest = header.length - len(here)
    more = read_binary(exchange, offset + header.size + len(here), rest, extended=extended)
    return Portrait(here + more) if header.length else None
