from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from simulators.card.authority import AUTH_CA, Authority, ensure_authority
from simulators.card.certificates import auth_certificate, sign_certificate
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


def directory(*pairs: tuple[x509.ObjectIdentifier, str]) -> x509.DirectoryName:
    return x509.DirectoryName(x509.Name([x509.NameAttribute(*pair) for pair in pairs]))


def test_the_certificate_has_every_extension_of_the_profile(
    certificate: x509.Certificate, authority: Authority
) -> None:
    found = certificate.extensions
    assert len(list(found)) == 7
    root = authority.auth.certificate.extensions
    own = root.get_extension_for_class(x509.SubjectKeyIdentifier).value
    issuer_key = found.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    assert issuer_key.key_identifier == own.digest
    (service,) = found.get_extension_for_class(x509.IssuerAlternativeName).value
    assert isinstance(service, x509.DirectoryName)
    assert "公的個人認証サービス" in service.value.rfc4514_string()
    (policy,) = found.get_extension_for_class(x509.CertificatePolicies).value
    assert policy.policy_identifier.dotted_string == "1.2.392.200149.8.5.1.3.30"
    assert policy.policy_qualifiers == ["http://www.jpki-sim.invalid/cps.html"]
    (access,) = found.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert access.access_method.dotted_string == "1.3.6.1.5.5.7.48.1"
    key = x509.SubjectKeyIdentifier.from_public_key(authority.auth.key.public_key())
    assert found.get_extension_for_class(x509.SubjectKeyIdentifier).value == key


def test_the_certificate_points_to_the_list_of_its_municipality(
    certificate: x509.Certificate,
) -> None:
    (point,) = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    assert point.full_name == [
        directory(
            (NameOID.COUNTRY_NAME, "JP"),
            (NameOID.ORGANIZATION_NAME, "JPKI-SIM"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, "JPKI for user authentication"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, "CRL Distribution Points"),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, "Mihon-To"),
            (NameOID.COMMON_NAME, "Mihon-Shi CRLDP"),
        )
    ]


def test_the_signing_certificate_names_its_holder_in_six_attributes(
    authority: Authority, cast: dict[str, Persona]
) -> None:
    persona = cast["hanako"]
    signing = sign_certificate(persona, authority.sign.key.public_key(), authority.sign)
    assert signing is not None
    names = signing.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    values = {
        name.type_id.dotted_string.rpartition(".")[2]: name.value[2:].decode()
        for name in names
        if isinstance(name, x509.OtherName)
    }
    assert values == {
        "1": persona.name,
        "2": "00000",
        "3": "2",
        "4": "319800217",  # 昭和
        "5": persona.address,
        "6": "0" * len(persona.address),
    }
    usage = signing.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment) == (True, True)
    (policy,) = signing.extensions.get_extension_for_class(x509.CertificatePolicies).value
    assert policy.policy_identifier.dotted_string == "1.2.392.200149.8.5.1.1.20"
    assert signing.subject.get_attributes_for_oid(NameOID.LOCALITY_NAME)


@pytest.mark.parametrize("purpose", ["auth", "sign"])
def test_a_root_has_the_profile_of_an_authority(authority: Authority, purpose: str) -> None:
    root = {"auth": authority.auth, "sign": authority.sign}[purpose].certificate
    root.verify_directly_issued_by(root)
    found = root.extensions
    critical = {one.oid.dotted_string for one in found if one.critical}
    assert critical == {"2.5.29.15", "2.5.29.19"}
    usage = found.get_extension_for_class(x509.KeyUsage).value
    assert (usage.key_cert_sign, usage.crl_sign, usage.digital_signature) == (True, True, False)
    assert found.get_extension_for_class(x509.BasicConstraints).value.ca
    (service,) = found.get_extension_for_class(x509.SubjectAlternativeName).value
    assert isinstance(service, x509.DirectoryName)
    (point,) = found.get_extension_for_class(x509.CRLDistributionPoints).value
    assert point.full_name == [x509.DirectoryName(root.subject)]
    assert found.get_extension_for_class(x509.SubjectKeyIdentifier)


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


@pytest.mark.parametrize(
    ("name", "number"), [("hanako", "20"), ("sora", "40"), ("mei", "40")], ids=str
)
def test_a_phone_signs_under_another_policy(
    authority: Authority, cast: dict[str, Persona], name: str, number: str
) -> None:
    found = sign_certificate(cast[name], authority.sign.key.public_key(), authority.sign)
    assert found is not None
    (policy,) = found.extensions.get_extension_for_class(x509.CertificatePolicies).value
    assert policy.policy_identifier.dotted_string == f"1.2.392.200149.8.5.1.1.{number}"
