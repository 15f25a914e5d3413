"""VERIFY and the change of a PIN, in the form of each AP."""

from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.files import PinEf
from simulators.card.session import CardSession
from simulators.card.status import Refused


def verify(card: CardSession, command: Command) -> bytes:
    """Compare a PIN, or without data tell the tries left; raises Refused.

    Telling costs nothing and says nothing of what was verified: 63Cx before and after.
    """
    if command.p1:
        raise Refused(sw.WRONG_P1_P2)
    identifier, pin = _pin_ef(card, command)
    if command.le is not None:
        raise Refused(sw.WRONG_LENGTH)
    secret = card.pins.secret(pin.counter, pin.secret)
    tries = 0 if secret is None else card.pins.tries(pin.counter)
    if not command.data:
        raise Refused(sw.NO_INFORMATION_CHANGED | tries)
    if tries == 0:
        raise Refused(sw.KEY_BLOCKED)
    if not card.guesses.wrong_length_costs_a_try and not _possible(pin, command.data):
        raise Refused(sw.BAD_DATA)
    if command.data != secret:
        _count_failure(card, identifier, pin, tries - 1)
    card.pins.set_tries(pin.counter, pin.max_tries)
    card.security.grant(identifier)
    return b""


def change(card: CardSession, command: Command) -> bytes:
    """Give a PIN that was verified a new value; raises Refused.

    00 24 01 80 in the JPKI AP and the text AP, 80 32 00 80 in the 住基AP and the 共通カードAP.
    """
    identifier, pin = _pin_ef(card, command)
    if pin.change is None:
        raise Refused(card.guesses.not_changeable)
    if (command.cla, command.ins) != (pin.change.cla, pin.change.ins):
        raise Refused(sw.UNKNOWN_INS)
    if command.p1 != pin.change.p1:
        raise Refused(sw.WRONG_P1_P2)
    if command.le is not None or not command.data:
        raise Refused(sw.WRONG_LENGTH)
    card.security.require(frozenset({identifier}))
    if not pin.change.admits(command.data):
        raise Refused(card.guesses.bad_new_pin)
    card.pins.change(pin.counter, command.data)
    return b""


def _pin_ef(card: CardSession, command: Command) -> tuple[int, PinEf]:
    identifier, pin = card.key_ef(command.p2)
    if not isinstance(pin, PinEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    return identifier, pin


def _possible(pin: PinEf, value: bytes) -> bool:
    if pin.change is not None:
        return pin.change.least <= len(value) <= pin.change.most
    return pin.secret is not None and len(value) == len(pin.secret)


def _count_failure(card: CardSession, identifier: int, pin: PinEf, left: int) -> None:
    """Take one try, then say how many are left; always raises Refused."""
    if card.guesses.failed_verify_revokes or left == 0:
        card.security.revoke(identifier)
    card.pins.set_tries(pin.counter, left)
    raise Refused(sw.NO_INFORMATION_CHANGED | left)
