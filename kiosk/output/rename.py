"""One atomic rename that overwrites nothing: Python has no call for it (Linux renameat2)."""

import ctypes
import errno
import os
from contextlib import suppress
from typing import Final

_RENAME_NOREPLACE: Final = 1  # linux/fs.h
# Not known to the kernel, the C library or this file system (NFS, some of FUSE).
_NOT_KNOWN: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP})
_libc: Final = ctypes.CDLL(None, use_errno=True)


def rename_without_overwriting(folder: int, old: str, new: str) -> None:
    """Give a file of an open folder another name there. Raises FileExistsError, OSError.

    A hard link and an unlink would do without overwriting too, but a power cut between them leaves
    both names, and of the first nobody can say whether the second was ever there.
    """
    if _renameat2(folder, old, new) == 0:
        return
    number = ctypes.get_errno()
    if number not in _NOT_KNOWN:
        raise OSError(number, os.strerror(number))
    # Somebody could take the name in between, and would be overwritten; only where the file system
    # has nothing better.
    with suppress(FileNotFoundError):
        os.stat(new, dir_fd=folder, follow_symlinks=False)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    os.rename(old, new, src_dir_fd=folder, dst_dir_fd=folder)


def _renameat2(folder: int, old: str, new: str) -> int:
    try:
        call = _libc.renameat2
    except AttributeError:  # a C library before 2018
        ctypes.set_errno(errno.ENOSYS)
        return -1
    return call(folder, os.fsencode(old), folder, os.fsencode(new), _RENAME_NOREPLACE)
