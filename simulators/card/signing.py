"""COMPUTE DIGITAL SIGNATURE: the card's forms of RSA over the data of the command."""

import hashlib
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from simulators.card.status import CONDITIONS, WRONG_LENGTH, WRONG_P1_P2, Refused

DIGEST_INFO_SHA256: Final = bytes.fromhex("3031300D060960864801650304020105000420")
DIGEST_INFO_CARD_FACE: Final = bytes.fromhex("3071300D060960864801650304020105000460")
"""Head of a DigestInfo that declares the 96 bytes of the card face's three digests."""
PADDING_LEAST: Final = 11  # 00 01, eight FF at least, 00


def sign(key: rsa.RSAPrivateKey, form: int, data: bytes) -> bytes:
    """Sign as P1 says: 00 verbatim, 01/02/03 PKCS#1 v1.5, 04/05 PSS; raises Refused."""
    match form:
        case 0x00:
            return sign_verbatim(key, data)
        case 0x01:
            return sign_verbatim(key, _sha256(data))
        case 0x02:
            return sign_verbatim(key, DIGEST_INFO_SHA256 + _a_digest(data))
        case 0x03:
            return sign_verbatim(key, DIGEST_INFO_SHA256 + _sha256(data))
        case 0x04:
            return _sign_pss(key, _a_digest(data))
        case 0x05:
            return _sign_pss(key, _sha256(data))
        case _:
            raise Refused(WRONG_P1_P2)


def sign_verbatim(key: rsa.RSAPrivateKey, data: bytes) -> bytes:
    """PKCS#1 v1.5, type 1, around the data as it is, DigestInfo or not (the card judges none)."""
    size = (key.key_size + 7) // 8
    if not data:
        raise Refused(WRONG_LENGTH)
    if len(data) > size - PADDING_LEAST:
        raise Refused(CONDITIONS)
    message = b"\x00\x01" + b"\xff" * (size - len(data) - 3) + b"\x00" + data
    return _private(key, int.from_bytes(message)).to_bytes(size)


def _private(key: rsa.RSAPrivateKey, message: int) -> int:
    """Raw RSA by the Chinese remainder theorem; `cryptography` offers no padding of one's own."""
    numbers = key.private_numbers()
    at_p = pow(message, numbers.dmp1, numbers.p)
    at_q = pow(message, numbers.dmq1, numbers.q)
    return at_q + numbers.q * ((at_p - at_q) * numbers.iqmp % numbers.p)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _a_digest(data: bytes) -> bytes:
    if len(data) != 32:
        raise Refused(CONDITIONS)
    return data


def _sign_pss(key: rsa.RSAPrivateKey, digest: bytes) -> bytes:
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), len(digest))
    return key.sign(digest, pss, Prehashed(hashes.SHA256()))
