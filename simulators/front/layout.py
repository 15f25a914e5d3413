"""Where things are printed on the front of the simulated card, in millimetres.

ISO/IEC 7810 ID-1: 85.60 x 53.98 mm. Public facts: which fields the front shows (氏名, 住所, 性別,
生年月日, 有効期限, 市町村長名, セキュリティコード, 製造番号 of 16 characters, サインパネル,
電子証明書の有効期限, 臓器提供意思), and that the photo measures 22.0 x 27.5 mm (a municipality's
page on the application photo). Known from use: the photo stands left, the security code under it.
Everything else here - exact positions, letter sizes, ornaments - is this project's guess and not
the official form.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

CARD_MM: Final = (85.60, 53.98)
CARD_PIXELS: Final = (1011, 638)  # at 300 dpi, width and height
DOTS_A_MM: Final = 300 / 25.4
CORNER_MM: Final = 3.18

Ink = Literal["print", "label", "title"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the card; millimetres from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def pixels(self, scale: float = DOTS_A_MM) -> tuple[int, int, int, int]:
        """Left, top, right, bottom at `scale` dots a millimetre (300 dpi if not told)."""
        right, bottom = self.left + self.width, self.top + self.height
        return (
            round(self.left * scale),
            round(self.top * scale),
            round(right * scale),
            round(bottom * scale),
        )


@dataclass(frozen=True, slots=True)
class Field:
    """A place for text: it begins with letters of `largest` and shrinks as far as `smallest`.

    Sizes are the side of a kanji's square in mm.
    """

    box: Box
    largest: float
    smallest: float = 1.3
    lines: int = 1
    hangs: bool = False  # begins at the top of its box, not in the middle
    ink: Ink = "print"
    bold: bool = False


PHOTO: Final = Box(4.0, 17.6, 22.0, 27.5)
PANEL: Final = Box(29.0, 30.0, 53.0, 9.6)  # サインパネル, also 追記欄
CERTIFICATE_EXPIRY: Final = Box(52.0, 40.6, 30.0, 4.2)  # written by hand, empty when new
DONOR_STRIP: Final = Box(0.0, 49.6, 85.60, 4.38)
SPECIMEN: Final = Box(28.4, 22.7, 54.0, 26.4)

FIELDS: Final = MappingProxyType(
    {
        "name_label": Field(Box(4.0, 4.1, 6.2, 2.6), 2.0, ink="label"),
        "name": Field(Box(11.0, 2.6, 71.0, 4.8), 3.6, 1.5, lines=2),
        "address_label": Field(Box(4.0, 8.5, 6.2, 2.6), 2.0, ink="label"),
        "address": Field(Box(11.0, 8.0, 71.0, 6.6), 2.6, 1.3, lines=4, hangs=True),
        "birth_date": Field(Box(29.0, 15.5, 28.0, 3.2), 2.5, 2.2),
        "sex_label": Field(Box(60.0, 15.5, 5.4, 3.2), 1.9, ink="label"),
        "sex": Field(Box(66.0, 15.5, 4.0, 3.2), 2.5, 2.2),
        "expiry": Field(Box(29.0, 19.2, 30.0, 3.2), 2.5, 2.2),
        "mayor": Field(Box(66.0, 19.2, 16.0, 3.2), 2.5, 1.6),
        "title": Field(Box(29.0, 24.2, 40.0, 4.6), 4.0, ink="title", bold=True),
        "note": Field(Box(30.0, 30.4, 50.0, 3.0), 2.3, 1.6),
        "certificate_label": Field(Box(29.0, 41.4, 22.6, 2.6), 2.0, ink="label"),
        "serial": Field(Box(54.0, 46.0, 28.0, 2.7), 2.1, ink="label"),
        "security_code": Field(Box(4.0, 45.6, 9.0, 3.4), 2.8, 2.6),
        "donor_label": Field(Box(4.0, 50.3, 13.0, 2.2), 1.7, ink="label"),
        "donor_choice": Field(Box(18.0, 50.3, 22.0, 2.2), 1.7, ink="label"),
    }
)
