"""A wire-level fake of the card: as much of it as the driver asks for, and open to tampering."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.pin import Pin
from kiosk.ports.faults import CardGone

JPKI_AP = bytes.fromhex("D392F000260100000001")
VISUAL_AP = bytes.fromhex("D3921000310001010402")
PIN, WRONG_PIN = Pin("4649"), Pin("9517")
CHECK_NUMBER = CheckNumberB("55021720352285")
WRONG_CHECK_NUMBER = CheckNumberB("55021720352286")
PORTRAIT = bytes(range(256)) * 23 + b"end"
Tamper = Callable[[bytes, bytes], bytes]


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def certificate(not_after: datetime = datetime(2030, 2, 17, 14, 59, 59, tzinfo=UTC)) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "fake card")])
    builder = x509.CertificateBuilder(name, name, key().public_key(), 4711)
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(not_after)
    return builder.sign(key(), hashes.SHA256()).public_bytes(Encoding.DER)


def tlv(tag: int, value: bytes) -> bytes:
    length = len(value)
    head = b"\x82" + length.to_bytes(2, "big") if length > 127 else bytes((length,))
    return tag.to_bytes(2, "big") + head + value


def public_key() -> bytes:
    """The key of this card as its files write it."""
    modulus = key().public_key().public_numbers().n.to_bytes(256, "big")
    return bytes.fromhex("9003010001 91820100") + modulus


def card_face(portrait: bytes | None = PORTRAIT) -> bytes:
    """EF 0002; `portrait` None leaves DF27 out and lets its offset point to DF28."""
    values: dict[int, bytes | None] = {
        0xDF22: b"19800217",
        0xDF23: b"1",
        0xDF24: public_key(),
        0xDF25: b"name image" * 20,
        0xDF26: b"address image" * 20,
        0xDF27: portrait,
        0xDF28: bytes(256),
        0xDF29: b"20350217",
        0xDF2A: b"code image",
    }
    objects, offsets = b"", b""
    for tag, value in values.items():
        offsets += (5 + 21 + len(objects)).to_bytes(2, "big")
        objects += b"" if value is None else tlv(tag, value)
    return tlv(0xFF20, tlv(0xDF21, offsets) + objects) + b"\xff" * 8


def default_files() -> dict[tuple[bytes, int], bytes | None]:
    return {
        (JPKI_AP, 0x06): b"JPKIAPICCTOKEN2".ljust(32) + bytes(128),
        (JPKI_AP, 0x0A): certificate() + b"\xff" * 40,
        (JPKI_AP, 0x17): None,
        (JPKI_AP, 0x18): None,
        (VISUAL_AP, 0x02): card_face(),
        (VISUAL_AP, 0x03): tlv(0xFF30, tlv(0xDF31, b"\x06\x03\x0e\x01") + tlv(0xDF33, b"\x01")),
        (VISUAL_AP, 0x12): None,
    }


class FakeCard:
    """Implements `Connection`. `tamper(command, answer)` may change what is answered."""

    def __init__(self) -> None:
        self.files = default_files()
        self.tries = {(JPKI_AP, 0x18): 3, (VISUAL_AP, 0x12): 10}
        self.secrets = {(JPKI_AP, 0x18): b"4649", (VISUAL_AP, 0x12): b"55021720352285"}
        self.extended = True
        self.short_ids = True
        self.certificate_needs_pin = False
        self.chip_key: rsa.RSAPrivateKey | None = key()
        self.gone_after: int | None = None
        self.tamper: Tamper = lambda _, answer: answer
        self.sent: list[bytes] = []
        self.opened = self.closed = 0
        self.verified: set[tuple[bytes, int]] = set()
        self._ap, self._ef = b"", 0

    def open(self) -> "FakeCard":
        self.opened += 1
        self._ap, self._ef = b"", 0
        self.verified.clear()
        return self

    def close(self) -> None:
        self.closed += 1

    def transmit(self, command: bytes) -> bytes:
        if self.gone_after is not None and len(self.sent) >= self.gone_after:
            raise CardGone
        self.sent.append(command)
        return self.tamper(command, self._answer(command))

    def times_sent(self, value: str) -> int:
        return sum(value.encode() in command for command in self.sent)

    @property
    def verifies(self) -> list[bytes]:
        return [each for each in self.sent if each[1] == 0x20 and len(each) > 4]

    def _answer(self, command: bytes) -> bytes:
        answers = defaultdict(
            lambda: b"\x6d\x00",
            {0xA4: self._select, 0xB0: self._read, 0x20: self._verify, 0x2A: self._sign},
        )
        answer = answers[command[1]]
        return answer(command) if callable(answer) else answer

    def _select(self, command: bytes) -> bytes:
        name = command[5:]
        if command[2] == 0x04:
            if all(ap != name for ap, _ in self.files):
                return b"\x6a\x82"
            self.verified = {each for each in self.verified if each[0] == name}
            self._ap, self._ef = name, 0
            return b"\x90\x00"
        if command[2] != 0x02 or (self._ap, int.from_bytes(name, "big")) not in self.files:
            return b"\x6a\x82"
        self._ef = int.from_bytes(name, "big")
        return b"\x90\x00"

    def _enter(self, short_id: int) -> bool:
        """Make the file or key current that P1 or P2 names, unless that means the current one."""
        if not short_id & 0x1F:
            return True
        if not self.short_ids or (self._ap, short_id & 0x1F) not in self.files:
            return False
        self._ef = short_id & 0x1F
        return True

    def _read(self, command: bytes) -> bytes:
        by_short_id = command[2] & 0x80
        if by_short_id and not self._enter(command[2]):
            return b"\x6a\x82" if self.short_ids else b"\x6a\x86"
        content = self.files.get((self._ap, self._ef))
        if content is None:
            return b"\x69\x81"
        if self._ap == VISUAL_AP and self._ef == 0x02 and (VISUAL_AP, 0x12) not in self.verified:
            return b"\x69\x82"
        protected = self.certificate_needs_pin and (JPKI_AP, 0x18) not in self.verified
        if protected and (self._ap, self._ef) == (JPKI_AP, 0x0A):
            return b"\x69\x82"
        if len(command) > 5 and not self.extended:
            return b"\x67\x00"
        wanted = int.from_bytes(command[5:], "big") if len(command) > 5 else command[4] or 256
        offset = command[3] if by_short_id else int.from_bytes(command[2:4], "big")
        if offset >= len(content):
            return b"\x6b\x00"
        return content[offset : offset + wanted] + b"\x90\x00"

    def _verify(self, command: bytes) -> bytes:
        if not self._enter(command[3]):
            return b"\x6a\x86"
        this = (self._ap, self._ef)
        if this not in self.tries:
            return b"\x69\x81"
        if len(command) == 4:
            return bytes((0x63, 0xC0 | self.tries[this]))
        if self.tries[this] == 0:
            return b"\x69\x84"
        if command[5:] == self.secrets[this]:
            self.tries[this] = 3 if this[0] == JPKI_AP else 10
            self.verified.add(this)
            return b"\x90\x00"
        self.tries[this] -= 1
        return bytes((0x63, 0xC0 | self.tries[this]))

    def _sign(self, command: bytes) -> bytes:
        if self._ap == VISUAL_AP and command[3] == 0x00:
            return self._sign_as_chip(command)
        if not self._enter(command[3]):
            return b"\x6a\x86"
        if (self._ap, self._ef) != (JPKI_AP, 0x17):
            return b"\x69\x81"
        if (JPKI_AP, 0x18) not in self.verified and not self._terminal_is_proven():
            return b"\x69\x82"
        digest = command[5 + 19 : 5 + 51]
        return key().sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256())) + b"\x90\x00"

    def _sign_as_chip(self, command: bytes) -> bytes:
        if self.chip_key is None:
            return b"\x6a\x81"
        digest = Prehashed(hashes.SHA256())
        return self.chip_key.sign(command[24:56], padding.PKCS1v15(), digest) + b"\x90\x00"

    def _terminal_is_proven(self) -> bool:
        return any(each[1] == 0x82 for each in self.sent)
