"""What the chip holds of a person."""

from dataclasses import dataclass

from kiosk.domain.secret import Private


@dataclass(frozen=True, repr=False)
class Portrait(Private):
    """The portrait from the chip: JPEG 2000 bytes, greyscale (card.md §4.2)."""

    jpeg2000: bytes


@dataclass(frozen=True, repr=False)
class HolderProof(Private):
    """The chip's signature over the service's challenge, with the certificate that checks it.

    `certificate` is DER, `signature` 256 bytes PKCS#1 v1.5 with SHA-256 over the challenge.
    """

    challenge: bytes
    certificate: bytes
    signature: bytes
