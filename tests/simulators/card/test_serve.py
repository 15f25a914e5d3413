"""`serve` as a program of its own behind the real pcscd: started, traced, killed, started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulators.card.virtual_reader import PrivateReader
from tests.reader import eventually, run_tool
from tests.simulators.card.dialogue import Issue

pytestmark = pytest.mark.reader

ATR = "3b:88:80:01:00:00:05:e0:b3:81:a1:00:7f"


@contextmanager
def serving(*options: str, **variables: str) -> Generator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "simulators.card", "serve", "--persona", "hanako", *options]
    served = subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )
    try:
        yield served
    finally:
        if served.poll() is None:
            served.terminate()
        served.communicate(timeout=20)


def line_of(served: "subprocess.Popen[str]") -> str:
    assert served.stdout is not None
    return served.stdout.readline()


def atr(reader: PrivateReader) -> str:
    return run_tool(reader, "opensc-tool", "--reader", "0", "--atr").stdout.strip()


@pytest.fixture
def at(reader: PrivateReader, state: Path, issue: Issue) -> Generator[tuple[str, ...]]:
    """Yield the options that lead to slot 0 and to a fresh card; the slot is empty afterwards."""
    issue("hanako")
    yield ("--reader", str(reader.slot_address()), "--state", str(state))
    eventually(lambda: not atr(reader), "the slot is empty")


def test_a_served_card_is_in_the_reader_until_interrupted(
    reader: PrivateReader, at: tuple[str, ...]
) -> None:
    with serving(*at, "--atr", "contact") as served:
        assert "the card of hanako is in the reader" in line_of(served)
        eventually(lambda: atr(reader) == "3b:e0:00:ff:81:31:fe:45:14", "the card is seen")
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=10) == 0
        eventually(lambda: not atr(reader), "the card is gone")


def test_a_killed_card_leaves_the_slot_to_the_next(
    reader: PrivateReader, at: tuple[str, ...]
) -> None:
    with serving(*at) as killed:
        line_of(killed)
        killed.kill()
        killed.wait()
    with serving(*at) as served:
        assert "in the reader" in line_of(served)
        eventually(lambda: atr(reader) == ATR, "the card is seen")


def test_a_taken_slot_is_said_to_be_taken(reader: PrivateReader, at: tuple[str, ...]) -> None:
    with serving(*at) as first:
        line_of(first)
        with serving(*at) as second:
            said, _ = second.communicate(timeout=30)
            assert "another card lies there already" in said
            assert "--reader 1" in said
            assert second.returncode == 1
        assert atr(reader) == ATR  # the first was not disturbed


def test_the_trace_shows_the_dialogue_without_the_pin(
    reader: PrivateReader, at: tuple[str, ...], tmp_path: Path
) -> None:
    trace = tmp_path / "trace.txt"
    with serving(*at, "--trace", str(trace)) as served:
        line_of(served)
        eventually(lambda: atr(reader) == ATR, "the card is seen")
        done = run_tool(reader, "pkcs11-tool", "--login", "--pin", "1234", "--list-objects")
        assert done.returncode == 0, done.stderr
    written = trace.read_text("utf-8")
    assert "> 00 20 00 80 04 <4 bytes>   # VERIFY\n< 90 00\n" in written
    assert "31 32 33 34" not in written
    assert trace.stat().st_mode & 0o077 == 0


def test_a_card_that_is_pulled_ends_the_program(reader: PrivateReader, at: tuple[str, ...]) -> None:
    with serving(*at, "--fault", "removed@2") as served:
        line_of(served)
        eventually(lambda: atr(reader) == ATR, "the card is seen")
        run_tool(reader, "opensc-tool", "--name")
        assert "has left the reader" in line_of(served)
        assert served.wait(timeout=10) == 0


def test_pcscd_may_restart_below_the_card(reader: PrivateReader, at: tuple[str, ...]) -> None:
    with serving(*at) as served:
        line_of(served)
        reader.stop_pcscd()
        assert "no reader" in line_of(served)
        reader.start_pcscd()
        assert "in the reader again" in line_of(served)
        eventually(lambda: atr(reader) == ATR, "the card is seen")


def test_a_client_that_is_killed_does_not_disturb_the_card(
    reader: PrivateReader, at: tuple[str, ...]
) -> None:
    with serving(*at, "--fault", "slow=0.2") as served:
        line_of(served)
        eventually(lambda: atr(reader) == ATR, "the card is seen")
        client = subprocess.Popen(
            ["pkcs15-tool", "-D"],
            env={**os.environ, **reader.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            client.wait(timeout=1)
        client.kill()
        client.wait()
        assert run_tool(reader, "opensc-tool", "--name").stdout.strip() == "jpki"


def test_a_reader_of_its_own_needs_no_service_and_no_roots_path(state: Path, issue: Issue) -> None:
    issue("hanako")
    with serving("--private", "--state", str(state), PATH="/usr/bin:/bin") as served:
        export, _, value = line_of(served).strip().partition("=")
        assert export == "export PCSCLITE_CSOCK_NAME"
        assert "in the reader" in line_of(served)
        environment = {**os.environ, "PCSCLITE_CSOCK_NAME": value}
        named = subprocess.run(
            ["opensc-tool", "--name"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert named.stdout.strip() == "jpki"
        os.killpg(served.pid, signal.SIGINT)  # as Ctrl+C at a terminal does
        assert served.wait(timeout=10) == 0
        assert not Path(value).parent.exists()
