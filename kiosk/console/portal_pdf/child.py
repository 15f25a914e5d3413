"""Run as a process of its own: a PDF on standard input, its text on standard output.

It may use little memory and time, write no file and open no socket worth speaking of: whatever a
file does to the library ends with this process.
"""

import resource
import sys
from io import BytesIO

MEMORY = 768 << 20  # bytes of address space
SECONDS = 5  # of computing
PAGES = 10
CHARACTERS = 100_000

ENCRYPTED, EMPTY, BROKEN = 3, 4, 5
"""Exit codes beside 0; the process that is killed has none of them."""


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _text(content: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - under the limits, as all that follows

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit(ENCRYPTED)
    pages = (reader.pages[at].extract_text() for at in range(min(len(reader.pages), PAGES)))
    return "\n".join(pages)[:CHARACTERS]


def main() -> None:
    """Read, and say by the exit code what went wrong; nothing of the file is told."""
    _limit()
    try:
        text = _text(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - whatever a stranger's file makes the library raise
        sys.exit(BROKEN)
    if not text.strip():
        sys.exit(EMPTY)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
