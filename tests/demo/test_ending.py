"""The commands of a stranger end in words: refused, interrupted, or typed wrongly."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.reader import eventually

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.reader
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demonstration_that_is_stopped_leaves_nothing_running_or_lying(
    tmp_path: Path, number: signal.Signals
) -> None:
    with tempfile.TemporaryDirectory(prefix="uk") as temporary:  # short: sun_path
        process = _demonstration(tmp_path / "out", temporary)
        try:
            starting = Path(temporary)
            eventually(lambda: bool(list(starting.glob("uketsuke-bench-*/*"))), "simulators", 30)
            assert process.poll() is None
            process.send_signal(number)
            _, said = process.communicate(timeout=90)
        finally:
            process.kill()  # nothing if it has ended; else what follows would find it
            process.communicate()
        assert (process.returncode, said.strip()) == (130, "stopped")
        assert not list(Path(temporary).iterdir())


def _demonstration(folder: Path, temporary: str) -> "subprocess.Popen[str]":
    # Where the tests run in the background, SIGINT is ignored, and a child would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", "demo", str(folder)],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": temporary, "UKETSUKE_PROFILE": "test"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("typed", [["--demo"], ["--demo", ""], ["--demo", "a", "b"], ["demo"]])
def test_a_wrong_command_is_answered_with_the_right_ones(typed: list[str]) -> None:
    command = [str(ROOT / "deploy" / "run"), *typed]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("deploy/run ")
    assert not done.stdout


@pytest.mark.parametrize("address", ["5900", ":5900", "127.0.0.1:", "127.0.0.1:65535"])
def test_vnc_is_never_opened_at_an_address_that_is_not_whole(address: str) -> None:
    command = [str(ROOT / "deploy" / "vnc"), address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
