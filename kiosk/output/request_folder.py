"""The shared folder ``req``, into which the receipt computer writes (qualification.md §1.2).

A file that is whole is first renamed within the folder, to a hidden name that is the kiosk's alone:
from then on nobody overwrites it, and after a power cut it is told from a new file of its old name.
It is deleted once the records hold it; its content never lies about in the folder for longer. The
hidden name says whose it is: of several kiosks that look into one folder, one takes a file.
"""

import errno
import hashlib
import logging
import os
import re
import stat
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.fault import Device
from kiosk.output.request_interfaces import MOST_BYTES, interface_of, request_name
from kiosk.ports.faults import DeviceFault
from kiosk.ports.requests import Arrival

log = logging.getLogger(__name__)

SETTLED: Final = 0.3  # seconds between two equal reads: a writer is done (§1.2)
PATIENCE: Final = 5.0  # … where the end of the message is missing: perhaps a writer that pauses
MOST_AT_ONCE: Final = 20  # files, so that what was taken is kept soon

_TAKEN: Final = re.compile(r"\.(.+\.xml)\.([0-9A-Za-z_-]{1,32})\.taken")
_END: Final = b"</XmlMsg>"
_CODES: Final = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "not_writable",
    errno.EPERM: "not_writable",
    errno.EROFS: "not_writable",
}


@dataclass(frozen=True)
class _Look:
    """What a file was like when it was looked at."""

    size: int
    changed: int  # nanoseconds; no inode number, for some mounted shares invent it at each look
    digest: bytes
    ended: bool
    since: float

    def is_of(self, status: os.stat_result) -> bool:
        return (self.size, self.changed) == _signature(status)


class SharedRequests:
    """Implements `ports.requests.RequestFolder` for one kiosk, by its id. Used from one thread."""

    def __init__(
        self, folder: Path, kiosk: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._kiosk = kiosk
        self._monotonic = monotonic
        self._looks: dict[str, _Look] = {}
        self._strange = 0

    def take(self) -> Sequence[Arrival]:
        """Take hold of what is whole, oldest first; links, pipes and folders are left alone."""
        with _faults():
            files = self._files()
        taken: list[Arrival] = []
        for arrival in self._left_over(files):
            taken.append(arrival)
            if _enough(taken):
                return tuple(taken)
        self._looks = {name: look for name, look in self._looks.items() if name in files}
        fault: OSError | None = None
        for name in self._requests(files):
            if _enough(taken):
                break
            try:
                if (arrival := self._take(name)) is not None:
                    taken.append(arrival)
            except OSError as error:  # of this file alone, perhaps: a writer that still holds it
                fault = error
        if fault is not None and not taken:
            with _faults():
                raise fault
        return tuple(taken)

    def settling(self) -> bool:
        return bool(self._looks)

    def remove(self, arrival: Arrival) -> None:
        """Delete a file that was taken hold of."""
        with _faults(), suppress(FileNotFoundError):
            self._taken(arrival.name).unlink()

    def _files(self) -> dict[str, int]:
        """Return names and times of change of what may be read: regular files, no links."""
        files: dict[str, int] = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        files[entry.name] = status.st_mtime_ns
        return files

    def _requests(self, files: dict[str, int]) -> list[str]:
        """Return the files of requests, oldest first, but none that waits behind a file taken.

        Of two whose names differ in capital and small letters alone the older one goes first.
        """
        names = [name for name in files if request_name(name)]
        taken = sum(_TAKEN.fullmatch(name) is not None for name in files)
        strange = len(files) - len(names) - taken
        if strange > self._strange:
            log.warning(
                "req holds %d files that are no requests; they are left alone: names as in "
                "deploy/README.md",
                strange,
            )
        self._strange = strange
        free = [name for name in names if self._taken(_request(name)).name not in files]
        age = {name: (files[name], name) for name in free}
        oldest = {_request(name): name for name in sorted(free, key=age.__getitem__, reverse=True)}
        return sorted(oldest.values(), key=age.__getitem__)

    def _left_over(self, files: Iterable[str]) -> Generator[Arrival]:
        for taken in sorted(files):
            if (name := self._taken_name(taken)) is None:
                continue
            with suppress(OSError):  # tried again at the next look
                content, status = _read(self._folder / taken)
                yield Arrival(name, content, _mark(content, status), left_over=True)

    def _take(self, name: str) -> Arrival | None:
        """Take hold of a file if it is the same as a while ago."""
        path = self._folder / name
        content, status = _read(path)
        digest, before = hashlib.sha256(content).digest(), self._looks.get(name)
        if before is None or not before.is_of(status) or before.digest != digest:
            ended = content.rstrip(b"\0\r\n\t ").endswith(_END)
            look = _Look(*_signature(status), digest, ended, self._monotonic())
            self._looks[name] = look
            return None
        if self._monotonic() - before.since < (SETTLED if before.ended else PATIENCE):
            return None
        del self._looks[name]
        taken = self._taken(_request(name))
        path.rename(taken)
        held, now = _read(taken)
        if held != content or not stat.S_ISREG(now.st_mode):
            _put_back(taken, path)
            return None
        return Arrival(_request(name), content, _mark(content, status))

    def _taken(self, name: str) -> Path:
        return self._folder / f".{name}.{self._kiosk}.taken"

    def _taken_name(self, taken: str) -> str | None:
        match = _TAKEN.fullmatch(taken)
        ours = match is not None and match[2] == self._kiosk and interface_of(match[1])
        return match[1] if match and ours else None


def _request(file: str) -> str:
    """Return the request's name of a file that has one."""
    return request_name(file) or file


def _enough(taken: Sequence[Arrival]) -> bool:
    """Say whether what was taken is to be kept first: it is all held in memory."""
    return len(taken) >= MOST_AT_ONCE or sum(len(one.content) for one in taken) > MOST_BYTES


def _signature(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _mark(content: bytes, status: os.stat_result) -> str:
    return hashlib.sha256(content + str(status.st_mtime_ns).encode()).hexdigest()[:16]


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    """Read a regular file; nothing of one that is too large. Follows no link, waits for no pipe."""
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise FileNotFoundError(errno.ENOENT, "no regular file")
        content = file.read(MOST_BYTES + 1) if status.st_size <= MOST_BYTES else b""
        return (content if len(content) <= MOST_BYTES else b""), status


def _put_back(taken: Path, path: Path) -> None:
    """Undo the taking of a file that was changed meanwhile; a newer one of its name comes first."""
    if not os.path.lexists(path):
        taken.rename(path)


@contextmanager
def _faults() -> Generator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "not_readable")
        raise DeviceFault(Device.RECEIPT_COMPUTER, code) from None
