"""What can be wrong with an answer: every way has a name, and chance comes from one seed."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import Final, TypeAlias

from kiosk.domain.fault import Device
from kiosk.ports.faults import CardGone, DeviceFault

Spoil: TypeAlias = Callable[[Random, bytes, bytes], bytes]
"""Chance, the right answer and the one before it become a wrong answer, or a fault is raised."""

_WORDS: Final = (
    "9000 6100 6101 61FF 6281 6282 6283 6300 63C0 63C1 63C2 63C3 63CA 63CF 6400 6581 6600 66F1 6700"
    "6800 6881 6882 6900 6981 6982 6983 6984 6985 6986 6987 6988 69FC 6A00 6A80 6A81 6A82 6A83 6A84"
    "6A86 6A88 6B00 6C00 6C01 6C04 6CFF 6D00 6E00 6F00 6FFF 9001 0000 FFFF 0090"
)
_LISTED: Final = bytes.fromhex(_WORDS)
LISTED: Final = tuple(_LISTED[at : at + 2] for at in range(0, len(_LISTED), 2))
"""Status words of this card, of other cards, and of none (card.md §2.8)."""
LENGTH_BYTES: Final = bytes((0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0xFE, 0xFF))
HUGE: Final = 0x10000


def _any_status(chance: Random, right: bytes, before: bytes) -> bytes:
    return right[:-2] + chance.randbytes(2)


def _listed_status(chance: Random, right: bytes, before: bytes) -> bytes:
    return right[:-2] + chance.choice(LISTED)


def _status_alone(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.choice(LISTED)


def _cut(chance: Random, right: bytes, before: bytes) -> bytes:
    return right[: chance.randrange(len(right))]


def _data_cut(chance: Random, right: bytes, before: bytes) -> bytes:
    return right[: chance.randrange(len(right) - 1)] + right[-2:]


def _longer(chance: Random, right: bytes, before: bytes) -> bytes:
    return right[:-2] + chance.randbytes(chance.randint(1, 300)) + right[-2:]


def _bit(chance: Random, right: bytes, before: bytes) -> bytes:
    place = chance.randrange(len(right))
    return right[:place] + bytes((right[place] ^ 1 << chance.randrange(8),)) + right[place + 1 :]


def _byte(chance: Random, right: bytes, before: bytes) -> bytes:
    place = chance.randrange(len(right))
    return right[:place] + chance.randbytes(1) + right[place + 1 :]


def _length(chance: Random, right: bytes, before: bytes) -> bytes:
    place = chance.randrange(min(len(right), 48))
    return right[:place] + bytes((chance.choice(LENGTH_BYTES),)) + right[place + 1 :]


def _noise(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.randbytes(chance.randrange(301))


def _noise_that_succeeds(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.randbytes(chance.randrange(301)) + b"\x90\x00"


def _noise_as_long(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.randbytes(len(right) - 2) + right[-2:]


def _noise_like_a_signature(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.randbytes(256) + b"\x90\x00"


def _filler(chance: Random, right: bytes, before: bytes) -> bytes:
    return bytes((chance.choice((0x00, 0xFF)),)) * (len(right) - 2) + right[-2:]


def _huge(chance: Random, right: bytes, before: bytes) -> bytes:
    return chance.randbytes(HUGE) + chance.choice((b"\x90\x00", b"\x61\x00"))


def _gone(chance: Random, right: bytes, before: bytes) -> bytes:
    raise CardGone


def _failed(chance: Random, right: bytes, before: bytes) -> bytes:
    raise chance.choice(
        (
            DeviceFault(Device.CARD, "card_mute"),
            DeviceFault(Device.CARD, "card_reset"),
            DeviceFault(Device.READER, "reader_failed"),
            DeviceFault(Device.READER, "pcscd_gone"),
        )
    )


KINDS: Final[Mapping[str, Spoil]] = MappingProxyType(
    {
        "any status word": _any_status,
        "a listed status word": _listed_status,
        "a status word alone": _status_alone,
        "success alone": lambda chance, right, before: b"\x90\x00",
        "cut off": _cut,
        "data cut": _data_cut,
        "one byte of data": lambda chance, right, before: right[:1] + right[-2:],
        "longer": _longer,
        "one bit": _bit,
        "one byte": _byte,
        "a length": _length,
        "noise": _noise,
        "noise that succeeds": _noise_that_succeeds,
        "noise as long": _noise_as_long,
        "noise of 256 bytes": _noise_like_a_signature,
        "filler": _filler,
        "empty": lambda chance, right, before: b"",
        "a single byte": lambda chance, right, before: chance.randbytes(1),
        "huge": _huge,
        "the answer before": lambda chance, right, before: before,
        "twice": lambda chance, right, before: right + right,
        "card gone": _gone,
        "reader or card failed": _failed,
    }
)
