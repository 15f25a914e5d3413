"""Shapes that the signed files of the visual AP and the text AP share."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.card.tlv import length, tlv


def signature(key: rsa.RSAPrivateKey, content: bytes) -> bytes:
    """Sign the bytes as the AP's issuer: PKCS#1 v1.5, SHA-256; 256 bytes."""
    return key.sign(content, padding.PKCS1v15(), hashes.SHA256())


def signed(outer: int, objects: bytes, tag: int, key: rsa.RSAPrivateKey) -> bytes:
    """Close a file: the objects, then under `tag` the signature over them, all within `outer`."""
    return tlv(outer, objects + tlv(tag, signature(key, objects)))


def with_offsets(outer: int, tag: int, objects: list[bytes]) -> bytes:
    """Close a file headed by a table: under `tag` the place of each object, from the file's start.

    An object that is absent (empty) has the place 0. The outer head's length depends on the total.
    """
    table = len(tlv(tag, bytes(2 * len(objects))))
    total = table + sum(map(len, objects))
    place = len(outer.to_bytes(2)) + len(length(total)) + table
    offsets = b""
    for content in objects:
        offsets += (place if content else 0).to_bytes(2)
        place += len(content)
    return tlv(outer, tlv(tag, offsets) + b"".join(objects))
