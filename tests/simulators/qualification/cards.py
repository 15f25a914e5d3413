"""A little authority of its own that issues user certificates, and signs as a chip would."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from kiosk.domain.holder import HolderProof
from simulators.personas.insured import Insured

TARO = 0x5A100006
STRANGER = 0x5A1000FF  # nobody knows this one
NEWCOMER = 0x5A1000FE  # insured, and has not applied for 利用登録
PERSON = {
    "InsurerNumber": "  139998",
    "InsuredIdentificationNumber": "4567",
    "Name": "秘密　太郎",
    "NameKana": "ﾋﾐﾂ ﾀﾛｳ",
    "Birthdate": "19860908",
    "Sex1": "1",
}
PEOPLE = {TARO: Insured((PERSON,)), NEWCOMER: Insured((PERSON,), registered=False)}


@cache
def rsa_key(which: str) -> rsa.RSAPrivateKey:
    """One key for each name: making them is slow."""
    del which
    return rsa.generate_private_key(65537, 2048)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


@dataclass(frozen=True)
class Authority:
    """Issues user certificates."""

    name: str = "cards"

    @property
    def pem(self) -> bytes:
        now = datetime.now(UTC)
        return self._certificate(
            _name(self.name), rsa_key(self.name).public_key(), 1, now, now, ca=True
        ).public_bytes(serialization.Encoding.PEM)

    def issue(
        self,
        serial: int = TARO,
        *,
        first: datetime | None = None,
        last: datetime | None = None,
        signature_purpose: bool = True,
    ) -> bytes:
        """Return a DER certificate for the chip's key."""
        now = datetime.now(UTC)
        return self._certificate(
            _name("holder"),
            rsa_key("chip").public_key(),
            serial,
            first or now - timedelta(days=30),
            last or now + timedelta(days=900),
            digital_signature=signature_purpose,
        ).public_bytes(serialization.Encoding.DER)

    def _certificate(
        self,
        subject: x509.Name,
        key: rsa.RSAPublicKey,
        serial: int,
        first: datetime,
        last: datetime,
        *,
        ca: bool = False,
        digital_signature: bool = True,
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature, not digital_signature, False, False, False, ca, ca, False, False
        )
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(_name(self.name))
            .public_key(key)
            .serial_number(serial)
            .not_valid_before(first)
            .not_valid_after(last + timedelta(days=1) if ca else last)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(usage, critical=True)
            .sign(rsa_key(self.name), hashes.SHA256())
        )


@dataclass(frozen=True)
class Chip:
    """Signs challenges with the chip's key."""

    certificate: bytes = field(default_factory=Authority().issue)

    def proof(self, challenge: bytes, key: str = "chip") -> HolderProof:
        signature = rsa_key(key).sign(challenge, padding.PKCS1v15(), hashes.SHA256())
        return HolderProof(challenge, self.certificate, signature)


@dataclass
class HeldClock:
    """A clock that moves when told."""

    time: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
