"""`python -m kiosk …`: what an operator types, and what a refusal looks like."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.adapters import DATABASE_FILE
from kiosk.demo import develop
from kiosk.demo.bench_process import BenchFailed
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.passcodes import NewPasscode
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.passcodes import ScryptPasscodes
from kiosk.storage.records import open_records

CONFIG = """\
[clinic]
medical_institution_code = "1312345678"
[qualification]
url = "https://service.example"
ca = "{file}"
client_certificate = "{file}"
client_key = "{file}"
[records]
folder = "{folder}"
[output]
face_folder = "{folder}/face"
"""


@pytest.fixture(autouse=True)
def _own_pcscd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests of the run lead this process to a private pcscd."""
    monkeypatch.delenv("PCSCLITE_CSOCK_NAME", raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "some.pem").touch()
    (tmp_path / "face").mkdir()
    path = tmp_path / "kiosk.toml"
    text = CONFIG.format(file=(tmp_path / "some.pem").as_posix(), folder=tmp_path.as_posix())
    path.write_text(text, encoding="utf-8")
    return path


def typed(monkeypatch: pytest.MonkeyPatch, digits: str) -> None:
    def answer(_prompt: str = "") -> str:
        return digits

    monkeypatch.setattr(getpass, "getpass", answer)


def kept(config: Path, digits: str) -> bool | None:
    """Say whether the passcode kept is this one; None when none is."""
    records = open_records(config.parent / DATABASE_FILE)
    try:
        in_force = records.passcodes(datetime.now(UTC))
        return ScryptPasscodes().matches(Passcode(digits), in_force[0].hashed) if in_force else None
    finally:
        records.close()


def test_a_passcode_is_set_and_removed(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "8020")
    assert main(["passcode", "--config", str(config)]) == 0
    assert kept(config, "8020") is True
    assert kept(config, "8021") is False
    assert b"8020" not in (config.parent / DATABASE_FILE).read_bytes()
    assert main(["passcode", "--config", str(config), "--remove"]) == 0
    assert kept(config, "8020") is None
    assert "8020" not in capsys.readouterr().out


def test_digits_that_are_easy_to_guess_or_somebodys_are_refused(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(config.parent / DATABASE_FILE)
    now = datetime.now(UTC)
    owner = desk.accounts.add("sato", "佐藤", "receptionist", now)
    desk.passcodes.add(Passcode("8020"), NewPasscode(owner, now, None, owner), now)
    desk.close()
    for digits in ("1234", "8020"):
        typed(monkeypatch, digits)
        assert main(["passcode", "--config", str(config)]) == 1
        said = capsys.readouterr().err
        assert "choose other digits" in said
        assert digits not in said
    assert kept(config, "8020") is True, "the member's own stays as it was"


@pytest.mark.parametrize("digits", ["", "123", "12345", "abcd", "１２３４"])
def test_what_is_no_passcode_is_refused_without_repeating_it(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], digits: str
) -> None:
    typed(monkeypatch, digits)
    assert main(["passcode", "--config", str(config)]) == 1
    said = capsys.readouterr()
    assert "four digits" in said.err
    assert not digits or digits not in said.err + said.out
    assert kept(config, "8020") is None


@pytest.mark.parametrize("command", [["run"], ["passcode"]])
def test_a_refused_configuration_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text("[clinic]\nmedical_institution_kode = 1\n", encoding="utf-8")
    assert main([*command, "--config", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path}:2: unknown key clinic.medical_institution_kode" in said
    assert "Traceback" not in said


def test_broken_records_are_named(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config.parent / DATABASE_FILE).write_bytes(b"this is no database" * 100)
    assert main(["passcode", "--config", str(config), "--remove"]) == 1
    assert "records: corrupt; the database cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("[reader]\nterminal_certificate = '{file}'\nterminal_key = '{file}'\n", "[reader]: "),
        ("[reader]\ncard_face_authority = '{file}'\n", "[reader]: "),
        ("", "service: untrusted; check the certificate files"),
    ],
)
def test_files_that_hold_something_else_are_refused_before_any_window(
    config: Path, capsys: pytest.CaptureFixture[str], more: str, said: str
) -> None:
    file = (config.parent / "some.pem").as_posix()
    config.write_text(config.read_text() + more.format(file=file))
    assert main(["run", "--config", str(config)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "; " in error


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PCSCLITE_CSOCK_NAME", "/somewhere/pcscd.comm"),  # another pcscd
        ("LIBPCSCLITE_DELEGATE", "libpcscspy.so.0"),  # a library that writes every PIN down
    ],
)
def test_nothing_stands_between_the_kiosk_and_the_machines_own_pcscd_in_production(
    config: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["run", "--config", str(config)]) == 1
    assert f"{variable} is set; " in capsys.readouterr().err


@pytest.mark.parametrize(("more", "taken"), [([], True), (["--leave-files"], False)])
def test_the_dock_takes_what_arrives_unless_it_is_left_for_other_software(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], *, taken: bool
) -> None:
    started: list[str] = []

    class NoDisplay:
        def __init__(self, folder: Path, module: str, *arguments: str) -> None:
            started.extend([str(folder), module, *arguments])
            raise BenchFailed("no display")

    monkeypatch.setattr(develop, "BenchProcess", NoDisplay)
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")  # set there, and forgotten here
    folder = tmp_path / "own"
    assert main(["develop", "--folder", str(folder), *more]) == 1
    takes = ["--receipt-computer", str(folder)] if taken else []
    assert started == [str(folder / "bench"), "simulators.dock", *takes]
