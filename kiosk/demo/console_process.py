"""The staff's console as a process of its own, over the demonstration's records."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from kiosk.demo.bench_process import BenchFailed

ENDS_WITHIN: Final = 20.0  # seconds
_ADDRESS: Final = re.compile(r"https://\S+")


class ConsoleProcess:
    """A running console. Ends with its standard input, so it never outlives this process.

    Raises `BenchFailed` when it does not come to serve.
    """

    def __init__(self, config: Path, log: Path) -> None:
        with log.open("w", encoding="utf-8") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-m", "kiosk.demo.console_child", str(config)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                process_group=0,  # Ctrl+C is for this process, which then ends the console in order
            )

    def address(self) -> str:
        """Wait until it serves; return where, without a slash at the end."""
        if self._process.stdout is None:
            raise AssertionError("the console was started with a pipe")
        for line in self._process.stdout:
            if found := _ADDRESS.search(line):
                return found[0].rstrip("/")
        raise BenchFailed(f"the console ended with status {self._process.wait()}")

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def close(self) -> None:
        """End it and wait for it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
