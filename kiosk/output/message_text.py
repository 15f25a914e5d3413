"""How a message says that it is encoded, and its text, a piece at a time."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from kiosk.output.characters import NO_CHARACTERS
from kiosk.output.encoding import Encoding

_PIECE: Final = 1 << 16  # bytes
_HEAD: Final = 1024  # bytes in which a declaration ends
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_BEGINS: Final = re.compile(rb"<\?xml[\s?]")
_DECLARATION: Final = re.compile(
    rb"""<\?xml\s+version\s*=\s*(?:"1\.[0-9]"|'1\.[0-9]')"""
    rb"""(?:\s+encoding\s*=\s*(?:"([A-Za-z0-9._-]+)"|'([A-Za-z0-9._-]+)'))?"""
    rb"""(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>"""
)
_ENCODINGS: Final = {
    b"utf-8": Encoding.UTF_8,
    b"shift_jis": Encoding.SHIFT_JIS,
    b"shift-jis": Encoding.SHIFT_JIS,
    b"windows-31j": Encoding.SHIFT_JIS,  # IANA's name of CP932
}


class ResultUnreadable(Exception):
    """A file is no message. Carries a code and element names, never content.

    Codes: ``too_large``, ``bad_encoding``, ``doctype``, ``not_xml``, ``bad_structure``,
    ``missing NAME``, ``bad NAME``.
    """


def pieces(file: BinaryIO, most: int) -> Iterator[str]:
    """Yield the text of a file of at most so many bytes, without its declaration.

    A byte order mark is tolerated before UTF-8; a file that declares nothing is UTF-8. Decoding is
    strict: what is not encoded as it says, or has a DTD anywhere, raises `ResultUnreadable`.
    """
    head = file.read(_HEAD)
    encoding, begins = _declared(head)
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    left, seam = most - begins, ""
    for octets in chain((head[begins:],), iter(lambda: file.read(_PIECE), b""), (b"",)):
        left -= len(octets)
        if left < 0:
            raise ResultUnreadable("too_large")
        text = _decoded(decoder, octets, final=not octets)
        if encoding is Encoding.SHIFT_JIS and NO_CHARACTERS.search(text):
            raise ResultUnreadable("bad_encoding")
        if "<!DOCTYPE" in seam + text:  # before any parser sees it: no DTD, no entity, no file
            raise ResultUnreadable("doctype")
        seam = (seam + text)[-8:]
        yield text


def _declared(head: bytes) -> tuple[Encoding, int]:
    """Return the encoding and where the text begins after mark and declaration."""
    mark = len(_BYTE_ORDER_MARK) if head.startswith(_BYTE_ORDER_MARK) else 0
    declaration = _DECLARATION.match(head, mark)
    if declaration is None:
        if _BEGINS.match(head, mark):
            raise ResultUnreadable("bad_encoding")
        return Encoding.UTF_8, mark
    name = (declaration[1] or declaration[2] or b"utf-8").lower()
    encoding = _ENCODINGS.get(name)
    if encoding is None or (mark and encoding is not Encoding.UTF_8):
        raise ResultUnreadable("bad_encoding")
    return encoding, declaration.end()


def _decoded(decoder: codecs.IncrementalDecoder, octets: bytes, *, final: bool) -> str:
    try:
        return decoder.decode(octets, final)
    except UnicodeDecodeError:
        raise ResultUnreadable("bad_encoding") from None
