"""The voice child as the parent holds it: started, spoken to, ended."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Final, Self, cast

from drivers.voice import wire
from drivers.voice.settings import VoiceSettings

_ROOT: Final = Path(__file__).resolve().parents[2]  # where `drivers` and `kiosk` are imported from
_GRACE: Final = 2.0  # seconds a child may take to end by itself


class Child:
    """One child process. One thread sends and ends, one receives."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @classmethod
    def start(cls, settings: VoiceSettings) -> Self:
        """Start it and tell it its settings.

        Raises `OSError` when no process can be made, `BrokenWireError` when it died at once.
        """
        process = subprocess.Popen(  # our own interpreter and module
            [sys.executable, "-P", "-m", "drivers.voice.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
        )
        child = cls(process)
        try:
            pipe = cast("IO[str]", process.stdin)
            pipe.write(settings.to_json() + "\n")
            pipe.flush()
        except OSError:
            child.end()
            child.forget()
            raise
        return child

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def send(self, message: wire.Message) -> None:
        """Write to the child. Raises `BrokenWireError` when it is gone."""
        wire.send(cast("IO[str]", self._process.stdin), message)

    def receive(self) -> wire.Message:
        """Wait for the child to speak. Raises `BrokenWireError` when it has ended."""
        return wire.receive(cast("IO[str]", self._process.stdout))

    def end(self) -> None:
        """Close what it listens to, wait for its end, and hurry it after a moment.

        Whoever receives is told by the end of the pipe, and closes it (`forget`).
        """
        with contextlib.suppress(OSError):  # what it did not read of the last message
            cast("IO[str]", self._process.stdin).close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Close the pipe on which it spoke, once nobody receives any more."""
        cast("IO[str]", self._process.stdout).close()
