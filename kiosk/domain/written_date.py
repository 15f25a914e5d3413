"""Dates as people write and print them, in 和暦 or 西暦."""

import re
import unicodedata
from datetime import date
from types import MappingProxyType
from typing import Final

from kiosk.domain.check_number import ERAS

_LETTERS: Final = MappingProxyType(
    {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
)
_ERA: Final = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])\.?(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?"
)
_YEAR: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_WESTERN_BESIDE: Final = re.compile(r"\(\d{4}年?\)$")
_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_date(written: str) -> date | None:
    """Return the date, None where there is none: 令和8年4月1日, R8.4.1, 2026/4/1, 20260401.

    Full-width digits and spaces do not matter. A year past its era's end is read on (昭和65年),
    for old papers carry such; a day before the era began is none. A western year in brackets
    after a 和暦 date is what pages print beside it, and says nothing more.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", written)).upper()
    text = _WESTERN_BESIDE.sub("", text)
    if match := _ERA.fullmatch(text):
        era, year, month, day = match.groups()
        begins = ERAS[_LETTERS.get(era, era)][0]
        count = 1 if year == "元" else int(year)
        read = _date(begins.year + count - 1, month, day)
        return read if read is not None and read >= begins else None
    match = _YEAR.fullmatch(text) or _DIGITS.fullmatch(text)
    return _date(int(match[1]), match[2], match[3]) if match else None


def in_words(day: date) -> str:
    """Return 昭和55年4月1日; the first year of an era is 元年, before 明治 the year is western."""
    for era, (first, _) in reversed(ERAS.items()):
        if day >= first:
            year = day.year - first.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def _date(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
