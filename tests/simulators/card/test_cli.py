import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulators.card.cli import main, parse_address
from simulators.card.virtual_reader import PrivateReader
from tests.reader import eventually, run_tool
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, Issue, verify, words


def test_the_cast_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("ichiro") and "0/3" in line for line in listed)


def test_production_refuses_the_simulator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    assert main(["list"]) == 1
    assert "production" in capsys.readouterr().err


def test_reset_gives_the_tries_back(issue: Issue, state: Path) -> None:
    words(issue("taro"), JPKI, AUTH_PIN, verify("0000"))
    assert main(["reset", "--persona", "taro", "--state", str(state)]) == 0
    assert words(issue("taro", fresh=False), JPKI, AUTH_PIN, QUERY)[-1] == "63C3"


def test_addresses_are_ports_or_sockets() -> None:
    assert parse_address("127.0.0.1:35963") == ("127.0.0.1", 35963)
    assert parse_address("/run/slot-0.sock") == Path("/run/slot-0.sock")
    with pytest.raises(ValueError, match="neither"):
        parse_address("reader")


def test_without_a_reader_the_command_says_so(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slot = str(state / "nobody.sock")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert main(["serve", "--persona", "ume", "--state", str(state), "--slot", slot]) == 1
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert "no virtual reader" in capsys.readouterr().err


@pytest.mark.reader
def test_a_served_card_is_in_the_reader_until_interrupted(
    reader: PrivateReader, state: Path
) -> None:
    command = [sys.executable, "-m", "simulators.card", "serve", "--persona", "hanako"]
    options = ["--slot", str(reader.slot_address()), "--state", str(state), "--atr", "contact"]
    served = subprocess.Popen([*command, *options], env=os.environ, stdout=subprocess.DEVNULL)

    def atr() -> str:
        return run_tool(reader, "opensc-tool", "--reader", "0", "--atr").stdout.strip()

    eventually(lambda: atr() == "3b:e0:00:ff:81:31:fe:45:14", "the card is seen")
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=10) == 0
    eventually(lambda: not atr(), "the card is gone")
