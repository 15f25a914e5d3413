"""A certification authority for tests: O=QUALIFICATION-SIM, made at first start."""

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulators.key_usage import key_usage

ORGANISATION: Final = "QUALIFICATION-SIM"
LIFETIME: Final = timedelta(days=397)
SPARE: Final = timedelta(days=7)  # made anew when less than this is left


@dataclass(frozen=True)
class TlsFiles:
    """Where the PEM files lie; keys have mode 0600."""

    ca: Path
    server_certificate: Path
    server_key: Path
    client_certificate: Path
    client_key: Path


def tls_files(state: Path) -> TlsFiles:
    """Return the files of a state folder, made where they are missing or soon expire."""
    files = TlsFiles(*(state / f"{name}.pem" for name in _NAMES))
    if not _usable(files):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(files)
    return files


_NAMES: Final = ("ca", "server", "server-key", "client", "client-key")


def _usable(files: TlsFiles) -> bool:
    paths = (files.ca, files.server_certificate, files.client_certificate)
    if not all(path.exists() for path in (*paths, files.server_key, files.client_key)):
        return False
    soonest = min(
        x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc for path in paths
    )
    return soonest > datetime.now(UTC) + SPARE


def _make(files: TlsFiles) -> None:
    ca_key = ec.generate_private_key(ec.SECP256R1())  # used here and forgotten: it signs no more
    ca_name = _name("test authority")
    ca = (
        _builder(ca_name, ca_name, ca_key.public_key(), ca_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(ca=True), critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    _write(files.ca, _pem(ca))
    local = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    issue = _Issuer(ca_name, ca_key)
    issue.to(
        "server", local, ExtendedKeyUsageOID.SERVER_AUTH, files.server_certificate, files.server_key
    )
    kiosk = x509.SubjectAlternativeName([x509.DNSName("kiosk.invalid")])
    issue.to(
        "kiosk", kiosk, ExtendedKeyUsageOID.CLIENT_AUTH, files.client_certificate, files.client_key
    )


@dataclass(frozen=True)
class _Issuer:
    name: x509.Name
    key: ec.EllipticCurvePrivateKey

    def to(
        self,
        name: str,
        alternative: x509.SubjectAlternativeName,
        purpose: x509.ObjectIdentifier,
        certificate_path: Path,
        key_path: Path,
    ) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            _builder(_name(name), self.name, key.public_key(), self.key)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(key_usage(ca=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(alternative, critical=False)
            .sign(self.key, hashes.SHA256())
        )
        _write(certificate_path, _pem(certificate))
        _write(
            key_path,
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    signing_key: ec.EllipticCurvePrivateKey,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    signer = signing_key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
