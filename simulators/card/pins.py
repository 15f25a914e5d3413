"""The chip's PIN counters: what survives the power, in one small file per card."""

import json
import os
from collections.abc import Mapping
from pathlib import Path


class TriesLeft:
    """Tries left by counter name; every change is on the disk before the call returns.

    Without a path the counters live in memory alone.
    """

    def __init__(self, initial: Mapping[str, int], path: Path | None = None) -> None:
        self._path = path
        self._tries = dict(initial)
        if path is not None and path.exists():
            self._tries |= json.loads(path.read_text("ascii"))

    def __getitem__(self, counter: str) -> int:
        return self._tries[counter]

    def set(self, counter: str, tries: int) -> None:
        """Keep a new number of tries; raises OSError when it cannot be kept."""
        if self._tries[counter] == tries:
            return
        self._tries[counter] = tries
        if self._path is not None:
            _write(self._path, json.dumps(self._tries))


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, so that a fall of the power leaves the old or the new one."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
