"""SELECT: of the master file, of an AP by its name or a part of it, of an EF by its id."""

from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.session import CardSession
from simulators.card.status import Refused


def select(card: CardSession, command: Command) -> bytes:
    """SELECT in the forms this card knows; raises Refused."""
    match command.p1:
        case 0x00:
            return _select_master_file(card, command)
        case 0x02:
            return _select_ef(card, command)
        case 0x04:
            return _select_ap(card, command)
        case _:
            raise Refused(sw.WRONG_P1_P2)


def _select_master_file(card: CardSession, command: Command) -> bytes:
    """Without a file's id: refused after power-up, without effect inside an AP.

    There is no file 3F00, and below the master file none but one of unknown use.
    """
    if command.data:
        _require_form(command)
        if not card.at_home:
            raise Refused(sw.NOT_FOUND)
        return _select_ef(card, command)
    if card.at_home:
        raise Refused(sw.WRONG_P1_P2)
    return b""


def _select_ap(card: CardSession, command: Command) -> bytes:
    _require_form(command)
    aid = card.enter_ap(command.data).aid
    if command.p2 == 0x0C or command.le is None or not card.guesses.names_itself:
        return b""
    name = b"\x84" + bytes([len(aid)]) + aid
    return (b"\x6f" + bytes([len(name)]) + name)[: command.le]


def _select_ef(card: CardSession, command: Command) -> bytes:
    _require_form(command)
    if len(command.data) != 2:
        raise Refused(sw.WRONG_LENGTH)
    card.enter_ef(int.from_bytes(command.data))
    return b""


def _require_form(command: Command) -> None:
    if command.p2 not in {0x00, 0x0C}:
        raise Refused(sw.WRONG_P1_P2)
