"""Dates as staff type them: 西暦 or 和暦, in whichever form is at hand."""

import re
import unicodedata
from datetime import date
from typing import Final

_ERAS: Final = {
    "明治": (1867, date(1868, 1, 25), date(1912, 7, 30)),
    "大正": (1911, date(1912, 7, 30), date(1926, 12, 25)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (2018, date(2019, 5, 1), date.max),
}
_SHORT: Final = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_SHORT_KANJI: Final = {name[0]: name for name in _ERAS}
_PARTED: Final = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR明大昭平令])?(?P<year>元|\d{1,4})[年./-]"
    r"(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?"
)
_JOINED: Final = re.compile(r"(?P<era>[MTSHR])?(?P<year>\d{2}|\d{4})(?P<month>\d\d)(?P<day>\d\d)")


def typed_date(text: str) -> date | None:
    """Read 19860708, 1986/7/8, 1986年7月8日, S61.7.8, S610708, 昭和61年7月8日; else None.

    A year of an era must be one of that era: 昭和70年 is no date.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    found = _PARTED.fullmatch(plain) or _JOINED.fullmatch(plain)
    if found is None:
        return None
    year = 1 if found["year"] == "元" else int(found["year"])
    return _date(found["era"], year, int(found["month"]), int(found["day"]), found["year"])


def _date(era: str | None, year: int, month: int, day: int, written: str) -> date | None:
    try:
        if era is None:
            return date(year, month, day) if len(written) == 4 else None
        before, first, last = _ERAS[_SHORT.get(era) or _SHORT_KANJI.get(era[0], era)]
        if len(written) > 2:
            return None
        found = date(before + year, month, day)
    except ValueError:
        return None
    return found if first <= found <= last else None
