"""The console's own certificate, made at the first start and anew before it ends.

No authority vouches for it: staff compare its SHA-256 fingerprint once, at each browser.
"""

import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME: Final = timedelta(days=825)  # what Apple's browsers take at most of one made by hand
SPARE: Final = timedelta(days=60)
_CLOCKS_DIFFER: Final = timedelta(hours=1)


@dataclass(frozen=True)
class TlsFiles:
    """A certificate with its chain, and its key, as PEM files."""

    certificate: Path
    key: Path


def own_certificate(folder: Path, names: Sequence[str], now: datetime) -> TlsFiles:
    """Return the files in a folder, made where they are missing, soon end or lack a name.

    `names` are the host names and addresses that staff type besides this machine's own.
    Raises OSError.
    """
    files = TlsFiles(folder / "certificate.pem", folder / "key.pem")
    wanted = _alternatives([*names, socket.gethostname(), "localhost", "127.0.0.1", "::1"])
    if not _usable(files, wanted, now):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(files, wanted, now)
    return files


def fingerprint(certificate: Path) -> str:
    """Return SHA-256 of the certificate as browsers show it (AB:CD:…)."""
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


def _alternatives(names: Sequence[str]) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([_alternative(name) for name in dict.fromkeys(names)])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usable(files: TlsFiles, wanted: x509.SubjectAlternativeName, now: datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
        key = serialization.load_pem_private_key(files.key.read_bytes(), None)
    except (OSError, ValueError):
        return False
    if key.public_key() != certificate.public_key():
        return False
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return named == wanted and certificate.not_valid_after_utc > now + SPARE


def _make(files: TlsFiles, names: x509.SubjectAlternativeName, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "uketsuke console")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + LIFETIME - _CLOCKS_DIFFER)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    # Both are written before either takes the place of what still serves; a certificate without
    # its key is made again at the next start.
    new_key = _written_beside(files.key, private)
    new_certificate = _written_beside(
        files.certificate, certificate.public_bytes(serialization.Encoding.PEM)
    )
    new_key.replace(files.key)
    new_certificate.replace(files.certificate)


def _written_beside(path: Path, content: bytes) -> Path:
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return new
