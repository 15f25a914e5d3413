"""The chip's PINs: tries left and changed values, which survive the power in one file per card."""

import json
import os
from collections.abc import Mapping
from pathlib import Path


class PinStore:
    """Tries left and changed values by counter name; on the disk before a call returns.

    The file is its owner's alone: it holds PINs. Without a path everything lives in memory.
    Raises OSError or ValueError when the file cannot be read.
    """

    def __init__(self, initial: Mapping[str, int], path: Path | None = None) -> None:
        self._path = path
        self._tries = dict(initial)
        self._changed: dict[str, str] = {}
        if path is not None and path.exists():
            self._take(path)

    def _take(self, path: Path) -> None:
        try:
            kept = json.loads(path.read_text("ascii"))
            self._tries |= kept["tries"]
            self._changed |= kept["changed"]
        except (KeyError, TypeError, ValueError):
            # `from None`: the cause would carry the file's text, PINs and all.
            raise ValueError(f"{path.name} holds no PIN counters: reset the card") from None

    def tries(self, counter: str) -> int:
        """Return the tries left."""
        return self._tries[counter]

    def set_tries(self, counter: str, tries: int) -> None:
        """Keep a new number of tries; raises OSError when it cannot be kept."""
        if self._tries[counter] != tries:
            self._tries[counter] = tries
            self._keep()

    def secret(self, counter: str, issued: bytes | None) -> bytes | None:
        """Return the value the PIN has now: the one it was changed to, else the one issued."""
        changed = self._changed.get(counter)
        return issued if changed is None else changed.encode("ascii")

    def change(self, counter: str, secret: bytes) -> None:
        """Give the PIN a new value (ASCII); raises OSError when it cannot be kept."""
        self._changed[counter] = secret.decode("ascii")
        self._keep()

    def _keep(self) -> None:
        if self._path is not None:
            _write(self._path, json.dumps({"tries": self._tries, "changed": self._changed}))


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
