"""The simulators as a process of their own, worked by commands; this file imports none of them."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class BenchFailed(Exception):
    """The bench did not start or would not obey; the message says why."""


class BenchProcess:
    """A running bench. Ends with its standard input, so it never outlives this process."""

    def __init__(self, folder: Path, module: str = "simulators.bench_commands", *more: str) -> None:
        command = [sys.executable, "-m", module, "--folder", str(folder), *more]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,  # Ctrl+C is for this process, which then ends the bench in order
        )
        try:
            self.endpoints = Path(self._answer()["endpoints"])
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """Process id, for figures."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    def wait(self) -> int:
        """Wait for the bench's own end; returns its exit status."""
        return self._process.wait()

    def do(self, verb: str, of: str = "") -> None:
        """Send a command and wait until it is done. Raises `BenchFailed`.

        `of` is the persona, or the kiosk's guidance to be obeyed, that the verb is about.
        """
        stdin = _pipe(self._process.stdin)
        with suppress(BrokenPipeError):  # a bench that is gone gives no answer: said below
            stdin.write(json.dumps({"verb": verb, "of": of}) + "\n")
            stdin.flush()
        self._answer()

    def close(self) -> None:
        """End the bench and wait for it."""
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()

    def _answer(self) -> dict[str, str]:
        line = _pipe(self._process.stdout).readline()
        if not line:
            raise BenchFailed(f"the simulators ended with status {self._process.wait()}")
        answer = json.loads(line)
        if not answer["ok"]:
            raise BenchFailed(answer["why"])
        return answer


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise AssertionError("the bench was started with pipes")
    return pipe
