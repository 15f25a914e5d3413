"""The file with the authority's keys: several generations of cards, and nothing that is no key."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import AuthorityUnusable, authority_from_file
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from tests.drivers.mynacard.fake_card import CHECK_NUMBER, VISUAL_AP, FakeCard
from tests.drivers.mynacard.signed_face import authority, issuer_certificate, signed_face


@cache
def earlier() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def expired_certificate(key: rsa.RSAPrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a generation ago")])
    return (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2015, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.PEM)
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "authority.pem"


def portrait_under(file: Path) -> Portrait | PortraitRefusal:
    fake = FakeCard()
    fake.files[VISUAL_AP, 0x02], fake.files[VISUAL_AP, 0x04] = signed_face(), issuer_certificate()
    card = MyNumberCard(fake.open, None, authority_from_file(file))
    card.read()
    return card.read_portrait(CHECK_NUMBER)


def test_cards_of_every_generation_in_the_file_are_believed(file: Path) -> None:
    for content in (
        pem(authority()),
        pem(earlier()) + pem(authority()),
        pem(authority()) + b"another generation:\r\n" + pem(earlier()),
    ):
        file.write_bytes(content)
        assert isinstance(portrait_under(file), Portrait)
    file.write_bytes(pem(earlier()) + pem(earlier()))
    assert portrait_under(file) is PortraitRefusal.NOT_AUTHENTIC


def test_a_card_outlives_the_certificate_of_the_key_that_signed_it(file: Path) -> None:
    file.write_bytes(pem(earlier()) + expired_certificate(authority()))
    assert isinstance(portrait_under(file), Portrait)


def unusable() -> dict[str, bytes]:
    elliptic, small = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 1024)
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return {
        "nothing": b"",
        "no key": b"no key",
        "another kind of key": pem(elliptic),
        "a key too small": pem(small),
        "a private key": authority().private_bytes(*plain),
        "a broken block": pem(authority()).replace(b"MII", b"MI!"),
        "half a block": pem(authority())[:100],
    }


@pytest.mark.parametrize("what", unusable().keys())
def test_files_that_are_no_authority(file: Path, what: str) -> None:
    file.write_bytes(unusable()[what])
    with pytest.raises(AuthorityUnusable) as refused:
        authority_from_file(file)
    assert "BEGIN" not in str(refused.value)


@pytest.mark.parametrize("what", ["another kind of key", "a private key", "a broken block"])
def test_one_bad_key_among_good_ones_is_told(file: Path, what: str) -> None:
    file.write_bytes(pem(authority()) + unusable()[what])
    with pytest.raises(AuthorityUnusable):
        authority_from_file(file)
