"""What staff typed for a query, read: what is wrong stops it, what is doubtful is only said.

Digits may be typed in full width, spaces and hyphens as they are printed. A check digit warns and
never stops: the service knows better than the rule (qualification.md §8.1).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kiosk.domain.desk_query import Insured
from kiosk.domain.insurance import (
    UNKNOWN_INSURER,
    NumberFinding,
    insurer_number_findings,
    is_latter_stage,
)
from kiosk.domain.secret import Private

LONGEST_NUMBER: Final = 20  # characters of 記号 and 番号 (§2.7)
LONGEST_REFERENCE: Final = 50  # characters of a 照会番号 (§2.7)
_INSURER: Final = re.compile("[0-9]{6}|[0-9]{8}")
_BRANCH: Final = re.compile("[0-9]{1,2}")
_HYPHENS: Final = re.compile("[-‐‑‒–—―−ー\\s]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OLDEST: Final = 125  # years


class Wrong(StrEnum):
    """Why a field cannot be sent."""

    MISSING = "missing"
    FORM = "form"
    TOO_LONG = "too_long"
    FUTURE = "future"
    TOO_OLD = "too_old"
    UNKNOWN_INSURER = "unknown_insurer"  # 不詳 is for claims: nobody can be asked about it
    BRANCH_NEEDED = "branch_needed"


class Doubtful(StrEnum):
    """What staff should look at again before they send it all the same."""

    CHECK_DIGIT = "check_digit"
    PREFECTURE = "prefecture"
    LAW_CODE = "law_code"
    BRANCH_EMPTY = "branch_empty"
    LATTER_STAGE_SYMBOL = "latter_stage_symbol"


_FINDINGS: Final = {
    NumberFinding.CHECK_DIGIT: Doubtful.CHECK_DIGIT,
    NumberFinding.PREFECTURE: Doubtful.PREFECTURE,
    NumberFinding.LAW_CODE: Doubtful.LAW_CODE,
}


@dataclass(frozen=True, repr=False)
class Read(Private):
    """The outcome: `insured` where nothing is wrong; both lists by field name."""

    insured: Insured | None
    wrong: dict[str, Wrong] = field(default_factory=dict[str, Wrong])
    doubtful: dict[str, Doubtful] = field(default_factory=dict[str, Doubtful])


def read_insured(insurer: str, symbol: str, number: str, branch: str) -> Read:
    """Read an insurance; its fields are named ``insurer``, ``symbol``, ``number``, ``branch``."""
    found = Insured(_digits(insurer), symbol.strip(), _plain(number), _branch(branch))
    wrong = {name: why for name, why in _wrong(found, branch) if why}
    if wrong:
        return Read(None, wrong)
    return Read(found, {}, dict(_doubtful(found)))


def read_birthdate(typed: date | None, today: date) -> Wrong | None:
    """Say what is wrong with a birth date."""
    if typed is None:
        return Wrong.MISSING
    if typed > today:
        return Wrong.FUTURE
    return Wrong.TOO_OLD if today.year - typed.year > _OLDEST else None


def read_reference(typed: str) -> tuple[str, Wrong | None]:
    """Return a 照会番号, the clinic's own patient number, and what is wrong with it."""
    number = typed.strip()
    if not number:
        return "", Wrong.MISSING
    if len(number) > LONGEST_REFERENCE:
        return number, Wrong.TOO_LONG
    return number, Wrong.FORM if _CONTROL.search(number) else None


def _wrong(found: Insured, branch: str) -> tuple[tuple[str, Wrong | None], ...]:
    return (
        ("insurer", _insurer_wrong(found.insurer)),
        ("symbol", _text_wrong(found.symbol)),
        ("number", _text_wrong(found.number) if found.number else Wrong.MISSING),
        ("branch", Wrong.FORM if branch.strip() and not found.branch else None),
    )


def _insurer_wrong(insurer: str) -> Wrong | None:
    if not insurer:
        return Wrong.MISSING
    if insurer in UNKNOWN_INSURER:
        return Wrong.UNKNOWN_INSURER
    return None if _INSURER.fullmatch(insurer) else Wrong.FORM


def _text_wrong(text: str) -> Wrong | None:
    if len(text) > LONGEST_NUMBER:
        return Wrong.TOO_LONG
    return Wrong.FORM if _CONTROL.search(text) else None


def _doubtful(found: Insured) -> list[tuple[str, Doubtful]]:
    doubts = [
        ("insurer", _FINDINGS[one])
        for one in insurer_number_findings(found.insurer)[:1]
        if one in _FINDINGS
    ]
    if is_latter_stage(found.insurer):
        return [*doubts, ("symbol", Doubtful.LATTER_STAGE_SYMBOL)] if found.symbol else doubts
    return doubts if found.branch else [*doubts, ("branch", Doubtful.BRANCH_EMPTY)]


def _digits(typed: str) -> str:
    return _HYPHENS.sub("", unicodedata.normalize("NFKC", typed))


def _plain(typed: str) -> str:
    """Return a 番号 as the service compares it anyhow: NFKC and trimmed (§8.3)."""
    return unicodedata.normalize("NFKC", typed).strip()


def _branch(typed: str) -> str:
    """Return a 枝番 of two digits; it is printed as one or two. Empty where it is neither."""
    plain = _plain(typed)
    return plain.rjust(2, "0") if _BRANCH.fullmatch(plain) else ""
