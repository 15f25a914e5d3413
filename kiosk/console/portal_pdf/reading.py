"""Gets the text of a stranger's PDF from a child process that may do little."""

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from kiosk.console.portal_pdf.child import EMPTY, ENCRYPTED
from kiosk.domain.secret import Private

LARGEST: Final = 10 << 20  # bytes
_CHILD: Final = Path(__file__).with_name("child.py")
_PATIENCE: Final = 10.0  # seconds by the clock, twice what it may compute
AT_ONCE: Final = 2
"""Children at the same time: each may take much memory, and the kiosk beside them needs some."""

_turns: Final = BoundedSemaphore(AT_ONCE)


class Unreadable(StrEnum):
    """Why there is no text."""

    NOT_A_PDF = "not_a_pdf"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"  # pictures alone
    BROKEN = "broken"  # or it asked for too much time or memory


class PdfText(Private):
    """The text of a PDF; kept nowhere."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def pdf_text(content: bytes) -> PdfText | Unreadable:
    """Return the text, or why there is none. Nothing of the file touches the disk."""
    if len(content) > LARGEST:
        return Unreadable.TOO_LARGE
    if b"%PDF-" not in content[:1024]:
        return Unreadable.NOT_A_PDF
    try:
        with _turns:
            done = _read_by_child(content)
    except subprocess.TimeoutExpired:
        return Unreadable.BROKEN
    if done.returncode == 0:
        return PdfText(done.stdout.decode("utf-8", "replace"))
    known = {ENCRYPTED: Unreadable.ENCRYPTED, EMPTY: Unreadable.NO_TEXT}
    return known.get(done.returncode, Unreadable.BROKEN)


def _read_by_child(content: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own child, the file goes in by its standard input
        [sys.executable, "-I", str(_CHILD)],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
        env={},
    )
