"""Revocation lists and OCSP answers, judged by `cryptography` and by OpenSSL."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from simulators.card.authority import AUTH_CA, Authority
from simulators.card.certificates import Root, auth_certificate, make_root, sign_certificate
from simulators.card.revocation import (
    REASONS,
    Withdrawn,
    both_lists,
    ocsp_answer,
    revocation_list,
    withdrawn_auth,
    withdrawn_sign,
)
from simulators.personas.cast import Persona, Standing

NOW = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)
HOLD, CEASED = x509.ReasonFlags.certificate_hold, x509.ReasonFlags.cessation_of_operation


@pytest.fixture
def people(cast: dict[str, Persona]) -> list[Persona]:
    standings: list[tuple[str, Standing]] = [
        ("hanako", "suspended"),
        ("taro", "revoked"),
        ("ren", "revoked"),  # a child: no signing certificate
        ("jiro", "good"),
    ]
    return [replace(cast[name], standing=standing) for name, standing in standings]


def issued_to(persona: Persona, root: Root) -> x509.Certificate:
    return auth_certificate(persona, root.key.public_key(), root)  # any key will do


def test_suspended_and_revoked_certificates_stand_in_the_list_with_their_reasons(
    people: list[Persona], authority: Authority
) -> None:
    crl = revocation_list(authority.auth, withdrawn_auth(people, NOW), NOW)
    found = {
        one.serial_number: one.extensions.get_extension_for_class(x509.CRLReason).value.reason
        for one in crl
    }
    hanako, taro, ren, _ = (persona.certificate_serial for persona in people)
    assert found == {hanako: HOLD, taro: CEASED, ren: CEASED}
    assert all(one.revocation_date_utc <= NOW for one in crl)


def test_the_signing_certificates_of_the_same_people_are_listed_apart(
    people: list[Persona], authority: Authority
) -> None:
    crl = revocation_list(authority.sign, withdrawn_sign(people, NOW), NOW)
    assert {one.serial_number for one in crl} == {
        people[0].signing_serial,
        people[1].signing_serial,
    }


def test_a_list_is_signed_by_its_root_and_nobody_else(
    people: list[Persona], authority: Authority
) -> None:
    crl = revocation_list(authority.auth, withdrawn_auth(people, NOW), NOW)
    again = x509.load_der_x509_crl(crl.public_bytes(Encoding.DER))
    assert again.is_signature_valid(authority.auth.key.public_key())
    assert not again.is_signature_valid(authority.sign.key.public_key())
    assert again.issuer == authority.auth.certificate.subject


def test_a_list_names_the_place_its_certificates_point_to(
    people: list[Persona], authority: Authority
) -> None:
    crl = revocation_list(authority.auth, [], NOW)
    place = crl.extensions.get_extension_for_class(x509.IssuingDistributionPoint)
    certificate = issued_to(people[0], authority.auth)
    (point,) = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    assert place.critical
    assert place.value.full_name == point.full_name


@pytest.mark.parametrize(("name", "error"), [("jiro", None), ("taro", "certificate revoked")])
def test_openssl_follows_the_list(
    people: list[Persona],
    authority: Authority,
    tmp_path: Path,
    name: str,
    error: str | None,
) -> None:
    persona = next(one for one in people if one.key == name)
    certificate, crl = tmp_path / "certificate.pem", tmp_path / "crl.pem"
    certificate.write_bytes(issued_to(persona, authority.auth).public_bytes(Encoding.PEM))
    listed = revocation_list(authority.auth, withdrawn_auth(people, NOW), NOW)
    crl.write_bytes(listed.public_bytes(Encoding.PEM))
    at = str(int(NOW.timestamp()))
    root = str(authority.folder / AUTH_CA)
    verify = ["openssl", "verify", "-attime", at, "-crl_check", "-CAfile", root]
    done = subprocess.run(
        [*verify, "-CRLfile", crl, certificate], capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) == (error is None), done.stderr
    assert (error or "OK") in done.stdout + done.stderr


def answer_about(
    persona: Persona, people: list[Persona], root: Root, asked_of: Root | None = None
) -> ocsp.OCSPResponse:
    asked = asked_of or root
    request = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(issued_to(persona, asked), asked.certificate, hashes.SHA256())
        .add_extension(
            x509.OCSPNonce(
                b"sixteen bytes...",
            ),
            critical=False,
        )
        .build()
    )
    issued = [one.certificate_serial for one in people]
    answer = ocsp_answer(root, request, issued, withdrawn_auth(people, NOW), NOW)
    return ocsp.load_der_ocsp_response(answer.public_bytes(Encoding.DER))


@pytest.mark.parametrize(
    ("place", "status", "reason"),
    [
        (0, ocsp.OCSPCertStatus.REVOKED, HOLD),
        (1, ocsp.OCSPCertStatus.REVOKED, CEASED),
        (3, ocsp.OCSPCertStatus.GOOD, None),
    ],
)
def test_an_answer_says_how_the_certificate_stands(
    people: list[Persona],
    authority: Authority,
    place: int,
    status: ocsp.OCSPCertStatus,
    reason: x509.ReasonFlags | None,
) -> None:
    answer = answer_about(people[place], people, authority.auth)
    assert answer.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL
    assert (answer.certificate_status, answer.revocation_reason) == (status, reason)
    assert answer.serial_number == people[place].certificate_serial
    nonce = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    assert nonce == b"sixteen bytes..."


def test_an_answer_is_signed_by_the_root(people: list[Persona], authority: Authority) -> None:
    answer = answer_about(people[0], people, authority.auth)
    authority.auth.key.public_key().verify(
        answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256()
    )


def test_a_certificate_that_was_never_issued_is_unknown(
    people: list[Persona], authority: Authority
) -> None:
    answer = answer_about(people[1], people[2:], authority.auth)
    assert answer.certificate_status == ocsp.OCSPCertStatus.UNKNOWN


def test_the_certificate_of_another_root_is_unknown(
    people: list[Persona], authority: Authority
) -> None:
    same_name = make_root(authority.sign.key, "user authentication")
    answer = answer_about(people[1], people, authority.auth, asked_of=same_name)
    assert answer.certificate_status == ocsp.OCSPCertStatus.UNKNOWN


def test_each_root_has_its_list(people: list[Persona], authority: Authority) -> None:
    for crl, root in zip(
        both_lists(authority, people, NOW), (authority.auth, authority.sign), strict=True
    ):
        assert crl.is_signature_valid(root.key.public_key())
        assert len(list(crl)) >= 2


def test_nothing_is_withdrawn_before_it_was_issued(people: list[Persona]) -> None:
    early = datetime(2000, 1, 1, tzinfo=UTC)
    first = withdrawn_auth(people, early)[0]
    assert first == Withdrawn(people[0].certificate_serial, early, REASONS["suspended"])


def test_who_has_no_signing_certificate_has_none_withdrawn(
    people: list[Persona], authority: Authority
) -> None:
    ren = people[2]
    assert sign_certificate(ren, authority.sign.key.public_key(), authority.sign) is None
    assert withdrawn_sign([ren], NOW) == []
