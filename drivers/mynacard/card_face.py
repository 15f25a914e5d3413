"""券面情報 (EF 0002) and the signature over it: passive authentication (card.md §4.2, §4.3).

The issuer signs the card face with a key that EF 0004 carries in a card-verifiable certificate; an
authority signs that. Whoever exchanges the portrait for their own breaks the signature. The card
face also holds the public half of a key that never leaves the chip: signing with it, the chip shows
that it is the one the card face was written for (active authentication).
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from drivers.mynacard.commands import compute_signature_of_ap
from drivers.pcsc.apdu import Command, Ins, unexpected_status
from drivers.pcsc.exchange import Exchange
from drivers.pcsc.status import INTERNAL_ERROR
from drivers.pcsc.tlv import Tlv, malformed, read_header, read_object, read_objects

TEMPLATE: Final = 0xFF20
OFFSET_TABLE: Final = 0xDF21
BIRTH_DATE, SEX, PUBLIC_KEY, NAME, ADDRESS = 0xDF22, 0xDF23, 0xDF24, 0xDF25, 0xDF26
PORTRAIT, SIGNATURE = 0xDF27, 0xDF28
SIGNED_TOGETHER: Final = ((BIRTH_DATE, SEX, PUBLIC_KEY), (NAME, ADDRESS), (PORTRAIT,))
# DigestInfo that declares 96 bytes: the three SHA-256 digests one after the other.
DIGEST_INFO: Final = bytes.fromhex("3071300D060960864801650304020105000460")
SHA256_DIGEST_INFO: Final = bytes.fromhex("3031300D060960864801650304020105000420")
CHALLENGE_LENGTH: Final = 32

CV_CERTIFICATE_LENGTH: Final = 568
CV_TEMPLATE, CV_BODY, CV_SIGNATURE = 0x7F21, 0x5F4E, 0x5F37
KEY_IDS: Final = 32  # of the certifying key and of the certified one, 16 bytes each
EXPONENT, MODULUS = 0x90, 0x91
KEY_BITS, PUBLIC_EXPONENT = 2048, 65537  # of every key of this card

CardFaceAuthority: TypeAlias = tuple[rsa.RSAPublicKey, ...]
"""The keys under one of which EF 0004 of every card was signed: one for each generation."""

_PEM: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----", re.DOTALL)


class AuthorityUnusable(Exception):
    """The authority's keys are not what they should be."""


def authority_from_file(path: Path) -> CardFaceAuthority:
    """Load the authority's public keys: PEM, one or several, bare or in certificates.

    Of a certificate the key alone counts: a card outlives the certificate of the key that signed
    it, so whoever makes the file decides what is believed. Raises `AuthorityUnusable`, `OSError`.
    """
    keys = tuple(_authority_key(*each) for each in _pem_blocks(path.read_bytes()))
    if not keys:
        raise AuthorityUnusable("the card face authority's file holds no key")
    return keys


def _pem_blocks(content: bytes) -> Iterable[tuple[bytes, bytes]]:
    return ((block[1], block[0]) for block in _PEM.finditer(content))


def _authority_key(kind: bytes, block: bytes) -> rsa.RSAPublicKey:
    try:
        certified = kind == b"CERTIFICATE"
        key = (
            x509.load_pem_x509_certificate(block).public_key()
            if certified
            else load_pem_public_key(block)
        )
    except (ValueError, UnsupportedAlgorithm):
        raise AuthorityUnusable("a key of the card face authority does not load") from None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < KEY_BITS:
        raise AuthorityUnusable(f"the card face authority's keys are RSA, {KEY_BITS} bits or more")
    return key


def objects(content: bytes) -> dict[int, bytes]:
    """Cut the value of the template into whole objects by tag; a tag twice is malformed."""
    found: dict[int, bytes] = {}
    offset = 0
    while offset < len(content):
        header = read_header(content, offset)
        if header.tag in found or offset + header.total > len(content):
            raise malformed()
        found[header.tag] = content[offset : offset + header.total]
        offset += header.total
    return found


def is_authentic(
    face: Mapping[int, bytes], cv_certificate: bytes, authority: CardFaceAuthority
) -> bool:
    """Check the signature over the card face up to the authority.

    Raises `DeviceFault(Device.CARD, "malformed_tlv")` when objects are missing or broken.
    """
    issuer = _certified_key(cv_certificate, authority)
    if issuer is None:
        return False
    signature = read_object(_present(face, SIGNATURE)).value
    try:
        recovered = issuer.recover_data_from_signature(signature, padding.PKCS1v15(), None)
    except (InvalidSignature, ValueError):
        return False
    digests = (
        sha256(b"".join(_signed(face, tag) for tag in tags)).digest() for tags in SIGNED_TOGETHER
    )
    return recovered == DIGEST_INFO + b"".join(digests)


def chip_proves_itself(exchange: Exchange, face: Mapping[int, bytes]) -> bool:
    """Let the chip sign a challenge with the key whose public half `face` (authentic) holds.

    Costs one command and the time of a signature, some hundred milliseconds. Raises `DeviceFault`
    for a malformed key and for a chip that fails (6F00); one that will not sign has not proven.
    """
    public_key = _public_key(read_object(_present(face, PUBLIC_KEY)).value)
    challenge = secrets.token_bytes(CHALLENGE_LENGTH)
    response = compute_signature_of_ap(exchange, SHA256_DIGEST_INFO + sha256(challenge).digest())
    if response.status == INTERNAL_ERROR:
        raise unexpected_status(Command(Ins.PERFORM_SECURITY_OPERATION), response)
    if not response.status.is_ok:
        return False
    return _holds(public_key, response.data, challenge)


def _signed(face: Mapping[int, bytes], tag: int) -> bytes:
    """Return what is hashed of an object. A portrait left out is signed as nothing: a guess (C)."""
    return face.get(tag, b"") if tag == PORTRAIT else _present(face, tag)


def _present(face: Mapping[int, bytes], tag: int) -> bytes:
    if tag not in face:
        raise malformed()
    return face[tag]


def _certified_key(cv_certificate: bytes, authority: CardFaceAuthority) -> rsa.RSAPublicKey | None:
    """Return the key that a card-verifiable certificate vouches for, None when it does not."""
    template = read_object(cv_certificate)
    parts = _by_tag(read_objects(template.value))
    if template.tag != CV_TEMPLATE or parts.keys() != {CV_BODY, CV_SIGNATURE}:
        raise malformed()
    body, signature = parts[CV_BODY], parts[CV_SIGNATURE]
    if not any(_holds(key, signature, body) for key in authority):
        return None
    return _public_key(body[KEY_IDS:])


def _holds(key: rsa.RSAPublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _public_key(written: bytes) -> rsa.RSAPublicKey:
    """Read a key as this card writes it: exponent, then modulus; no other size or exponent."""
    numbers = _by_tag(read_objects(written))
    if numbers.keys() != {EXPONENT, MODULUS}:
        raise malformed()
    exponent, modulus = (int.from_bytes(numbers[tag], "big") for tag in (EXPONENT, MODULUS))
    if exponent != PUBLIC_EXPONENT or modulus.bit_length() != KEY_BITS:
        raise malformed()
    try:
        return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        raise malformed() from None


def _by_tag(found: Iterable[Tlv]) -> dict[int, bytes]:
    by_tag: dict[int, bytes] = {}
    for each in found:
        if each.tag in by_tag:
            raise malformed()
        by_tag[each.tag] = each.value
    return by_tag
