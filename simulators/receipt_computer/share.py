"""A shared folder as such software reads it: it polls, it locks nothing, and it wants to be sure.

A file counts as whole when two reads, some 300 ms apart, brought the same bytes (qualification.md
§1.2): others write while this looks.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import BinaryIO, Final

_CHUNK: Final = 512


@dataclass(frozen=True)
class Manners:
    """How the software behaves; the defaults are those of real ones.

    `settle` is between two reads that must be equal, in seconds. `greedy` software believes its
    first read, `slow` takes this many seconds after every 512 bytes, one that `holds_open` closes
    no file before it has moved it, and a `careless` one writes its requests in two halves, `slow`
    seconds apart, under their final name.
    """

    settle: float = 0.3
    greedy: bool = False
    slow: float = 0.0
    holds_open: bool = False
    careless: bool = False


class Share:
    """Looks into one folder again and again for files of certain names."""

    def __init__(
        self,
        folder: Path,
        wanted: Callable[[str], bool],
        manners: Manners,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._folder = folder
        self._wanted = wanted
        self._manners = manners
        self._pause = pause
        self._before: dict[str, bytes] = {}
        self._held: dict[str, BinaryIO] = {}

    def look(self) -> dict[str, bytes]:
        """Read what is there; return what is the same as at the last look, oldest first.

        A folder that is away for a while, as shares are, is an empty one.
        """
        now = {name: content for name in self._names() if (content := self.read(name)) is not None}
        greedy, before = self._manners.greedy, self._before
        self._before = now
        return {name: one for name, one in now.items() if greedy or before.get(name) == one}

    def read(self, name: str) -> bytes | None:
        """Read a file, shared; None where it is not there or cannot be read now."""
        try:
            file = (self._folder / name).open("rb")
        except OSError:
            return None
        if self._manners.holds_open:
            self._let_go(name)
            self._held[name] = file
            return self._content(file)
        with file:
            return self._content(file)

    def move(self, name: str, to: Path) -> bool:
        """Move a file that was taken; False where one of its name was taken before."""
        to.mkdir(parents=True, exist_ok=True)
        self._before.pop(name, None)
        try:
            if (to / name).exists():
                return False
            with suppress(FileNotFoundError):
                (self._folder / name).replace(to / name)
            return True
        finally:
            self._let_go(name)

    def close(self) -> None:
        """Let go of every file."""
        for name in list(self._held):
            self._let_go(name)

    def _let_go(self, name: str) -> None:
        held = self._held.pop(name, None)
        if held is not None:
            held.close()

    def _content(self, file: BinaryIO) -> bytes:
        if not self._manners.slow:
            return file.read()
        content = b""
        while chunk := file.read(_CHUNK):
            content += chunk
            self._pause(self._manners.slow)
        return content

    def _names(self) -> list[str]:
        """Names wanted, oldest first: the time stands at the end of a name."""
        try:
            names = [name for name in os.listdir(self._folder) if self._wanted(name)]  # noqa: PTH208 - names alone
        except OSError:
            return []
        return sorted(names, key=lambda name: (name.rsplit("_", 1)[-1], name))
