"""What a result file can hold: characters of XML, and of CP932 where that is configured.

Substitution, only for Shift_JIS files: a variation selector (異体字セレクタ) is dropped, which
leaves the base character; six signs that Unicode maps otherwise for JIS than for CP932 take the
latter's mapping; every other character that CP932 lacks becomes 〓 (geta), the trade's mark for a
missing glyph, so that staff see that something is missing. Nothing ever becomes ``?``.
"""

import re
from typing import Final

GETA: Final = "〓"

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VARIATION_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_CP932_MAPPING: Final = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")


def is_xml_text(text: str) -> bool:
    """Tell whether XML 1.0 can hold the text (production 2, Char): no control characters."""
    return _NOT_XML.search(text) is None


def in_cp932(text: str) -> str:
    """Return the text with every character that CP932 lacks substituted as described above."""
    plain = _VARIATION_SELECTORS.sub("", text).translate(_CP932_MAPPING)
    return "".join(char if _encodes(char) else GETA for char in plain)


def _encodes(char: str) -> bool:
    try:
        octets = char.encode("cp932")
    except UnicodeError:
        return False
    # Python's codec also passes 80, A0 and FD-FF, which are no characters of CP932.
    return len(octets) == 2 or octets[0] < 0x80 or 0xA1 <= octets[0] <= 0xDF
