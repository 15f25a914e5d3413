"""Finds the values beside the labels of a 資格情報 (qualification.md §2.6), whatever the layout.

A label may stand before its value on the same line or alone on the line above; spaces inside it,
colons and brackets do not matter. What is found is only ever offered: people look at each.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_form import CHOICES, DATES, Field

F = Field
_LABELS: Final[Mapping[str, Field | None]] = MappingProxyType(
    {
        "保険者等番号": F.INSURER_NUMBER,
        "保険者番号": F.INSURER_NUMBER,
        "保険者等名称": F.INSURER_NAME,
        "保険者名称": F.INSURER_NAME,
        "保険者名": F.INSURER_NAME,
        "被保険者証等記号": F.SYMBOL,
        "被保険者等記号": F.SYMBOL,
        "記号": F.SYMBOL,
        "被保険者証等番号": F.NUMBER,
        "被保険者等番号": F.NUMBER,
        "被保険者番号": F.NUMBER,
        "番号": F.NUMBER,
        "枝番": F.BRANCH,
        "氏名カナ": F.KANA,
        "氏名(カナ)": F.KANA,
        "フリガナ": F.KANA,
        "氏名": F.NAME,
        "生年月日": F.BIRTHDATE,
        "性別": F.SEX,
        "負担割合": F.SHARE,
        "一部負担金の割合": F.SHARE,
        "本人・家族の別": F.FAMILY,
        "本人/家族の別": F.FAMILY,
        "有効開始日": F.VALID_FROM,
        "有効終了日": F.VALID_UNTIL,
        "有効期限": F.VALID_UNTIL,
        # Known so that their values are not taken for somebody else's
        "被保険者氏名": None,
        "世帯主氏名": None,
        "資格取得年月日": None,
        "資格取得日": None,
        "交付年月日": None,
        "証区分": None,
        "確認日": None,
        "郵便番号": None,
        "住所": None,
        "照会番号": None,
        "未就学区分": None,
    }
)
_LONGEST_FIRST: Final = sorted(_LABELS, key=len, reverse=True)
_CODES: Final = MappingProxyType(
    {
        F.SEX: {"男": "1", "女": "2"},
        F.FAMILY: {"本人": "1", "被保険者": "1", "家族": "2", "被扶養者": "2"},
        F.SHARE: {"1": "010", "2": "020", "3": "030"},
    }
)
_BETWEEN: Final = " \t:()-"
MOST_LINES: Final = 1000
LONGEST_LINE: Final = 300
"""Letters. A portal's page has some forty short lines; what a stranger's file has more of would
keep everybody waiting, for writing a line plainly takes time with the square of its length."""


def values_in(text: str) -> dict[Field, str]:
    """Return what stands beside the labels, as the form keeps it; the first of each counts."""
    lines = [_plain(line[:LONGEST_LINE]) for line in text.splitlines()[:MOST_LINES]]
    lines = [line for line in lines if line]
    found: dict[Field, str] = {}
    for at, line in enumerate(lines):
        label = _label_of(line)
        if label is None:
            continue
        one = _LABELS[label]
        value = _after(line, label) or _below(lines, at)
        if one is not None and one not in found and (read := _value(one, value)):
            found[one] = read
    return found


def _label_of(line: str) -> str | None:
    """Return the label that a line begins with, the longest that fits and ends there."""
    for label in _LONGEST_FIRST:
        match = _pattern(label).match(line)
        if match and (match.end() == len(line) or line[match.end()] in _BETWEEN):
            return label
    return None


def _after(line: str, label: str) -> str:
    match = _pattern(label).match(line)
    return line[match.end() :].strip(_BETWEEN) if match else ""


def _below(lines: Sequence[str], at: int) -> str:
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return "" if _label_of(following) else following


def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, label)))


def _value(one: Field, text: str) -> str:
    """Return a value as the form keeps it; empty where it is none of its kind."""
    if one in _CODES:
        codes = _CODES[one]
        return next((code for word, code in codes.items() if text.startswith(word)), "")
    if one in DATES:
        match = re.match(r"[^日]*日|[\dA-Za-z./-]+", text)
        read = entered(one, match[0]) if match else ""
        return read if re.fullmatch("[0-9]{8}", read) else ""
    if one in {F.INSURER_NUMBER, F.BRANCH}:
        match = re.match(r"[0-9]+", text)
        return match[0] if match else ""
    return entered(one, text) if one not in CHOICES else ""


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", line).strip()
