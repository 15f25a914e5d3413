"""What the simulated authority says of its certificates: revocation lists (CRL) and OCSP answers.

Only accredited verifiers may ask the real authority, so that a reception never does. These are for
software that plays such a verifier, and for the simulated national service.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp

from simulators.card.authority import Authority
from simulators.card.certificates import JST, Root, crl_name
from simulators.personas.cast import Persona, Standing, Validity

LIFE: Final = timedelta(days=2)  # of a list or an answer
REASONS: Final[dict[Standing, x509.ReasonFlags]] = {
    "suspended": x509.ReasonFlags.certificate_hold,  # 一時停止
    "revoked": x509.ReasonFlags.cessation_of_operation,  # 失効
}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A certificate that is suspended or revoked, by its 発行番号."""

    serial: int
    since: datetime
    reason: x509.ReasonFlags


def withdrawn_auth(cast: Iterable[Persona], now: datetime) -> list[Withdrawn]:
    """Return the authentication certificates of the cast that are not good."""
    return [
        Withdrawn(p.certificate_serial, _since(p.auth_validity, now), REASONS[p.standing])
        for p in cast
        if p.standing != "good"
    ]


def withdrawn_sign(cast: Iterable[Persona], now: datetime) -> list[Withdrawn]:
    """Return the signing certificates of the same people: one card is lost, both are withdrawn."""
    return [
        Withdrawn(p.signing_serial, _since(p.signing_validity, now), REASONS[p.standing])
        for p in cast
        if p.standing != "good" and p.signing_serial is not None and p.signing_validity is not None
    ]


def revocation_list(
    root: Root, withdrawn: Iterable[Withdrawn], now: datetime
) -> x509.CertificateRevocationList:
    """Return the signed list that the root's certificates point to; `now` with its time zone."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(now)
        .next_update(now + LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(_key_of(root), critical=False)
        .add_extension(_place_of(root), critical=True)
    )
    for certificate in sorted(withdrawn, key=lambda one: one.serial):
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(certificate.serial)
            .revocation_date(certificate.since)
            .add_extension(x509.CRLReason(certificate.reason), critical=False)
            .build()
        )
    return builder.sign(root.key, hashes.SHA256())


def ocsp_answer(
    root: Root,
    request: ocsp.OCSPRequest,
    issued: Iterable[int],
    withdrawn: Iterable[Withdrawn],
    now: datetime,
) -> ocsp.OCSPResponse:
    """Answer a question about one certificate: good, revoked (also while suspended), or unknown.

    `issued` are the serial numbers that the root gave out.
    """
    bad = {one.serial: one for one in withdrawn}.get(request.serial_number)
    status = ocsp.OCSPCertStatus.REVOKED if bad else ocsp.OCSPCertStatus.GOOD
    if not _is_about(root, request) or request.serial_number not in set(issued):
        bad, status = None, ocsp.OCSPCertStatus.UNKNOWN
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=request.issuer_name_hash,
        issuer_key_hash=request.issuer_key_hash,
        serial_number=request.serial_number,
        algorithm=request.hash_algorithm,
        cert_status=status,
        this_update=now,
        next_update=now + LIFE,
        revocation_time=bad.since if bad else None,
        revocation_reason=bad.reason if bad else None,
    )
    for extension in request.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    return builder.responder_id(ocsp.OCSPResponderEncoding.HASH, root.certificate).sign(
        root.key, hashes.SHA256()
    )


def both_lists(
    authority: Authority, cast: Iterable[Persona], now: datetime
) -> tuple[x509.CertificateRevocationList, x509.CertificateRevocationList]:
    """Return the lists of the authentication and of the signing certificates."""
    people = list(cast)
    return (
        revocation_list(authority.auth, withdrawn_auth(people, now), now),
        revocation_list(authority.sign, withdrawn_sign(people, now), now),
    )


def _since(validity: Validity, now: datetime) -> datetime:
    """The day after the first one, or now where that is still to come."""
    first = datetime.combine(validity.not_before, time(), JST).astimezone(UTC)
    return min(first + timedelta(days=1), now)


def _key_of(root: Root) -> x509.AuthorityKeyIdentifier:
    own = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _place_of(root: Root) -> x509.IssuingDistributionPoint:
    return x509.IssuingDistributionPoint(
        full_name=[x509.DirectoryName(crl_name(root))],
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )


def _is_about(root: Root, request: ocsp.OCSPRequest) -> bool:
    """Tell whether the question means this root, by the digests of its name and key."""
    asked = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(root.certificate, root.certificate, request.hash_algorithm)
        .build()
    )
    return (asked.issuer_name_hash, asked.issuer_key_hash) == (
        request.issuer_name_hash,
        request.issuer_key_hash,
    )
