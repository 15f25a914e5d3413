"""A card face signed as an issuer would, written without the driver's help."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.drivers.mynacard.fake_card import PORTRAIT, key, public_key, tlv

DIGEST_INFO = bytes.fromhex("3071300D060960864801650304020105000460")


@cache
def authority() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def sign_verbatim(data: bytes, signer: rsa.RSAPrivateKey | None = None) -> bytes:
    """RSA over 00 01 FF… 00 and the data as it is, whatever its length."""
    return sign_block(b"\x00\x01" + b"\xff" * (256 - 3 - len(data)) + b"\x00" + data, signer)


def sign_block(block: bytes, signer: rsa.RSAPrivateKey | None = None) -> bytes:
    """RSA over 256 bytes as they are, by the issuer (which has the card's key) unless told."""
    numbers = (signer or key()).private_numbers()
    modulus = numbers.public_numbers.n
    return pow(int.from_bytes(block, "big"), numbers.d, modulus).to_bytes(256, "big")


def digests_of(objects: Mapping[int, bytes]) -> bytes:
    """The three digests that are signed, one after the other."""
    groups = (0xDF22, 0xDF23, 0xDF24), (0xDF25, 0xDF26), (0xDF27,)
    return b"".join(sha256(b"".join(objects[tag] for tag in tags)).digest() for tags in groups)


def signed_face(
    portrait: bytes | None = PORTRAIT,
    birth_date: bytes = b"19800217",
    issuer: rsa.RSAPrivateKey | None = None,
) -> bytes:
    """EF 0002 as the issuer writes it; `portrait` None leaves DF27 out."""
    values: dict[int, bytes | None] = {
        0xDF22: birth_date,
        0xDF23: b"1",
        0xDF24: public_key(),
        0xDF25: b"name image",
        0xDF26: b"address image",
        0xDF27: portrait,
    }
    whole = {tag: b"" if value is None else tlv(tag, value) for tag, value in values.items()}
    whole[0xDF28] = tlv(0xDF28, sign_verbatim(DIGEST_INFO + digests_of(whole), issuer))
    whole[0xDF29] = tlv(0xDF29, b"20350217")
    whole[0xDF2A] = tlv(0xDF2A, b"code image")
    return assemble(list(whole.values()))


def assemble(objects: list[bytes]) -> bytes:
    """Put nine objects behind their table of offsets, and filler behind all."""
    offsets, place = b"", 5 + 21
    for each in objects:
        offsets += (place if each else 0).to_bytes(2, "big")
        place += len(each)
    return tlv(0xFF20, tlv(0xDF21, offsets) + b"".join(objects)) + b"\xff" * 8


def objects_of(face: bytes) -> dict[int, bytes]:
    """Cut a card face into its objects again."""
    found: dict[int, bytes] = {}
    offset, end = 5 + 21, 5 + int.from_bytes(face[3:5], "big")
    while offset < end:
        length, size = face[offset + 2], 3
        if length == 0x82:
            length, size = int.from_bytes(face[offset + 3 : offset + 5], "big"), 5
        found[int.from_bytes(face[offset : offset + 2], "big")] = face[
            offset : offset + size + length
        ]
        offset += size + length
    return found


@cache
def issuer_certificate() -> bytes:
    """EF 0004 as the authority writes it."""
    return certified(bytes(32) + public_key())


def certified(body: bytes, more: bytes = b"") -> bytes:
    """A card-verifiable certificate over any body, `more` objects before it."""
    signature = authority().sign(body, padding.PKCS1v15(), hashes.SHA256())
    inner = more + tlv(0x5F4E, body) + b"\x5f\x37\x82\x01\x00" + signature
    return tlv(0x7F21, inner)
