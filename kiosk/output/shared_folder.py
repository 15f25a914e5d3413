"""A folder that others read while it is written, perhaps a share that comes and goes.

A file lies staged beside its place, under a hidden name without a suffix that anybody takes, until
one rename publishes it. So the staged name says for ever whether that rename has happened: it is
gone if it has, whoever took the file since. What could say so wrongly is another folder in the same
place, such as the empty mount point of a share; therefore each folder is marked. An **empty**
marker, made by hand, says that this is the folder from now on.
"""

import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kiosk.domain.fault import Device
from kiosk.output.rename import rename_without_overwriting
from kiosk.ports.faults import DeviceFault

MARKER: Final = ".uketsuke-folder"
_MARK: Final = re.compile("[0-9a-f]{32}")
_CODES: Final = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.ESTALE: "folder_missing",
    errno.ENOTCONN: "folder_missing",
    errno.EHOSTDOWN: "folder_missing",
    errno.EHOSTUNREACH: "folder_missing",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EISDIR: "name_taken",  # a folder lies where the file should
}
_SYNCS_NO_FOLDERS: Final = frozenset({errno.EINVAL, errno.EOPNOTSUPP})  # SMB
_MODE: Final = 0o640  # the share's group reads; umask may take more away
_READ: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe hangs nobody
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


class SharedFolder:
    """One folder. Marks are of this path: another one configured later is another folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._here = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]

    def stage(self, name: str, content: bytes, known: str | None) -> str:
        """Write a file beside its place; mark and faults as in `ports.reception`."""
        with _faults(), self._opened() as folder:
            mark = self._mark(folder, known)
            _write(folder, _beside(name), content)
            _sync(folder)
            return mark

    def publish(self, name: str, content: bytes, mark: str) -> None:
        """Give a staged file its name, unless that is done; faults as in `ports.reception`."""
        with _faults(), self._opened() as folder:
            if _exists(folder, _beside(name)):
                _give_name(folder, name, content)
            else:
                self._require_same(folder, mark)
            # Also for one published before: whoever did it may have been cut off before this.
            _sync(folder)

    @contextmanager
    def _opened(self) -> Generator[int]:
        """Hold the folder open: all that is done is done in one and the same."""
        folder = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            yield folder
        finally:
            os.close(folder)

    def _mark(self, folder: int, known: str | None) -> str:
        """Return the folder's mark, made where nobody knows of one."""
        here, ours = _marker(folder), self._mark_here(known)
        if ours and here not in ("", ours):
            raise _fault("folder_changed")
        return f"{self._here}-{here or _make_marker(folder)}"

    def _mark_here(self, mark: str | None) -> str | None:
        path, _, ours = (mark or "").partition("-")
        return ours if path == self._here else None

    def _require_same(self, folder: int, mark: str) -> None:
        here, ours = _marker(folder), self._mark_here(mark)
        if ours is None or here == "":
            raise _fault("staged_elsewhere")
        if here != ours:
            raise _fault("folder_changed")


def _beside(name: str) -> str:
    return f".{name}.part"


def _give_name(folder: int, name: str, content: bytes) -> None:
    beside = _beside(name)
    if _read(folder, beside, len(content) + 1) != content:  # somebody was at it
        _write(folder, beside, content)
    try:
        rename_without_overwriting(folder, beside, name)
    except FileExistsError:
        if _read(folder, name, len(content) + 1) != content:
            raise _fault("name_taken") from None
        os.unlink(beside, dir_fd=folder)


def _marker(folder: int) -> str | None:
    """Return the id in the marker, empty for an empty one, None where there is none."""
    try:
        found = _read(folder, MARKER, 64)
    except FileNotFoundError:
        return None
    text = "?" if found is None else found.decode("ascii", "replace").strip()
    if text and not _MARK.fullmatch(text):
        raise _fault("folder_changed")
    return text


def _make_marker(folder: int) -> str:
    """Mark a folder that has no marker or an empty one; a power cut leaves one of these too."""
    with suppress(FileNotFoundError):
        if _read(folder, MARKER, 64) == b"":
            os.unlink(MARKER, dir_fd=folder)
    with suppress(FileExistsError):  # another kiosk was faster
        _create(folder, MARKER, secrets.token_hex(16).encode())
    if here := _marker(folder):
        return here
    raise _fault("folder_changed")  # it is at it right now


def _write(folder: int, name: str, content: bytes) -> None:
    """Write durably, over whatever had the name."""
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
    _create(folder, name, content)


def _create(folder: int, name: str, content: bytes) -> None:
    """Write durably under a free name; on failure nothing stays. Raises FileExistsError."""
    handle = os.open(name, _CREATE, _MODE, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise


def _read(folder: int, name: str, most: int) -> bytes | None:
    """Read an ordinary file; None for anything else. Raises FileNotFoundError, OSError."""
    try:
        handle = os.open(name, _READ, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link, a socket
            return None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def _exists(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _sync(folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _SYNCS_NO_FOLDERS:
            raise


def _fault(code: str) -> DeviceFault:
    return DeviceFault(Device.RECEIPT_COMPUTER, code)


@contextmanager
def _faults() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise _fault(_CODES.get(error.errno or 0, "not_writable")) from None
