"""The chip's signature, checked under its own certificate before anybody relies on it.

The national service would refuse a broken one as well, but could not say that the card or the wire
to it is at fault. Nor could it tell a chip that signed from a wire that only said so.
"""

from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.ports.faults import DeviceFault

KEY_BITS: Final = 2048


def own_proof(challenge: bytes, certificate: bytes, signature: bytes) -> HolderProof:
    """Return the proof when the signature holds under the certificate's key (DER).

    Raises `DeviceFault(Device.CARD, ...)`: ``malformed_certificate`` for a key that is none of this
    card's kind (RSA-2048), ``malformed_signature``.
    """
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None  # what the parser says may quote the certificate
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != KEY_BITS:
        raise DeviceFault(Device.CARD, "malformed_certificate")
    if not _holds(key, challenge, signature):
        raise DeviceFault(Device.CARD, "malformed_signature")
    return HolderProof(challenge, certificate, signature)


def _holds(key: rsa.RSAPublicKey, challenge: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, challenge, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
