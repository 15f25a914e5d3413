"""How the simulated service judges a user certificate: own rules, none of the kiosk's code."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.qualification.refusals import Refusal

JAPAN: Final = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Judged:
    """A certificate that serves today; `notice` is its ProcessingResultCode, if any."""

    serial: int
    in_grace: bool
    notice: str | None


def load_authorities(content: bytes) -> list[x509.Certificate]:
    """Read the authorities trusted, PEM (one or more) or DER (one)."""
    if content.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_certificates(content)
    return [x509.load_der_x509_certificate(content)]


def judge(
    der: bytes,
    signature: bytes,
    challenge: bytes,
    authorities: list[x509.Certificate],
    now: datetime,
) -> Judged | Refusal:
    """Check issuer, purpose, signature over the challenge, then the dates, in this order."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        trusted = any(_issued_by(certificate, authority) for authority in authorities)
        if not trusted or not _for_authentication(certificate):
            return Refusal.CERTIFICATE_UNKNOWN
    except ValueError:  # no certificate, or one that contradicts itself
        return Refusal.CERTIFICATE_UNKNOWN
    if not _signed(certificate, signature, challenge):
        return Refusal.SIGNATURE_WRONG
    return _dates(certificate, now)


def _issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _for_authentication(certificate: x509.Certificate) -> bool:
    """Want digitalSignature and no CA; JPKI's signing certificate has nonRepudiation."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return usage.digital_signature
    return usage.digital_signature and not basic.ca


def _signed(certificate: x509.Certificate, signature: bytes, challenge: bytes) -> bool:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        return False
    try:
        key.verify(signature, challenge, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _dates(certificate: x509.Certificate, now: datetime) -> Judged | Refusal:
    serial, today = certificate.serial_number, now.astimezone(JAPAN).date()
    first = certificate.not_valid_before_utc.astimezone(JAPAN).date()
    last = certificate.not_valid_after_utc.astimezone(JAPAN).date()
    if today < first or _month(today) > _month(last) + 3:
        return Refusal.CERTIFICATE_EXPIRED
    if today > last:
        return Judged(serial, in_grace=True, notice="SIM-0102")
    soon = (_month(today) + 3, today.day) >= (_month(last), last.day)
    return Judged(serial, in_grace=False, notice="SIM-0101" if soon else None)


def _month(day: date) -> int:
    """Months counted from year zero: the rule speaks of months, not of days."""
    return day.year * 12 + day.month
