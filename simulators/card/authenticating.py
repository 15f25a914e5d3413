"""The card proves itself (signatures), and a terminal proves itself to the card."""

from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card import signing
from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.files import InternalKeyEf, SigningKeyEf, TerminalCaEf
from simulators.card.session import CardSession, require_no_parameters
from simulators.card.status import Refused
from simulators.card.terminal import FIRST_BLOCK, SECOND_BLOCK

LONGEST_INTERNAL_CHALLENGE: Final = 255  # bytes
BLOCKS: Final = {0x06: FIRST_BLOCK, 0x00: SECOND_BLOCK}  # bytes, by P1


def get_challenge(card: CardSession, command: Command) -> bytes:
    """Answer 1 to 256 random bytes, in every state of the card; raises Refused."""
    require_no_parameters(command)
    if command.extended:
        raise Refused(sw.CONDITIONS)
    if command.data or command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    challenge = card.random(command.le)
    card.security.terminal.remember_challenge(challenge)
    return challenge


def compute_digital_signature(card: CardSession, command: Command) -> bytes:
    """Sign with the current key, one named by its short id or (P2 00) the AP's; raises Refused."""
    default = card.ap.default_key if card.ap else None
    if command.p2 == 0x00 and default is not None:
        key = card.enter_ef(default)
    else:
        _, key = card.key_ef(command.p2)
    if not isinstance(key, SigningKeyEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    card.security.require(key.opened_by)
    if command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    return signing.sign(key.key, command.p1, command.data)[: command.le]


def internal_authenticate(card: CardSession, command: Command) -> bytes:
    """Sign the terminal's challenge (PKCS#1 v1.5, SHA-256), no right asked; raises Refused."""
    if command.p1:
        raise Refused(sw.WRONG_P1_P2)
    _, key = card.key_ef(command.p2)
    if isinstance(key, SigningKeyEf):  # these sign by 80 2A alone
        card.security.require(key.opened_by)
        raise Refused(sw.CONDITIONS)
    if not isinstance(key, InternalKeyEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    if command.le is None or not 1 <= len(command.data) <= LONGEST_INTERNAL_CHALLENGE:
        raise Refused(sw.WRONG_LENGTH)
    return key.key.sign(command.data, padding.PKCS1v15(), hashes.SHA256())[: command.le]


def set_public_ic_key(card: CardSession, command: Command) -> bytes:
    """Take a terminal's certificate in two blocks; raises Refused."""
    if command.p1 not in BLOCKS or command.p2 != 0xC1:
        raise Refused(sw.WRONG_P1_P2)
    if len(command.data) != BLOCKS[command.p1]:  # judged first, also with no EF selected
        card.security.terminal.forget_certificate()
        raise Refused(sw.WRONG_LENGTH)
    _, authority = card.current_ef()
    if not isinstance(authority, TerminalCaEf):
        raise Refused(sw.WRONG_FILE_STRUCTURE)
    if command.p1 == 0x06:
        card.security.terminal.first_block(command.data)
    else:
        card.security.terminal.second_block(command.data, authority.key)
    return b""


def external_authenticate(card: CardSession, command: Command) -> bytes:
    """FICTION of this project, see `terminal`; raises Refused."""
    require_no_parameters(command)
    efs = card.ap.efs if card.ap else {}
    authority = next((n for n, ef in efs.items() if isinstance(ef, TerminalCaEf)), None)
    if authority is None:
        raise Refused(sw.UNKNOWN_INS)
    card.security.terminal.prove(command.data)
    card.security.grant(authority)
    return b""
