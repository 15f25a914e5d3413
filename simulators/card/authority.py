"""The test authority behind the simulated cards: O=JPKI-SIM, so that none can pass as real.

Two X.509 roots (authentication, signing), a card-verifiable hierarchy for each AP with signed
files, one of two steps for the card itself (GET DATA 00F8, 7F21), and a terminal authority with
one terminal. Keys are made once and kept in a folder.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from simulators.card import cv_certificate
from simulators.card.certificates import Root, make_root
from simulators.card.keys import KeyFolder, locked
from simulators.guard import require_simulation_allowed

AUTH_CA: Final = "auth_ca.pem"
SIGN_CA: Final = "sign_ca.pem"
CARD_FACE_CA: Final = "card_face_ca.pub.pem"
MUNICIPALITY: Final = (
    "13999"  # its own keys sign what its cards hold; how real ids name it is a guess
)
TERMINAL_CERTIFICATE: Final = "terminal.cvc"
TERMINAL_KEY: Final = "terminal.key.pem"


@dataclass(frozen=True, repr=False)
class CvIssuer:
    """Signs the files of one AP; `certificate` (EF 0004) vouches for its key under `root`."""

    root_id: bytes
    root: rsa.RSAPrivateKey
    key_id: bytes
    key: rsa.RSAPrivateKey

    @cached_property
    def certificate(self) -> bytes:
        return cv_certificate.issue(self.root, self.root_id, self.key_id, self.key.public_key())


@dataclass(frozen=True, repr=False)
class Authority:
    """Everything that makes cards and terminals of the simulation; see `ensure_authority`."""

    folder: Path
    auth: Root
    sign: Root
    visual: CvIssuer
    text: CvIssuer
    terminal: CvIssuer
    card_upper: CvIssuer
    card_lower: CvIssuer

    @property
    def auth_ca_pem(self) -> bytes:
        """Trust anchor of the simulated national service, PEM."""
        return self.auth.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def auth_ca_der(self) -> bytes:
        """Trust anchor of the simulated national service, DER."""
        return self.auth.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def terminal_certificate(self) -> bytes:
        """The terminal's card-verifiable certificate, 568 bytes."""
        return self.terminal.certificate

    @property
    def terminal_key_pem(self) -> bytes:
        """The terminal's private key, PKCS#8 PEM without a passphrase."""
        return self.terminal.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def card_face_ca_pem(self) -> bytes:
        """Public key under which the certificate in EF 0004 of the visual AP is judged, PEM."""
        return self.visual.root.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def ensure_authority(folder: Path) -> Authority:
    """Load the authority of the folder, made on first use (about two seconds).

    Beside the keys the folder holds what others need as files: AUTH_CA, SIGN_CA, CARD_FACE_CA,
    TERMINAL_CERTIFICATE, TERMINAL_KEY. Raises OSError, SimulatorRefused.
    """
    require_simulation_allowed()
    with locked(folder):
        keys = KeyFolder(folder)
        upper = _cv_issuer(keys, "card", "6900020", "6900021", last=0xA8)
        authority = Authority(
            folder=folder,
            auth=make_root(keys.key("auth_ca"), "user authentication"),
            sign=make_root(keys.key("sign_ca"), "digital signature"),
            visual=_cv_issuer(keys, "visual", "6900023", f"6{MUNICIPALITY}2"),
            text=_cv_issuer(keys, "text", "6900033", f"6{MUNICIPALITY}3"),
            terminal=_cv_issuer(keys, "terminal", "6900073", "6900074"),
            card_upper=upper,
            card_lower=_below(upper, keys, "card_lower", "6900022"),
        )
        _export(authority, keys)
    return authority


def _cv_issuer(keys: KeyFolder, name: str, root: str, subject: str, last: int = 0) -> CvIssuer:
    return CvIssuer(
        root_id=cv_certificate.key_id(root, last=last),
        root=keys.key(f"{name}_root"),
        key_id=cv_certificate.key_id(subject),
        key=keys.key(name),
    )


def _below(upper: CvIssuer, keys: KeyFolder, name: str, subject: str) -> CvIssuer:
    """Hang a key on the one that `upper` certifies."""
    return CvIssuer(
        root_id=upper.key_id,
        root=upper.key,
        key_id=cv_certificate.key_id(subject),
        key=keys.key(name),
    )


def _export(authority: Authority, keys: KeyFolder) -> None:
    keys.keep(AUTH_CA, authority.auth_ca_pem)
    keys.keep(SIGN_CA, authority.sign.certificate.public_bytes(serialization.Encoding.PEM))
    keys.keep(CARD_FACE_CA, authority.card_face_ca_pem)
    keys.keep(TERMINAL_CERTIFICATE, authority.terminal_certificate)
