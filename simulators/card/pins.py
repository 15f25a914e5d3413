"""The chip's PINs: tries left and changed values, which survive the power in one file per card."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

Mark: TypeAlias = tuple[int, int] | None  # inode and time of the last change

NOTHING_KEPT: Final[Mapping[str, Any]] = {"tries": {}, "changed": {}}


class PinStore:
    """Tries left and changed values by counter name; on the disk before a call returns.

    What another process wrote meanwhile counts: `reset` works on a card that lies in a reader. The
    file is its owner's alone: it holds PINs. Without a path everything lives in memory.
    Raises OSError, and at first ValueError, when the file cannot be read.
    """

    def __init__(self, initial: Mapping[str, int], path: Path | None = None) -> None:
        self._path = path
        self._initial = dict(initial)
        self._tries = dict(initial)
        self._changed: dict[str, str] = {}
        self._seen: Mark = None
        if path is not None:
            self._take(path)

    def _take(self, path: Path) -> None:
        self._seen = _mark(path)
        try:
            kept = json.loads(path.read_text("ascii")) if self._seen else NOTHING_KEPT
            tries, changed = self._initial | kept["tries"], {**kept["changed"]}
        except (KeyError, TypeError, ValueError):
            # `from None`: the cause would carry the file's text, PINs and all.
            raise ValueError(f"{path.name} holds no PIN counters: reset the card") from None
        self._tries, self._changed = tries, changed

    def _look(self) -> None:
        if self._path is not None and _mark(self._path) != self._seen:
            with contextlib.suppress(ValueError):  # spoilt meanwhile: the card knows what it knew
                self._take(self._path)

    def tries(self, counter: str) -> int:
        """Return the tries left."""
        self._look()
        return self._tries[counter]

    def set_tries(self, counter: str, tries: int) -> None:
        """Keep a new number of tries; raises OSError when it cannot be kept."""
        self._look()
        if self._tries[counter] != tries:
            self._tries[counter] = tries
            self._keep()

    def secret(self, counter: str, issued: bytes | None) -> bytes | None:
        """Return the value the PIN has now: the one it was changed to, else the one issued."""
        self._look()
        changed = self._changed.get(counter)
        return issued if changed is None else changed.encode("ascii")

    def change(self, counter: str, secret: bytes) -> None:
        """Give the PIN a new value (ASCII); raises OSError when it cannot be kept."""
        self._look()
        self._changed[counter] = secret.decode("ascii")
        self._keep()

    def _keep(self) -> None:
        if self._path is not None:
            _write(self._path, json.dumps({"tries": self._tries, "changed": self._changed}))
            self._seen = _mark(self._path)


def _mark(path: Path) -> Mark:
    """Tell one state of the file from another; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, so that a fall of the power leaves the old or the new one."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)  # left by a process that died: its mode may be anything
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
