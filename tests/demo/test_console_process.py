"""The console beside a demonstration does not outlive it."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from tests.console.test_command import config_file
from tests.reader import eventually

ABANDON = """\
import os, signal, sys
from pathlib import Path
from kiosk.demo.console_process import ConsoleProcess
console = ConsoleProcess(Path(sys.argv[1]), Path(sys.argv[2]))
console.address()
print(console.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_console_ends_when_who_began_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ABANDON, str(config_file(tmp_path)), str(tmp_path / "log")]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    orphan = int(done.stdout)
    try:
        eventually(lambda: _is_gone(orphan), "the end of the console", 15)
    finally:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(orphan).kill()


def _is_gone(pid: int) -> bool:
    """Tell whether it has ended, be it that nobody has asked yet how."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
