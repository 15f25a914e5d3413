"""券面事項確認AP: 照合番号B and the portrait behind it (card.md §2.3, §4).

`read_authentic_portrait` reads the card face as far as it is signed and checks the signature, which
needs the key of the authority; `read_portrait` reads the portrait alone and believes the chip.
"""

import struct
from typing import Final

from drivers.mynacard import card_face, files
from drivers.mynacard.commands import (
    Key,
    open_file,
    query_key,
    read_binary,
    read_file,
    select_ap,
    verify,
)
from drivers.pcsc.apdu import Command, Ins, unexpected_status
from drivers.pcsc.exchange import Exchange
from drivers.pcsc.status import FILE_NOT_FOUND, StatusWord
from drivers.pcsc.tlv import LONGEST_HEADER, Header, malformed, read_header, read_object
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from kiosk.ports.faults import DeviceFault

CHECK_NUMBER_MAX_TRIES: Final = 10

FIRST_OBJECT, LAST_OBJECT = 0xDF22, 0xDF2A  # the nine objects that the table points to
TABLE_LENGTH: Final = 2 * (LAST_OBJECT - FIRST_OBJECT + 1)
# Template header of 5 bytes (FF20 82 LLLL), table header of 3, the table: all in one READ.
BEGINNING: Final = 5 + 3 + TABLE_LENGTH
EMPTY_PORTRAIT: Final = b"\xdf\x27\x00"
SIGNATURE_OBJECT: Final = 5 + 256  # DF28 82 0100 and the signature: the last that is needed
NO_OFFSETS: Final = (0x0000, 0xFFFF)  # how an absent object may be entered; not published

INFO_TEMPLATE: Final = 0xFF30
INFO_SPECIFICATION: Final = 0xDF31  # version, extended lengths, vendor id, vendor's own
INFO_BEGINNING: Final = 12  # FF30 82 LLLL, DF31 04 and its four bytes
EXTENDED_LENGTHS: Final = 0x03


def select(exchange: Exchange) -> None:
    """Select the AP; a usable card has it, so its absence is a fault."""
    response = select_ap(exchange, files.VISUAL_AP)
    if response.status == FILE_NOT_FOUND:
        raise DeviceFault(Device.CARD, "visual_ap_missing")
    if not response.status.is_ok:
        raise unexpected_status(Command(Ins.SELECT, data=files.VISUAL_AP), response)


def query_check_number(exchange: Exchange) -> Key:
    """Ask the key 照合番号B for its tries left, of ten; costs none."""
    key = query_key(exchange, files.CHECK_NUMBER_B, when_verified=CHECK_NUMBER_MAX_TRIES)
    if key is None:
        raise DeviceFault(Device.CARD, "file_missing")
    return key


def verify_check_number(exchange: Exchange, key: Key, check_number: CheckNumberB) -> StatusWord:
    """Send 照合番号B, once. Returns 9000, 63Cx or a locked status word."""
    return verify(exchange, key, check_number.digits)


def takes_extended_length(exchange: Exchange) -> bool:
    """Read in the AP's basic information whether Le may exceed 256."""
    beginning = open_file(exchange, files.VISUAL_AP_INFO, INFO_BEGINNING).data
    if not beginning.strip(b"\xff"):
        return False
    template = read_header(beginning)
    specification = read_object(beginning, template.size)
    if template.tag != INFO_TEMPLATE or specification.tag != INFO_SPECIFICATION:
        raise malformed()
    return specification.value[1:2] == bytes((EXTENDED_LENGTHS,))


def read_portrait(exchange: Exchange, *, extended: bool) -> Portrait | PortraitRefusal:
    """Read the portrait out of the opened card face.

    The offset table leads to it, so neither name nor address is ever read.
    """
    beginning, template = _open_card_face(exchange)
    offset = _offset_of(card_face.PORTRAIT, beginning, template)
    if offset in NO_OFFSETS:
        return PortraitRefusal.NO_PHOTO
    portrait = _read_object(exchange, offset, template.total, extended=extended)
    return PortraitRefusal.NO_PHOTO if portrait is None else portrait


def read_authentic_portrait(
    exchange: Exchange,
    authority: card_face.CardFaceAuthority,
    *,
    extended: bool,
    prove_chip: bool,
) -> Portrait | PortraitRefusal:
    """Read what is signed of the card face, check who signed it and return its portrait.

    With `prove_chip` the chip signs a challenge with the key that the card face vouches for: a copy
    of the card face in another chip cannot. That no portrait is there must be signed too. What does
    not hold is NOT_AUTHENTIC. Name and address are hashed and dropped; what follows the signature
    (expiry and picture of the security code) is not signed and not read.
    """
    beginning, template = _open_card_face(exchange)
    end = _offset_of(card_face.SIGNATURE, beginning, template) + SIGNATURE_OBJECT
    if not len(beginning) + SIGNATURE_OBJECT <= end <= template.total:
        raise malformed()
    rest = read_binary(exchange, len(beginning), end - len(beginning), extended=extended)
    face = card_face.objects((beginning + rest)[template.size :])
    length = card_face.CV_CERTIFICATE_LENGTH
    certificate = read_file(exchange, files.ISSUER_CERTIFICATE, length, extended=extended)
    if not card_face.is_authentic(face, certificate, authority):
        return PortraitRefusal.NOT_AUTHENTIC
    if prove_chip and not card_face.chip_proves_itself(exchange, face):
        return PortraitRefusal.NOT_AUTHENTIC
    portrait = read_object(face.get(card_face.PORTRAIT, EMPTY_PORTRAIT)).value
    return Portrait(portrait) if portrait else PortraitRefusal.NO_PHOTO


def _open_card_face(exchange: Exchange) -> tuple[bytes, Header]:
    beginning = read_file(exchange, files.CARD_FACE, BEGINNING)
    template = read_header(beginning)
    if template.tag != card_face.TEMPLATE:
        raise malformed()
    return beginning, template


def _offset_of(tag: int, beginning: bytes, template: Header) -> int:
    table = read_object(beginning, template.size)
    if table.tag != card_face.OFFSET_TABLE or len(table.value) != TABLE_LENGTH:
        raise malformed()
    return struct.unpack(">9H", table.value)[tag - FIRST_OBJECT]


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
