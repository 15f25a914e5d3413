"""What keeps faces out of swap space and core dumps. Pure calls to the kernel: no numpy, no cv2.

Nothing here is needed for a match to work: what the kernel refuses is said once and done without.
"""

import ctypes
import logging
import mmap
import resource
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_PR_SET_DUMPABLE = 4
_CAP_IPC_LOCK = 14
_M_PERTURB, _PATTERN = -6, 0xA5
# ONFAULT locks what is touched; without it every library would be read in whole, down to its last
# page, and the child's memory would double
_CURRENT, _FUTURE, _ONFAULT = 1, 2, 4

Buffer = bytearray | mmap.mmap

_libc = ctypes.CDLL(None, use_errno=True)


def forbid_dumps() -> None:
    """Let no core dump of this process be written, and no other process look into it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def lock_all() -> bool:
    """Keep this process's memory, now and later, out of swap space; say what was possible.

    Only where the limit on locked memory is gone or can be lifted: with a limit, an allocation
    beyond it would fail in the middle of a match.
    """
    with suppress(ValueError, OSError):  # who may not lift it keeps it
        endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_MEMLOCK, endless)
    if _unlimited() and _libc.mlockall(_CURRENT | _FUTURE | _ONFAULT) == 0:
        log.info("memory is locked: no face reaches swap space")
        return True
    log.warning(
        "memory is not locked (LimitMEMLOCK): portrait and preview stay out of swap space, "
        "frames may reach it; turn swap off or encrypt it"
    )
    return False


def _unlimited() -> bool:
    soft, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    return soft == resource.RLIM_INFINITY or bool(int(_status("CapEff"), 16) >> _CAP_IPC_LOCK & 1)


def lock(buffer: Buffer) -> bool:
    """Keep one buffer's pages out of swap space from now on; False when the kernel refuses."""
    place, length = _span(buffer)
    return length == 0 or _libc.mlock(ctypes.c_void_p(place), ctypes.c_size_t(length)) == 0


def keep_out_of_dumps(memory: mmap.mmap) -> None:
    """Leave a mapping out of core dumps of the whole process."""
    with suppress(OSError):  # a kernel without it: the process's own limit remains
        memory.madvise(mmap.MADV_DONTDUMP)


def _span(buffer: Buffer) -> tuple[int, int]:
    """Return where a buffer lies and how long it is; it must not be resized meanwhile."""
    if not len(buffer):
        return 0, 0
    return ctypes.addressof(ctypes.c_char.from_buffer(buffer)), len(buffer)


def locked_bytes() -> int:
    """Return how much memory of this process is locked."""
    return int(_status("VmLck").split()[0]) * 1024


def _status(name: str) -> str:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(line for line in lines if line.startswith(f"{name}:")).split(maxsplit=1)[1]


def overwrite_freed() -> None:
    """Let the C library overwrite what this process frees from now on: a portrait is `bytes`."""
    _libc.mallopt(_M_PERTURB, _PATTERN)


def give_back() -> None:
    """Return freed memory to the kernel, which wipes it before anybody else gets it."""
    _libc.malloc_trim(0)
