"""Secure messaging of the 券面事項入力補助AP: commands under a key that the terminal hands over.

SET SESSION KEY carries a seed under the AP's RSA key (EF 0006), after the PIN in clear. Then CLA 08
carries, in place of the data, 86 LL 01 and the encrypted data, or for reading 96 03 00 and the
wanted length of two bytes, 0 for all. The answer is 86 LL 01 and its cryptogram, under the same
counter as the command (a guess). A wrong object ends the session.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.secure_channel import BadCryptogram, SecureChannel
from simulators.card.session import CardSession, require_no_parameters
from simulators.card.status import Refused
from simulators.card.tlv import tlv

Execute: TypeAlias = Callable[[CardSession, Command], bytes]

SEED_HEAD: Final = bytes.fromhex("A0228020")
SEED: Final = 32  # bytes, of which the first half becomes the key
KEY: Final = 16
OAEP: Final = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
CRYPTOGRAM, WANTED_LENGTH = 0x86, bytes.fromhex("960300")


def set_session_key(card: CardSession, command: Command) -> bytes:
    """80 AE 00 00: take the seed of a session key; raises Refused."""
    key = card.ap.session_key if card.ap else None
    if card.ap is None or key is None:
        raise Refused(sw.NO_SESSION_KEY_HERE)
    require_no_parameters(command)
    card.security.require(card.ap.session_right)
    try:
        seed = key.decrypt(command.data, OAEP)
    except ValueError as error:
        raise Refused(sw.BAD_DATA) from error
    if not seed.startswith(SEED_HEAD) or len(seed) != len(SEED_HEAD) + SEED:
        raise Refused(sw.BAD_DATA)
    card.security.secure_channel.begin(seed[len(SEED_HEAD) :][:KEY])
    return b""


def carry_out(card: CardSession, command: Command, execute: Execute) -> bytes:
    """Open a secured command, have it executed and close its answer; raises Refused."""
    if card.ap is None or card.ap.session_key is None or _selects_ap(command):
        raise Refused(sw.SECURE_MESSAGING_NOT_SUPPORTED)
    channel = card.security.secure_channel
    if not channel.open:
        raise Refused(sw.NO_SESSION)
    channel.next_command()
    try:
        plain = _opened(channel, command)
    except BadCryptogram as error:
        channel.end()
        raise Refused(sw.SECURE_OBJECT_WRONG) from error
    answer = execute(card, plain)
    if not answer:
        return b""
    if command.le is None:
        raise Refused(sw.WRONG_LENGTH)
    return tlv(CRYPTOGRAM, b"\x01" + channel.encrypt(answer))


def _selects_ap(command: Command) -> bool:
    return command.ins == 0xA4 and command.p1 != 0x02


def _opened(channel: SecureChannel, command: Command) -> Command:
    """Return the command as it would be sent in clear; raises BadCryptogram, Refused."""
    header = (0x00, command.ins, command.p1, command.p2)
    data = command.data
    if not data:
        raise Refused(sw.SECURE_OBJECT_MISSING)
    if len(data) == 5 and data.startswith(WANTED_LENGTH):
        return Command(*header, le=int.from_bytes(data[3:]) or 65_536)
    value = _cryptogram(data)
    return Command(*header, data=channel.decrypt(value))


def _cryptogram(data: bytes) -> bytes:
    """Return what stands behind 86 LL 01; raises BadCryptogram."""
    head = {0x81: 3, 0x82: 4}.get(data[1], 2) if len(data) > 1 else 0
    if data[head : head + 1] != b"\x01" or data != tlv(CRYPTOGRAM, data[head:]):
        raise BadCryptogram
    return data[head + 1 :]
