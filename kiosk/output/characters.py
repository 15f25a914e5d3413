"""What a result file can hold: characters of XML, and of CP932 where that is configured.

Substitution, only for Shift_JIS files: a variation selector (異体字セレクタ) is dropped, which
leaves the base character; ten signs that have two code points in Unicode and one code in CP932 take
the code point of CP932's table; every other character that CP932 lacks becomes 〓 (geta), the
trade's mark for a missing glyph, so that staff see that something is missing. Nothing ever becomes
``?``. Bytes are those that Windows writes (see `encode`).
"""

import codecs
import re
from functools import lru_cache
from itertools import chain
from typing import Final

GETA: Final = "〓"

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENT_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9_.-]{0,79}")
_VARIATION_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_OTHER_CODE_POINT: Final = str.maketrans("〜‖−¢£¬—¥‾¦", "～∥－￠￡￢―￥￣￤")
NO_CHARACTERS: Final = re.compile("[\u0080\u00a0\uf8f0-\uf8f3]")
"""What Python's codec makes of the bytes 80, A0 and FD to FF, which are no characters of CP932."""


def _substitute(error: UnicodeError) -> tuple[str, int]:
    """Put something in the place of what the codec cannot encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = _VARIATION_SELECTORS.sub("", error.object[error.start : error.end])
    others = lacking.translate(_OTHER_CODE_POINT)
    return "".join(
        GETA if one == other else other for one, other in zip(lacking, others, strict=True)
    ), error.end


_HANDLER: Final = "kiosk.output.substitute"
codecs.register_error(_HANDLER, _substitute)


def is_xml_text(text: str) -> bool:
    """Tell whether XML 1.0 can hold the text (production 2, Char): no control characters."""
    return _NOT_XML.search(text) is None


@lru_cache
def is_element_name(name: str) -> bool:
    """Tell whether this may name an element: ASCII, which every encoding has; no namespace."""
    return _ELEMENT_NAME.fullmatch(name) is not None


def in_cp932(text: str) -> str:
    """Return the text with every character that CP932 lacks substituted as described above."""
    return encode_cp932(text).decode("cp932")


def loses_in_cp932(text: str) -> bool:
    """Tell whether substitution loses something: more than a sign's other code point."""
    return in_cp932(text) != text.translate(_OTHER_CODE_POINT)


def encode_cp932(text: str) -> bytes:
    """Encode with substitution, byte for byte as Windows and Java (MS932) write.

    CP932 has 373 characters twice, as NEC selected them (rows ED, EE) and as IBM did (FA to FC): 髙
    is EEE0 and FBFC. Readers take both. Windows writes IBM's, Python's codec NEC's.
    """
    text = NO_CHARACTERS.sub(GETA, text)
    parts = _IBM_CHARACTERS.split(text)  # every second one is a character that was split at
    pairs = zip(parts[::2], chain(parts[1::2], ("",)), strict=True)
    return b"".join(part.encode("cp932", _HANDLER) + _IBM.get(char, b"") for part, char in pairs)


def _ibm_codes() -> dict[str, bytes]:
    codes: dict[str, bytes] = {}
    for number in (*range(0xFA40, 0xFA7F), *range(0xFA80, 0xFAFD), *range(0xFB40, 0xFC4C)):
        octets = number.to_bytes(2, "big")
        char = octets.decode("cp932", "ignore")
        if len(char) == 1 and char.encode("cp932")[0] in {0xED, 0xEE}:
            codes[char] = octets
    return codes


_IBM: Final = _ibm_codes()
_IBM_CHARACTERS: Final = re.compile(f"([{''.join(_IBM)}])")
