import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from simulators.card import reader_supervisor
from simulators.card.virtual_reader import PrivateReader, PrivateReaderError
from simulators.guard import SimulatorRefused
from tests.reader import eventually, private_reader, run_tool


def test_a_path_too_long_for_a_socket_is_refused_at_once() -> None:
    with pytest.raises(PrivateReaderError, match="too long"):
        PrivateReader(Path("/tmp") / ("long" * 25))


def test_no_reader_starts_in_production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        PrivateReader(tmp_path / "r").start()


def test_orders_need_a_started_reader(tmp_path: Path) -> None:
    with pytest.raises(PrivateReaderError):
        PrivateReader(tmp_path / "r").stop_pcscd()


@pytest.fixture
def bare_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take away every folder of programs; the folder that is left is returned."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(reader_supervisor, "SBIN", ())
    return tmp_path


def test_a_missing_program_is_named_with_its_package(bare_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"pcscd is not installed \(Debian package pcscd\)"):
        reader_supervisor.require_programs()
    for program in ("pcscd", "mount", "setpriv"):
        (bare_path / program).touch(0o755)
    with pytest.raises(RuntimeError, match=r"ip is not installed \(Debian package iproute2\)"):
        reader_supervisor.require_programs()


def test_a_missing_driver_is_named_with_its_package(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in ("pcscd", "ip", "mount", "setpriv"):
        (bare_path / program).touch(0o755)
    monkeypatch.setattr(reader_supervisor, "DRIVER", bare_path / "none.so")
    with pytest.raises(RuntimeError, match="vsmartcard-vpcd"):
        reader_supervisor.require_programs()


def test_programs_of_root_are_found_by_everybody(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sbin = bare_path / "sbin"
    sbin.mkdir()
    for program in ("pcscd", "ip", "mount", "setpriv"):
        (sbin / program).touch(0o755)
    monkeypatch.setattr(reader_supervisor, "SBIN", (str(sbin),))
    monkeypatch.setattr(reader_supervisor, "DRIVER", sbin / "pcscd")
    reader_supervisor.require_programs()
    assert os.environ["PATH"].split(os.pathsep)[-1] == str(sbin)


def readers_seen(reader: PrivateReader) -> str:
    return run_tool(reader, "opensc-tool", "--list-readers").stdout


@pytest.mark.reader
def test_two_readers_live_side_by_side_and_listen_nowhere_else() -> None:
    with private_reader() as one, PrivateReader(Path(tempfile.mkdtemp(prefix="uk"))) as two:
        assert "Virtual PCD 00 00" in readers_seen(one)
        assert "Virtual PCD 00 01" in readers_seen(two)
        with socket.socket() as outside:  # the host's own ports stay free
            outside.bind(("127.0.0.1", 0x8C7B))
        one.stop_pcscd()
        assert "Virtual PCD" not in readers_seen(one)
        assert "Virtual PCD" in readers_seen(two)
        one.start_pcscd()
        assert "Virtual PCD" in readers_seen(one)


@pytest.mark.reader
def test_everything_ends_with_its_owner() -> None:
    folder = Path(tempfile.mkdtemp(prefix="uk"))
    script = (
        "import sys, time, pathlib\n"
        "from simulators.card.virtual_reader import PrivateReader\n"
        "reader = PrivateReader(pathlib.Path(sys.argv[1]))\n"
        "reader.start()\n"
        "print('started', flush=True)\n"
        "time.sleep(60)\n"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, env=os.environ
    )
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"started\n"
    assert processes_of(folder)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    eventually(lambda: not processes_of(folder), "supervisor and pcscd are gone")


def processes_of(folder: Path) -> list[str]:
    """Command lines of running processes that name the folder."""
    found: list[str] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if os.fsencode(folder) in line:
            found.append(line.decode("utf-8", "replace"))
    return found
