"""What somebody types into the one search field, told apart: kana, name, birth date, number."""

import re
import unicodedata
from typing import Final

from kiosk.domain.names import kana_key
from kiosk.domain.typed_dates import typed_date
from kiosk.ports.desk.today import Wanted

_KANA: Final = re.compile("[\u30a0-\u30ff]+")
_NUMBER: Final = re.compile("[0-9A-Z-]*[0-9][0-9A-Z-]*")
_ERA_APART: Final = re.compile(r"(?<=[年月.．])\s+(?=\d)")


def terms(typed: str) -> Wanted:
    """Return what is looked for; a day of birth that might be a number is taken for a day.

    Kana in any width, kanji with or without a space between family and given name.
    """
    kana, name, birthdate, numbers = "", list[str](), "", list[str]()
    for word in _ERA_APART.sub("", typed).split():
        key, number = kana_key(word), unicodedata.normalize("NFKC", word).upper()
        if (day := typed_date(word)) is not None:
            birthdate = f"{day:%Y%m%d}"
        elif _KANA.fullmatch(key):
            kana += key
        elif _NUMBER.fullmatch(number):
            numbers.append(number)
        else:
            name.append(word)
    return Wanted(kana=kana, name="\u3000".join(name), birthdate=birthdate, numbers=tuple(numbers))
