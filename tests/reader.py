"""A private PC/SC service for tests: `with private_reader() as reader: ...`.

libpcsclite remembers the socket's name of its first use for the life of a process, so every private
reader of one test process lives in the same short folder, one after the other.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from simulators.card.virtual_reader import PrivateReader


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="uk")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@contextmanager
def private_reader() -> Generator[PrivateReader]:
    """Yield a started `PrivateReader`; this process's PC/SC and UKETSUKE_PROFILE point to it."""
    os.environ["UKETSUKE_PROFILE"] = "test"
    with PrivateReader(_folder()) as reader:
        os.environ.update(reader.environment)
        yield reader


def eventually(condition: Callable[[], bool], what: str, seconds: float = 5.0) -> None:
    """Wait until the condition holds; fail the test with `what` when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.01)


def run_tool(reader: PrivateReader, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a PC/SC client program (OpenSC's tools) against the private reader."""
    return subprocess.run(
        command,
        env={**os.environ, **reader.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
