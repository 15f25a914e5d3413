"""The child as the parent holds it: started, spoken to, ended and reaped.

Started as a program of its own (not by `multiprocessing`, which would import the parent's main
module again in the child, and with it the whole interface).
"""

import os
import subprocess
import sys
import threading
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO, Self, cast

from drivers.vision import hygiene, wire
from drivers.vision.settings import VisionSettings

_ROOT = Path(__file__).resolve().parents[2]  # where `drivers` and `kiosk` are imported from
# The C library overwrites what is freed: OpenJPEG and OpenCV leave copies of portrait and frames in
# freed memory otherwise. The kernel's pages given back are zeroed by the kernel itself.
# Two arenas instead of one for each thread: what one thread has freed the next one takes.
_TUNABLES = "glibc.malloc.perturb=165:glibc.malloc.arena_max=2"
_GRACE = 2.0  # seconds a child may take to end by itself


class Child:
    """One child process. Sending is thread-safe; only one thread receives and reaps."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._sending = threading.Lock()

    @classmethod
    def start(cls, settings: VisionSettings, ring: int) -> Self:
        """Start it with the ring's descriptor and tell it its settings.

        Raises `OSError` when no process can be made, `BrokenWireError` when it died at once.
        """
        hygiene.overwrite_freed()  # here too: what the child is sent was in this process before
        environment = os.environ | {"PYTHONPATH": str(_ROOT), "GLIBC_TUNABLES": _TUNABLES}
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-P", "-m", "drivers.vision.child", str(ring)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # a buffer would be one more place in which a portrait lies
            pass_fds=(ring,),
            env=environment,
        )
        child = cls(process)
        try:
            child.send(wire.Message(wire.Kind.SETTINGS, body=settings.to_json()))
        except wire.BrokenWireError:
            child.reap()
            raise
        return child

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def send(self, message: wire.Message) -> None:
        """Write to the child. Raises `BrokenWireError` when it is gone."""
        with self._sending:
            wire.send(cast("BinaryIO", self._process.stdin), message)

    def receive(self) -> wire.Message:
        """Wait for the child to speak. Raises `BrokenWireError` when it has ended."""
        return wire.receive(cast("RawIOBase", self._process.stdout))

    def kill(self) -> None:
        """End it now: its memory, and all that lay in it, goes with it."""
        self._process.kill()

    def say_goodbye(self) -> None:
        """Ask it to end, by closing the pipe it listens to."""
        with self._sending:
            cast("BinaryIO", self._process.stdin).close()

    def reap(self) -> int:
        """Wait for its end, hurrying it after a moment; close the pipes; return its exit code."""
        self.say_goodbye()
        try:
            code = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        cast("BinaryIO", self._process.stdout).close()
        return code
