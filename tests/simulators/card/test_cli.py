"""The commands without a reader: what they show, and what they say when they cannot."""

import signal
from pathlib import Path

import pytest

from simulators.card.cli import main
from simulators.card.listing import clipped, table, width
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, Issue, verify, words


def listed(state: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["list", "--state", str(state)]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_cast_is_listed_with_pins_tries_and_roles(
    state: Path, cast: dict[str, Persona], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = listed(state, capsys)
    assert len(lines) == len(cast) + 1
    (ichiro,) = [line for line in lines if line.startswith("ichiro ")]
    assert "3456 0/3" in ichiro
    assert ichiro.endswith(cast["ichiro"].role_ja)


def test_the_list_shows_the_tries_that_are_left(
    issue: Issue, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words(issue("hanako"), JPKI, AUTH_PIN, verify("0000"))
    (hanako,) = [line for line in listed(state, capsys) if line.startswith("hanako ")]
    assert "1234 2/3" in hanako


def test_the_list_shows_a_pin_that_was_changed(
    issue: Issue, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = "0024018004" + b"4321".hex()
    assert words(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), change)[-1] == "9000"
    (hanako,) = [line for line in listed(state, capsys) if line.startswith("hanako ")]
    assert "4321 3/3" in hanako


def test_columns_stand_below_each_other_in_both_scripts() -> None:
    assert width("青葉A") == 5
    assert table([("青葉", "x"), ("abc", "y")]) == ["青葉  x", "abc   y"]
    assert clipped("青葉花子", 6) == "青葉…"
    assert clipped("青葉", 4) == "青葉"


def test_production_refuses_the_simulator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    assert main(["list"]) == 1
    assert "production" in capsys.readouterr().err


def test_reset_gives_the_tries_back(
    issue: Issue, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words(issue("taro"), JPKI, AUTH_PIN, verify("0000"))
    assert main(["reset", "--persona", "taro", "--state", str(state)]) == 0
    assert "taro" in capsys.readouterr().out
    assert words(issue("taro", fresh=False), JPKI, AUTH_PIN, QUERY)[-1] == "63C3"


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail, without a trace of Python; what it said."""
    assert main(list(arguments)) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_an_unknown_name_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "serve", "--persona", "hanoko")
    assert "Did you mean hanako?" in said
    assert "ichiro" in said


def test_without_a_reader_the_command_says_what_to_install_and_start(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slot = str(state / "nobody.sock")
    said = refused(capsys, "serve", "--persona", "ume", "--state", str(state), "--reader", slot)
    assert f"no virtual reader answers at {slot}" in said
    assert "sudo apt install pcscd vsmartcard-vpcd" in said
    assert "systemctl restart" in said
    assert "--private" in said


def test_what_ends_the_command_is_heard_again_afterwards(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    refused(capsys, "serve", "--persona", "ume", "--state", str(state), "--reader", "/no/such")
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


@pytest.mark.parametrize("command", ["serve", "reset"])
def test_a_state_that_is_no_folder_is_named_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    state = tmp_path / "state"
    state.write_text("a file")
    said = refused(capsys, command, "--persona", "ume", "--state", str(state))
    assert str(state) in said
    assert "--state DIR" in said


def test_unreadable_counters_lead_to_reset(
    issue: Issue, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words(issue("jiro"), JPKI, AUTH_PIN, verify("0000"))
    (kept,) = (state / "cards" / "jiro").glob("*.json")
    kept.write_text("{")
    said = refused(capsys, "list", "--state", str(state))
    assert "reset --persona" in said
    assert main(["reset", "--persona", "jiro", "--state", str(state)]) == 0
    assert main(["list", "--state", str(state)]) == 0


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--fault", "broken", "removed@N"),
        ("--guess", "colour=blue", "reset_keeps_rights"),
        ("--guess", "reset_keeps_rights=perhaps", "yes or no"),
        ("--guess", "record_zero=6A8", "four hexadecimal digits"),
        ("--guess", "no_photo=gone", "absent or empty or undecodable"),
        ("--trace", "/no/such/folder/trace.txt", "cannot be written"),
    ],
)
def test_a_wrong_option_is_answered_with_the_right_ones(
    state: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    common = ("serve", "--persona", "ume", "--state", str(state), "--reader", "/no/such")
    assert said in refused(capsys, *common, option, value)


@pytest.mark.parametrize("reader", ["reader", "2", ":35963", "host:"])
def test_a_reader_that_is_no_address_is_refused(
    capsys: pytest.CaptureFixture[str], reader: str
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--persona", "ume", "--reader", reader])
    assert "neither 0, 1, host:port nor the path of a socket" in capsys.readouterr().err


def test_private_readers_have_slots_alone(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ("serve", "--persona", "ume", "--state", str(state), "--private")
    assert "--reader 0" in refused(capsys, *common, "--reader", "/no/such")
