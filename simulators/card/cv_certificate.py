"""Card-verifiable certificates: 568 bytes that vouch for an RSA key without X.509.

7F21 82 0233
  5F4E 82 0129  certifier's key id (16), subject's key id (16), RSA public key (265)
  5F37 82 0100  PKCS#1 v1.5 SHA-256 signature over the 297 bytes above
"""

from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.card.tlv import tlv

BODY: Final = 297  # bytes
TEMPLATE_HEAD: Final = bytes.fromhex("7F21820233")
KEY_HEAD: Final = bytes.fromhex("900301000191820100")  # exponent 65537, modulus of 256 bytes


class MalformedCertificate(Exception):
    """The body carries no RSA-2048 public key with exponent 65537."""


def key_id(number: str, generation: str = "001", last: int = 0) -> bytes:
    """Return a key's id: seven digits, 08 05, three digits, three zeros and a last byte."""
    head = number.encode("ascii") + b"\x08\x05" + generation.encode("ascii")
    return head + bytes(3) + bytes([last])


def contents(certificate: bytes) -> bytes:
    """Return what stands in the 7F21 template, 563 bytes: so GET DATA answers, files keep it."""
    return certificate.removeprefix(TEMPLATE_HEAD)


def card_public_key(key: rsa.RSAPublicKey) -> bytes:
    """Return the 265 bytes in which the card's files write an RSA-2048 public key."""
    return KEY_HEAD + key.public_numbers().n.to_bytes(256)


def issue(
    authority: rsa.RSAPrivateKey, certifier: bytes, subject: bytes, key: rsa.RSAPublicKey
) -> bytes:
    """Return a certificate for `key`, signed by `authority`; key ids of 16 bytes each."""
    body = certifier + subject + card_public_key(key)
    signature = authority.sign(body, padding.PKCS1v15(), hashes.SHA256())
    return tlv(0x7F21, tlv(0x5F4E, body) + tlv(0x5F37, signature))


def public_key_of(body: bytes) -> rsa.RSAPublicKey:
    """Return the key a body of 297 bytes vouches for; raises MalformedCertificate."""
    written = body[32:]
    if len(body) != BODY or not written.startswith(KEY_HEAD):
        raise MalformedCertificate
    try:
        return rsa.RSAPublicNumbers(65_537, int.from_bytes(written[len(KEY_HEAD) :])).public_key()
    except ValueError as error:
        raise MalformedCertificate from error
