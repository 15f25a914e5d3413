"""照合番号B, built from what is printed on the card (card.md §4.1)."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.secret import Private

ERAS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 30)),
    "大正": (date(1912, 7, 30), date(1926, 12, 25)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}
"""First and last day of each era; two eras share the day of an imperial succession before 1989."""

CARD_LIFE_YEARS = 10

_JAPANESE_DATE = re.compile(r"(明治|大正|昭和|平成|令和)(元|\d{1,2})年(\d{1,2})月(\d{1,2})日")
_GREGORIAN_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, repr=False)
class CardFront(Private):
    """What is printed on the front: birth date as printed, expiry year, security code, photo."""

    birth_date_printed: str
    expiry_year: int
    security_code: str
    has_photo: bool


@dataclass(frozen=True, repr=False)
class CheckNumberB(Private):
    """Fourteen digits that open the 券面事項確認AP; a wrong one costs one of ten tries."""

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{14}", self.digits):
            raise ValueError("照合番号B has fourteen digits")


def check_number_b(front: CardFront, today: date) -> CheckNumberB | None:
    """Return 照合番号B, or None when what was read cannot be what is printed.

    Birth date YYMMDD (era year; the last two digits where the print is Gregorian), expiry year,
    security code. An implausible reading is never sent: it would cost the card a try.
    """
    read = _printed_date(front.birth_date_printed, today)
    plausible_expiry = today.year - 1 <= front.expiry_year <= today.year + CARD_LIFE_YEARS + 1
    if read is None or not plausible_expiry:
        return None
    if not re.fullmatch(r"[0-9]{4}", front.security_code):
        return None
    born, year = read
    six_digits = f"{year:02d}{born.month:02d}{born.day:02d}"
    return CheckNumberB(f"{six_digits}{front.expiry_year:04d}{front.security_code}")


def birth_date(front: CardFront, today: date) -> date | None:
    """Return the birth date that is printed, None when it cannot be one."""
    read = _printed_date(front.birth_date_printed, today)
    return None if read is None else read[0]


def _printed_date(printed: str, today: date) -> tuple[date, int] | None:
    """Return the date and the two digits of its year as it is printed."""
    if match := _JAPANESE_DATE.fullmatch(printed):
        era, year_text, month, day = match.groups()
        year = 1 if year_text == "元" else int(year_text)
        first, last = ERAS[era]
        born = _date(first.year + year - 1, int(month), int(day))
        shown = year
    elif match := _GREGORIAN_DATE.fullmatch(printed):
        year_text, month, day = match.groups()
        born = _date(int(year_text), int(month), int(day))
        first, last = ERAS["明治"][0], today
        shown = int(year_text) % 100
    else:
        return None
    if born is None or not first <= born <= min(last, today):
        return None
    return born, shown


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
