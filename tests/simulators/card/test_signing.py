import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import load_der_x509_certificate

from simulators.card.chip import Chip
from tests.simulators.card.dialogue import (
    AUTH_KEY,
    DIGEST_INFO,
    JPKI,
    SIGN,
    Issue,
    read_file,
    send,
    verify,
    words,
)

MESSAGE = b"a challenge of the national service"
DIGEST = hashlib.sha256(MESSAGE).digest()
HEAD = bytes.fromhex(DIGEST_INFO)[:19]


def public_key(chip: Chip) -> rsa.RSAPublicKey:
    der = read_file(chip, "000A")
    size = 4 + int.from_bytes(der[2:4])
    key = load_der_x509_certificate(der[:size]).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def opened(chip: Chip) -> rsa.RSAPublicKey:
    words(chip, JPKI)
    key = public_key(chip)
    assert words(chip, verify("1234", "98"), AUTH_KEY) == ["9000", "9000"]
    return key


@pytest.mark.parametrize(
    ("form", "data"),
    [("00", HEAD + DIGEST), ("02", DIGEST), ("03", MESSAGE)],
)
def test_pkcs1_forms_verify_with_the_certificate(issue: Issue, form: str, data: bytes) -> None:
    chip = issue("hanako")
    key = opened(chip)
    signature, word = send(chip, f"802A{form}80{len(data):02X}{data.hex()}00")
    assert word == "9000"
    key.verify(signature, MESSAGE, padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize(("form", "data"), [("04", DIGEST), ("05", MESSAGE)])
def test_pss_forms_verify_with_the_certificate(issue: Issue, form: str, data: bytes) -> None:
    chip = issue("hanako")
    key = opened(chip)
    signature, word = send(chip, f"802A{form}80{len(data):02X}{data.hex()}00")
    assert word == "9000"
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.AUTO)
    key.verify(signature, MESSAGE, pss, hashes.SHA256())


@pytest.mark.parametrize(("form", "data"), [("00", b"no DigestInfo"), ("01", MESSAGE)])
def test_bytes_are_padded_as_they_are(issue: Issue, form: str, data: bytes) -> None:
    chip = issue("hanako")
    numbers = opened(chip).public_numbers()
    signature, _ = send(chip, f"802A{form}80{len(data):02X}{data.hex()}00")
    shown = pow(int.from_bytes(signature), numbers.e, numbers.n).to_bytes(256)
    inside = data if form == "00" else DIGEST
    assert shown == b"\x00\x01" + b"\xff" * (253 - len(inside)) + b"\x00" + inside


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("802A0680015A00", "6A86"),
        ("802A0280015A00", "6985"),
        ("802A0080F6" + "5A" * 246 + "00", "6985"),  # 245 bytes fit
        ("802A0080F5" + "5A" * 245 + "00", "9000"),
        ("802A008000", "6700"),
        ("802A0080015A", "6700"),
        ("802A0097015A00", "9000"),
        ("802A0096015A00", "6981"),
        ("802A0000015A00", "6A86"),  # this application has no key by default
    ],
)
def test_odd_signing_commands(issue: Issue, apdu: str, word: str) -> None:
    chip = issue("hanako")
    opened(chip)
    assert words(chip, apdu) == [word]


def test_the_pin_of_one_key_does_not_open_the_other(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, verify("1234", "98"), "802A009A015A00") == ["9000", "9000", "6982"]
    assert words(chip, JPKI, verify("ABC123", "9B"), "802A009A015A00") == ["9000"] * 3


def test_the_signing_certificate_names_its_holder_and_opens_with_its_password(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, "00B0810004", verify("ABC123", "9B")) == ["9000", "6982", "9000"]
    der = read_file(chip, "0001")
    certificate = load_der_x509_certificate(der[: 4 + int.from_bytes(der[2:4])])
    assert certificate.serial_number == 0x5B100001


def test_one_verification_allows_many_signatures(issue: Issue) -> None:
    chip = issue("hanako")
    opened(chip)
    assert words(chip, SIGN, SIGN) == ["9000", "9000"]
