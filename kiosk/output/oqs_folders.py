"""The folder from which the receipt computer takes result files (qualification.md §1.2, §1.3)."""

import errno
import os
import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt
from kiosk.domain.fault import Device
from kiosk.domain.japan_time import time_digits
from kiosk.output.qualification_xml import Encoding, render_result
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import ResultFile

_NAME: Final = re.compile(r"OQSsiquc01res_face_[0-9]{10}[0-9a-f]{20}_[0-9]{14}\.xml")
_CODES: Final = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}
_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_MODE: Final = 0o640  # the share's group reads; umask may take more away


class FaceFolder:
    """Implements `ports.reception.ReceptionOutput` over the shared folder ``face``.

    `medical_institution_code` has ten digits and begins every file name.
    """

    def __init__(self, folder: Path, encoding: Encoding, medical_institution_code: str) -> None:
        if not re.fullmatch("[0-9]{10}", medical_institution_code):
            raise ValueError("a medical institution code has ten digits")
        self._folder = folder
        self._encoding = encoding
        self._institution = medical_institution_code

    def render(
        self, check_in: CheckIn, reception: str, at: datetime
    ) -> tuple[tuple[ResultFile, ...], tuple[Doubt, ...]]:
        """Render the face file; its name has eighty random bits, so no two are alike."""
        del reception
        unique, time = secrets.token_hex(10), time_digits(at)
        name = f"OQSsiquc01res_face_{self._institution}{unique}_{time}.xml"
        return (ResultFile(name, render_result(check_in, self._encoding)),), ()

    def deliver(self, file: ResultFile) -> None:
        """Bring the file into the folder whole or not at all; faults as in the port."""
        if not _NAME.fullmatch(file.name):
            raise ValueError("not the name of a face file")
        with _output_faults():
            self._write(file)
            # Also for a file found there: whoever put it there may have been cut off before this.
            _sync_folder(self._folder)

    def _write(self, file: ResultFile) -> None:
        # A hidden name without .xml, which no consumer takes; always the same one, so that a
        # leftover of a power cut goes with the next attempt.
        beside = self._folder / f".{file.name}.part"
        try:
            if not _lies_there(self._folder / file.name, file.content):
                _write_durably(beside, file.content)
                _rename_without_overwriting(beside, self._folder / file.name)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _lies_there(path: Path, content: bytes) -> bool:
    """Tell whether the very file is there already; another one of its name is a fault."""
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        return False
    if present != content:
        raise DeviceFault(Device.RECEIPT_COMPUTER, "name_taken")
    return True


def _write_durably(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, _MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _rename_without_overwriting(beside: Path, path: Path) -> None:
    """Give the file its name; `os.rename` alone would overwrite another's file without a word."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise DeviceFault(Device.RECEIPT_COMPUTER, "name_taken") from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # A share without hard links (SMB, FAT). The name was free a moment ago and holds eighty
        # random bits, so nobody else takes it in between.
        beside.rename(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EOPNOTSUPP}:  # shares that sync no folders
            raise
    finally:
        os.close(handle)


@contextmanager
def _output_faults() -> Generator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "not_writable")
        raise DeviceFault(Device.RECEIPT_COMPUTER, code) from None
