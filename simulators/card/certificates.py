"""X.509 certificates of the simulated authority: JPKI's profile under another organisation."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from simulators.card.tlv import tlv
from simulators.key_usage import key_usage
from simulators.personas.cast import Persona, Validity, era_of

JST: Final = timezone(timedelta(hours=9))
AUTH_POLICY: Final = "1.2.392.200149.8.5.1.3.30"
SIGN_POLICY: Final = "1.2.392.200149.8.5.1.1.20"
SIGN_POLICY_OF_PHONES: Final = "1.2.392.200149.8.5.1.1.40"  # that of their other key is not known
HOLDER_ATTRIBUTE: Final = "1.2.392.200149.8.5.5."
ERA_DIGITS: Final = {"明治": 1, "大正": 2, "昭和": 3, "平成": 4, "令和": 5}
SERVICE: Final = "公的個人認証サービス（模擬）"
HOSTS: Final = "jpki-sim.invalid"  # a name that never resolves (RFC 2606)
ROOT_LIFE: Final = (datetime(2023, 7, 16, tzinfo=UTC), datetime(2043, 7, 15, tzinfo=UTC))


@dataclass(frozen=True, slots=True, repr=False)
class Root:
    """A root of the authority: its key and its self-signed certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def make_root(key: rsa.RSAPrivateKey, purpose: str) -> Root:
    """Return the self-signed root "JPKI for `purpose`" of O=JPKI-SIM; the same bytes each time."""
    name = _root_name(purpose)
    builder = _builder(name, name, key.public_key(), serial=1, life=ROOT_LIFE)
    for extension, critical in (
        (key_usage(ca=True), True),
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (x509.SubjectAlternativeName([_service()]), False),
        (_crl_at(name), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    return Root(key, builder.sign(key, hashes.SHA256()))


def auth_certificate(persona: Persona, key: rsa.RSAPublicKey, root: Root) -> x509.Certificate:
    """Return the 利用者証明用電子証明書: it names nobody, its serial number finds the person."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name(persona, "A")),
        ]
    )
    builder = _end_entity(
        subject, key, root, persona.certificate_serial, persona.auth_validity, AUTH_POLICY
    )
    return builder.add_extension(key_usage(), critical=True).sign(root.key, hashes.SHA256())


def sign_certificate(
    persona: Persona, key: rsa.RSAPublicKey, root: Root
) -> x509.Certificate | None:
    """Return the 署名用電子証明書, which does name its holder; None where none was issued."""
    if persona.signing_serial is None or persona.signing_validity is None:
        return None
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.LOCALITY_NAME, "Mihon-Shi"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name(persona, "S")),
        ]
    )
    on_phone = persona.card_kind in {"android", "iphone"}
    policy = SIGN_POLICY_OF_PHONES if on_phone else SIGN_POLICY
    builder = _end_entity(
        subject, key, root, persona.signing_serial, persona.signing_validity, policy
    )
    return (
        builder.add_extension(key_usage(commitment=True), critical=True)
        .add_extension(_holder_attributes(persona), critical=False)
        .sign(root.key, hashes.SHA256())
    )


def common_name(persona: Persona, kind: str) -> str:
    """Return 23 characters with the municipality's code, as the real one has."""
    return f"SIM{persona.certificate_serial:08X}XXX{persona.municipality_code}001{kind}"


def crl_name(root: Root) -> x509.Name:
    """Return where the revocations of a root's certificates are listed, by municipality.

    The pattern is known from a vendor's mock of such a certificate alone.
    """
    country, organisation, unit, _ = root.certificate.subject
    return x509.Name(
        [
            country,
            organisation,
            unit,
            *(
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, name)
                for name in ("CRL Distribution Points", "Mihon-To")
            ),
            x509.NameAttribute(NameOID.COMMON_NAME, "Mihon-Shi CRLDP"),
        ]
    )


def _end_entity(
    subject: x509.Name,
    key: rsa.RSAPublicKey,
    root: Root,
    serial: int,
    validity: Validity,
    policy: str,
) -> x509.CertificateBuilder:
    issuer = root.certificate.subject
    builder = _builder(issuer, subject, key, serial, _life(validity))
    issuer_key = root.certificate.extensions.get_extension_for_class(
        x509.SubjectKeyIdentifier
    ).value
    ocsp = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP,
        x509.UniformResourceIdentifier(f"http://ocsp.{HOSTS}"),
    )
    for extension, critical in (
        (x509.IssuerAlternativeName([_service()]), False),
        (x509.CertificatePolicies([_policy(policy)]), True),
        (_crl_at(crl_name(root)), False),
        (x509.AuthorityInformationAccess([ocsp]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key), False),
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    return builder


def _builder(
    issuer: x509.Name,
    subject: x509.Name,
    key: rsa.RSAPublicKey,
    serial: int,
    life: tuple[datetime, datetime],
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key)
        .serial_number(serial)
        .not_valid_before(life[0])
        .not_valid_after(life[1])
    )


def _life(validity: Validity) -> tuple[datetime, datetime]:
    """Start of the first to the last second of the last day, Japanese time."""
    begin = datetime.combine(validity.not_before, time(), JST)
    end = datetime.combine(validity.not_after, time(23, 59, 59), JST)
    return begin.astimezone(UTC), end.astimezone(UTC)


def _root_name(purpose: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "JPKI-SIM"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"JPKI for {purpose}"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Simulated authority"),
        ]
    )


def _service() -> x509.DirectoryName:
    return x509.DirectoryName(
        x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, SERVICE),
            ]
        )
    )


def _crl_at(name: x509.Name) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint([x509.DirectoryName(name)], None, None, None)
    return x509.CRLDistributionPoints([point])


def _policy(identifier: str) -> x509.PolicyInformation:
    return x509.PolicyInformation(
        x509.ObjectIdentifier(identifier), [f"http://www.{HOSTS}/cps.html"]
    )


def _holder_attributes(persona: Persona) -> x509.SubjectAlternativeName:
    """Name, sex, birth date (era digit, then YYYYMMDD) and address, each as an otherName.

    2 and 6 tell which characters of name and address stand for one the certificate cannot write: a
    digit for each character, 1 where it does (the form is a guess); here none does.
    """
    era = ERA_DIGITS[era_of(persona.birth_date)[0]]
    born = f"{era}{persona.birth_date:%Y%m%d}"
    values = {
        "1": persona.name,
        "2": "0" * len(persona.name),
        "3": persona.sex,
        "4": born,
        "5": persona.address,
        "6": "0" * len(persona.address),
    }
    return x509.SubjectAlternativeName(
        [
            x509.OtherName(
                x509.ObjectIdentifier(HOLDER_ATTRIBUTE + number), tlv(0x0C, value.encode("utf-8"))
            )
            for number, value in values.items()
        ]
    )
