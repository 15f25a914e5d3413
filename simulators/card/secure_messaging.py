"""Secure messaging of the 券面事項入力補助AP: commands under a key that the terminal hands over.

SET SESSION KEY carries a seed under the AP's RSA key (EF 0006), after the PIN in clear. Then CLA 08
carries, in place of the data, 86 LL 01 and the encrypted data, or for reading 96 03 00 and the
wanted length of two bytes, 0 for all. The answer is 86 LL 01 and its cryptogram, under the same
counter as the command (a guess). A wrong object ends the session.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

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
MODULUS: Final = 256
OAEP: Final = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
CRYPTOGRAM, WANTED_LENGTH = 0x86, bytes.fromhex("960300")
SELECT, READ_BINARY = 0xA4, 0xB0
WITH_CHECKSUM: Final = 0x0C  # CLA


def set_session_key(card: CardSession, command: Command) -> bytes:
    """80 AE 00 00: take the seed of a session key; raises Refused."""
    right = card.ap.session_right if card.ap else None
    if card.ap is None or right is None:
        raise Refused(sw.NO_SESSION_KEY_HERE)
    require_no_parameters(command)
    card.security.require(right)
    seed = _unsealed(card.ap.session_key, command.data)
    if not seed.startswith(SEED_HEAD) or len(seed) != len(SEED_HEAD) + SEED:
        raise Refused(sw.BAD_DATA)
    card.security.secure_channel.begin(seed[len(SEED_HEAD) :][:KEY])
    return b""


def _unsealed(key: rsa.RSAPrivateKey | None, sealed: bytes) -> bytes:
    """Return what the terminal sealed under the AP's key; raises Refused."""
    if key is None:
        raise Refused(sw.NO_SESSION_KEY_HERE)
    modulus = key.public_key().public_numbers().n
    if len(sealed) == MODULUS and int.from_bytes(sealed) >= modulus:
        raise Refused(sw.INTERNAL)  # so does the real card
    try:
        return key.decrypt(sealed, OAEP)
    except ValueError as error:
        raise Refused(sw.BAD_DATA) from error


def carry_out(card: CardSession, command: Command, execute: Execute) -> bytes:
    """Open a secured command, have it executed and close its answer; raises Refused."""
    known = card.ap is not None and card.ap.session_key is not None
    if command.ins == SELECT and (not known or command.p1 != 0x02):
        raise Refused(sw.SECURE_MESSAGING_NOT_SUPPORTED)
    channel = card.security.secure_channel
    if not known or not channel.open:
        raise Refused(sw.NO_SESSION)
    if command.cla == WITH_CHECKSUM:  # no session has a key for one
        raise Refused(sw.SECURE_OBJECT_MISSING)
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


def _opened(channel: SecureChannel, command: Command) -> Command:
    """Return the command as it would be sent in clear; raises BadCryptogram, Refused.

    It carries one object: READ BINARY the wanted length, every other command a cryptogram.
    """
    header = (0x00, command.ins, command.p1, command.p2)
    data = command.data
    if not data:
        raise Refused(sw.SECURE_OBJECT_MISSING)
    if command.ins != READ_BINARY:
        return Command(*header, data=channel.decrypt(_cryptogram(data)))
    if len(data) != 5 or not data.startswith(WANTED_LENGTH):
        raise BadCryptogram
    return Command(*header, le=int.from_bytes(data[3:]) or 65_536)


def _cryptogram(data: bytes) -> bytes:
    """Return what stands behind 86 LL 01, LL in any form of BER; raises BadCryptogram."""
    head = {0x81: 3, 0x82: 4}.get(data[1], 2) if len(data) > 1 else 0
    count = int.from_bytes(data[2:head]) if head > 2 else int.from_bytes(data[1:2])
    if data[:1] != bytes([CRYPTOGRAM]) or len(data) != head + count:
        raise BadCryptogram
    if data[head : head + 1] != b"\x01":
        raise BadCryptogram
    return data[head + 1 :]
