"""READ BINARY, READ RECORD and GET DATA."""

from typing import Final

from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.files import Ef, RecordEf, TransparentEf
from simulators.card.session import SHORT_IDS, CardSession
from simulators.card.status import Refused

CONTACT_ATR: Final = 0x5F51  # tag
ONE_RECORD, AND_THE_REST = 0x04, 0x05  # lower three bits of P2


def read_binary(card: CardSession, command: Command) -> bytes:
    """Answer what is left from the offset on, as much as is wanted at most; raises Refused."""
    if command.data or command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    if command.p1 & 0x80:
        if command.p1 & 0x7F not in SHORT_IDS:
            raise Refused(sw.WRONG_P1_P2)
        ef, offset = card.enter_ef(command.p1 & 0x1F), command.p2
    else:
        (_, ef), offset = card.current_ef(), command.p1 << 8 | command.p2
    if not isinstance(ef, TransparentEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    card.security.require(ef.opened_by)
    if offset >= len(ef.content):
        raise Refused(sw.OFFSET_PAST_END)
    return ef.content[offset : offset + command.le]


def read_record(card: CardSession, command: Command) -> bytes:
    """Answer the record P1, or all from it on, of the EF named by the upper five bits of P2.

    Raises Refused.
    """
    if command.data or command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    ef = _record_file(card, command.p2 >> 3)
    form = command.p2 & 0x07
    if form not in {ONE_RECORD, AND_THE_REST}:
        raise Refused(sw.WRONG_P1_P2)
    if form == AND_THE_REST and not card.guesses.records_at_once:
        raise Refused(sw.FUNCTION_NOT_SUPPORTED)
    if not isinstance(ef, RecordEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    card.security.require(ef.opened_by)
    if command.p1 == 0:
        raise Refused(card.guesses.record_zero)
    if command.p1 > len(ef.records):
        raise Refused(sw.NO_SUCH_RECORD)
    last = command.p1 if form == ONE_RECORD else len(ef.records)
    records = b"".join(ef.records[command.p1 - 1 : last])
    if len(records) > command.le:
        raise Refused(card.guesses.short_record_read)
    return records


def _record_file(card: CardSession, short_id: int) -> Ef:
    if short_id == 0:
        return card.current_ef()[1]
    if short_id not in SHORT_IDS:
        raise Refused(sw.WRONG_P1_P2)
    return card.enter_ef(short_id)


def get_data(card: CardSession, command: Command) -> bytes:
    """Answer an object of the card itself, whole; raises Refused.

    No AP may be selected; the contact ATR alone is told there as well.
    """
    if command.data or command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    tag = command.p1 << 8 | command.p2
    told = card.at_home
    if tag == CONTACT_ATR:
        told = not (card.at_home and card.guesses.contact_atr_in_ap_only)
    content = card.home_objects().get(tag) if told else None
    if content is None:
        raise Refused(sw.NO_DATA_OBJECT)
    if len(content) > command.le:
        raise Refused(sw.WRONG_LENGTH)
    return content
