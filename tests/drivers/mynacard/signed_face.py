"""A card face signed as an issuer would, written without the driver's help."""

from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.drivers.mynacard.fake_card import PORTRAIT, key, tlv

DIGEST_INFO = bytes.fromhex("3071300D060960864801650304020105000460")


@cache
def authority() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def sign_verbatim(data: bytes) -> bytes:
    """RSA over 00 01 FF… 00 and the data as it is, whatever its length."""
    padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(data)) + b"\x00" + data
    numbers = key().private_numbers()
    modulus = numbers.public_numbers.n
    return pow(int.from_bytes(padded, "big"), numbers.d, modulus).to_bytes(256, "big")


def signed_face(portrait: bytes = PORTRAIT) -> bytes:
    parts = {
        0xDF22: b"19800217",
        0xDF23: b"1",
        0xDF24: bytes(265),
        0xDF25: b"name image",
        0xDF26: b"address image",
        0xDF27: portrait,
    }
    whole = {tag: tlv(tag, value) for tag, value in parts.items()}
    groups = (0xDF22, 0xDF23, 0xDF24), (0xDF25, 0xDF26), (0xDF27,)
    digests = b"".join(sha256(b"".join(whole[tag] for tag in tags)).digest() for tags in groups)
    whole[0xDF28] = tlv(0xDF28, sign_verbatim(DIGEST_INFO + digests))
    whole[0xDF29] = tlv(0xDF29, b"20350217")
    return tlv(0xFF20, tlv(0xDF21, bytes(18)) + b"".join(whole.values())) + b"\xff" * 8


@cache
def issuer_certificate() -> bytes:
    numbers = key().public_key().public_numbers()
    public_key = bytes.fromhex("9003010001 91820100") + numbers.n.to_bytes(256, "big")
    body = bytes(32) + public_key
    signature = authority().sign(body, padding.PKCS1v15(), hashes.SHA256())
    inner = b"\x5f\x4e\x82\x01\x29" + body + b"\x5f\x37\x82\x01\x00" + signature
    return b"\x7f\x21\x82\x02\x33" + inner
