"""What software that judges a simulated card must trust or know, as files: roots and CRLs.

A verifier has these from the authority, never from the card. Nothing here is secret.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from simulators.card.authority import AUTH_CA, CARD_FACE_CA, SIGN_CA, Authority
from simulators.card.revocation import both_lists
from simulators.personas.cast import Persona

AUTH_CRL, SIGN_CRL = "auth.crl", "sign.crl"
TEXT_CA: Final = "text_ca.pub.pem"
CARD_CA: Final = "card_ca.pub.pem"


def trusted(authority: Authority, cast: Iterable[Persona], now: datetime) -> Mapping[str, bytes]:
    """Return the content of each file by its name; `now` (with its time zone) dates the CRLs."""
    auth, sign = both_lists(authority, cast, now)
    return {
        AUTH_CA: authority.auth_ca_pem,
        SIGN_CA: authority.sign.certificate.public_bytes(Encoding.PEM),
        AUTH_CRL: auth.public_bytes(Encoding.PEM),
        SIGN_CRL: sign.public_bytes(Encoding.PEM),
        CARD_FACE_CA: authority.card_face_ca_pem,
        TEXT_CA: _pem(authority.text.root),
        CARD_CA: _pem(authority.card_upper.root),
    }


def write_trusted(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write the files into a folder (created), readable by everybody; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _pem(root: rsa.RSAPrivateKey) -> bytes:
    return root.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
