"""What the simulated cast knows, and what the national service would check."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.holder import HolderProof
from kiosk.domain.pin import Pin
from kiosk.ports.card import (
    SigningRefused,
)
from simulators.card.authority import Authority
from simulators.personas.cast import Persona

CHALLENGE = bytes(range(32))


def pin_of(persona: Persona) -> Pin:
    return Pin(persona.pins.auth or "")


def number_of(persona: Persona) -> CheckNumberB:
    return CheckNumberB(persona.check_number_b)


def assert_proves(proof: HolderProof | SigningRefused, authority: Authority) -> None:
    """Check signature and certificate as the national service would."""
    assert isinstance(proof, HolderProof)
    certificate = x509.load_der_x509_certificate(proof.certificate)
    certificate.verify_directly_issued_by(authority.auth.certificate)
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(proof.signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256())
