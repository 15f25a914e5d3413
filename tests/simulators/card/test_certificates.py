from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from simulators.card.authority import AUTH_CA, Authority, ensure_authority
from simulators.card.certificates import auth_certificate
from simulators.personas.cast import Persona


@pytest.fixture(scope="module")
def certificate(authority: Authority, cast: dict[str, Persona]) -> x509.Certificate:
    key = authority.auth.key.public_key()  # any key will do for the profile
    return auth_certificate(cast["hanako"], key, authority.auth)


def test_the_certificate_is_signed_by_the_root_it_names(
    certificate: x509.Certificate, authority: Authority
) -> None:
    certificate.verify_directly_issued_by(authority.auth.certificate)
    assert "O=JPKI-SIM" in certificate.issuer.rfc4514_string()


def test_the_certificate_names_nobody_but_a_number(
    certificate: x509.Certificate, cast: dict[str, Persona]
) -> None:
    (common_name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert len(common_name.value) == 23
    assert "13999" in str(common_name.value)
    assert certificate.serial_number == cast["hanako"].certificate_serial
    assert cast["hanako"].name.encode() not in certificate.public_bytes(Encoding.DER)


def test_the_certificate_ends_with_the_birthday_in_japan(certificate: x509.Certificate) -> None:
    assert certificate.not_valid_after_utc == datetime(2030, 2, 17, 14, 59, 59, tzinfo=UTC)


def test_the_critical_extensions_are_usage_and_policy(certificate: x509.Certificate) -> None:
    critical = {
        extension.oid.dotted_string for extension in certificate.extensions if extension.critical
    }
    assert critical == {"2.5.29.15", "2.5.29.32"}
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment) == (True, False)


def test_an_authority_is_made_once(authority: Authority) -> None:
    again = ensure_authority(authority.folder)
    assert again.auth_ca_der == authority.auth_ca_der
    assert again.terminal_key_pem == authority.terminal_key_pem
    assert (authority.folder / AUTH_CA).read_bytes() == authority.auth_ca_pem


def test_private_keys_are_for_their_owner_alone(authority: Authority) -> None:
    keys = list(authority.folder.glob("*.key.pem"))
    assert keys
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys)


def test_the_terminal_certificate_is_568_bytes_signed_by_its_root(authority: Authority) -> None:
    certificate = authority.terminal_certificate
    assert len(certificate) == 568
    body, signature = certificate[10:307], certificate[312:]
    root = authority.terminal.root.public_key()
    root.verify(signature, body, padding.PKCS1v15(), hashes.SHA256())
    modulus = int.from_bytes(body[-256:])
    assert modulus == authority.terminal.key.public_key().public_numbers().n
    assert isinstance(root, rsa.RSAPublicKey)
