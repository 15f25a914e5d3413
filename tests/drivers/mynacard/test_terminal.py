from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from drivers.mynacard.terminal import FictionalTerminal, TerminalUnusable, terminal_from_files
from drivers.pcsc.exchange import exchange
from tests.drivers.mynacard.fake_card import key
from tests.drivers.pcsc.fake_connection import FakeConnection

CERTIFICATE = bytes(n % 251 for n in range(568))
CHALLENGE = bytes(range(32))


def pem(private_key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_the_certificate_goes_over_in_two_chained_blocks_and_the_challenge_is_signed() -> None:
    connection = FakeConnection(["9000", "9000", "9000", CHALLENGE.hex() + "9000", "9000"])
    assert FictionalTerminal(CERTIFICATE, key()).prove(exchange(connection))
    select, first, last, challenge, proof = connection.sent
    assert select == bytes.fromhex("00A4020C020016")
    assert first == bytes.fromhex("80A206C1000133") + CERTIFICATE[:307] + b"\0\0"
    assert last == bytes.fromhex("80A200C1000105") + CERTIFICATE[307:] + b"\0\0"
    assert challenge == bytes.fromhex("0084000020")
    assert proof[:7] == bytes.fromhex("00820000000100")
    key().public_key().verify(
        proof[7:], b"UKETSUKE-FICTION-TERMINAL" + CHALLENGE, padding.PKCS1v15(), hashes.SHA256()
    )


@pytest.mark.parametrize(
    "answers",
    [
        ["6A82"],
        ["9000", "6982"],
        ["9000", "9000", "6982"],
        ["9000", "9000", "9000", "6985"],
        ["9000", "9000", "9000", "00112233" + "9000"],
        ["9000", "9000", "9000", CHALLENGE.hex() + "9000", "6982"],
    ],
)
def test_any_refusal_on_the_way_means_not_proven(answers: list[str]) -> None:
    connection = FakeConnection(answers)
    assert not FictionalTerminal(CERTIFICATE, key()).prove(exchange(connection))
    assert len(connection.sent) == len(answers)


def test_a_terminal_is_loaded_from_its_files(tmp_path: Path) -> None:
    (tmp_path / "certificate").write_bytes(CERTIFICATE)
    (tmp_path / "key").write_bytes(pem(key()))
    terminal = terminal_from_files(tmp_path / "certificate", tmp_path / "key")
    assert isinstance(terminal, FictionalTerminal)


@pytest.mark.parametrize(
    ("certificate", "key_file"),
    [
        (CERTIFICATE[:-1], pem(key())),
        (CERTIFICATE, b"no key at all"),
        (CERTIFICATE, pem(ec.generate_private_key(ec.SECP256R1()))),
        (CERTIFICATE, pem(rsa.generate_private_key(65537, 1024))),
    ],
    ids=["short certificate", "no key", "another kind of key", "a short key"],
)
def test_files_that_make_no_terminal(tmp_path: Path, certificate: bytes, key_file: bytes) -> None:
    (tmp_path / "certificate").write_bytes(certificate)
    (tmp_path / "key").write_bytes(key_file)
    with pytest.raises(TerminalUnusable):
        terminal_from_files(tmp_path / "certificate", tmp_path / "key")
