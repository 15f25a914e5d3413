"""Holds a kiosk process: reads what it shows, works it, kills it."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds for a kiosk to start or a device to answer

Shown = dict[str, Any]


class KioskProcess:
    """A kiosk that can be killed; every start of a folder writes on in the same log."""

    def __init__(
        self,
        folder: Path,
        die: str = "",
        *,
        sees: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        command = [sys.executable, "-m", "tests.persistence.kiosk_process"]
        command += [str(folder / "kiosk.toml"), str(folder / "kiosk.log")]
        command += ["--die", die] if die else []
        command += ["--sees"] if sees else []
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.shown: Shown = {}

    @property
    def pid(self) -> int:
        """The kiosk's process id."""
        return self._process.pid

    def _read(self) -> None:
        for line in _pipe(self._process.stdout):
            self._lines.put(line)
        self._lines.put("")

    def expect(self, state: str, **told: object) -> Shown:
        """Wait until a screen is shown that tells this. Fails when the kiosk ends before."""
        return self.until(lambda shown: shown.items() >= {"state": state, **told}.items(), state)

    def until(self, condition: Callable[[Shown], bool], what: str) -> Shown:
        """Read on until the condition holds for the screen shown."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                line = self._lines.get(timeout=max(deadline - time.monotonic(), 0.0))
            except queue.Empty:
                raise AssertionError(f"{what} not shown, but {self.shown}") from None
            if not line:
                raise AssertionError(f"the kiosk ended before it showed {what}")
            self.shown = json.loads(line)
            if condition(self.shown):
                return self.shown

    def do(self, words: str) -> None:
        """Touch something: ``touch PinChosen``, ``answer AllAnswered yes``, ``enter 1234``."""
        stdin = _pipe(self._process.stdin)
        stdin.write(words + "\n")
        stdin.flush()

    def kill(self) -> None:
        """Cut the power: no handler runs, nothing is flushed."""
        self._process.kill()
        self.died()

    def died(self) -> int:
        """Wait for the end; return the exit status."""
        status = self._process.wait(PATIENCE)
        self._close()
        return status

    def stop(self) -> None:
        """Switch the kiosk off as it should be; harmless when it is dead."""
        if self._process.poll() is None:
            _pipe(self._process.stdin).close()
            assert self.died() == 0
        self._close()

    def _close(self) -> None:
        self._reader.join()
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
