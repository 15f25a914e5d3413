"""The commands that show one card and what its judges need; a reader that goes away."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from simulators.card.cli import main
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import TEXT, VISUAL, Issue, read_file, send, verify, words


def shown(name: str, state: Path, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    assert main(["show", "--persona", name, "--state", str(state)]) == 0
    return [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_card_is_shown_with_the_numbers_that_open_it(
    issue: Issue, state: Path, cast: dict[str, Persona], capsys: pytest.CaptureFixture[str]
) -> None:
    hanako = cast["hanako"]
    words(issue("hanako"), VISUAL, verify("0" * 14, "92"))
    lines = shown("hanako", state, capsys)
    assert ["照合番号B", hanako.check_number_b, "9/10", "券面事項確認AP", "0012"] in lines
    assert ["照合番号B", hanako.check_number_b, "10/10", "券面事項入力補助AP", "0015"] in lines
    assert ["照合番号A", hanako.individual_number, "10/10", "券面事項確認AP", "0013"] in lines


@pytest.mark.parametrize(
    ("name", "firsts"),
    [
        ("sora", ["利用者証明用", "署名用"]),
        ("tokujiro", ["利用者証明用", "署名用", "住民基本台帳用"]),
        ("not_mynumber", []),
    ],
)
def test_a_card_is_shown_with_what_it_has(
    state: Path, capsys: pytest.CaptureFixture[str], name: str, firsts: list[str]
) -> None:
    assert [line[0] for line in shown(name, state, capsys)[1:]] == firsts


def test_a_card_without_pins_is_shown_without(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {line[0]: line[1] for line in shown("kaoru", state, capsys)[1:]}
    assert {values[name] for name in ("利用者証明用", "署名用", "個人番号カード用")} == {"-"}
    assert values["生年月日"] == "150831"


@pytest.fixture
def trust(state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "new" / "trust"
    assert main(["trust", "--out", str(folder), "--state", str(state)]) == 0
    assert capsys.readouterr().out.split() == [
        str(folder / f"{name}.pem" if "ca" in name else folder / f"{name}.crl")
        for name in ("auth_ca", "sign_ca", "auth", "sign", "card_face_ca.pub", "text_ca.pub")
    ] + [str(folder / "card_ca.pub.pem")]
    return folder


def test_the_lists_name_whom_the_cast_has_suspended_and_revoked(
    trust: Path, cast: dict[str, Persona]
) -> None:
    ca = x509.load_pem_x509_certificate((trust / "auth_ca.pem").read_bytes())
    crl = x509.load_pem_x509_crl((trust / "auth.crl").read_bytes())
    key = ca.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    assert crl.is_signature_valid(key)
    bad = {one.certificate_serial for one in cast.values() if one.standing != "good"}
    assert bad
    assert {one.serial_number for one in crl} == bad


def test_the_certificates_of_the_card_hang_on_the_keys_that_are_written(
    trust: Path, issue: Issue
) -> None:
    chip = issue("hanako")
    found = {"card_ca": b"7F21x" + send(chip, "00CA00F8000000")[0]}
    for name, ap in (("card_face_ca", VISUAL), ("text_ca", TEXT)):
        assert words(chip, ap) == ["9000"]
        found[name] = read_file(chip, "0004")
    for name, certificate in found.items():
        key = load_pem_public_key((trust / f"{name}.pub.pem").read_bytes())
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(certificate[312:], certificate[10:307], padding.PKCS1v15(), hashes.SHA256())


def test_nobody_can_be_forged_with_a_face_that_nobody_drew(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--persona", "ume", "--state", str(state), "--forged-portrait", "not_mynumber")
    assert main(["serve", *options]) == 1
    assert "not_mynumber has no face" in capsys.readouterr().err


def test_a_reader_of_the_list_may_stop_reading(state: Path) -> None:
    command = [sys.executable, "-m", "simulators.card", "list", "--state", str(state)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()  # before a line was written
        assert listing.stderr.read() == ""
