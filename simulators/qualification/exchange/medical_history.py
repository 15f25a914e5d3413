"""The medical history of a person of the cast: invented, and the same each time it is asked for.

Drugs, clinics and codes exist nowhere: codes begin with 999, which no master allots, and names say
見本. What a month holds follows from the person and the month alone, so that time only adds to it.
Data reach the service as claims do, later than they happened (qualification.md §4.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

CLAIMS_LAG: Final = timedelta(days=45)  # 薬剤・診療: about one and a half months; 健診 likewise
VISITS_YEARS: Final = 3  # 薬剤, 診療; of 手術 nothing was found: as 診療
CHECKUP_YEARS: Final = 5
CHECKUP_FROM_AGE: Final = 40  # 特定健診 begins in the fiscal year of the 40th birthday


@dataclass(frozen=True)
class Drug:
    """One line of a dispensing."""

    code: str
    name: str
    ingredient: str
    unit: str
    quantity: int  # of one day
    usage: str
    days: int


@dataclass(frozen=True)
class Treatment:
    """One line of what was done; `kind` is 診療識別 (50: 手術)."""

    code: str
    name: str
    kind: str

    @property
    def operation(self) -> bool:
        """Whether it is told as 手術 and under that consent alone."""
        return self.kind == "50"


@dataclass(frozen=True)
class Visit:
    """One day at a clinic with all that came of it."""

    day: date
    clinic: str
    clinic_code: str
    pharmacy: str
    pharmacy_code: str
    drugs: tuple[Drug, ...]
    treatments: tuple[Treatment, ...]


@dataclass(frozen=True)
class Measured:
    """One line of a health check-up."""

    code: str
    name: str
    value: str
    unit: str


@dataclass(frozen=True)
class Checkup:
    """One health check-up (特定健診)."""

    day: date
    items: tuple[Measured, ...]


def visits(person: str, first: date, last: date, today: date) -> Iterator[Visit]:
    """Yield the visits of the months `first` to `last`, as far as they are known `today`.

    `person` is whatever makes one of the cast not another. Oldest first.
    """
    known = today - CLAIMS_LAG
    oldest = date(today.year - VISITS_YEARS, today.month, 1)
    for month in _months(max(first, oldest), min(last, known)):
        chance = _Chance(f"{person} {month:%Y%m}")
        visit = _visit(month, chance) if chance.below(3) else None
        if visit and visit.day <= known:
            yield visit


def checkups(person: str, birth: date, today: date) -> Iterator[Checkup]:
    """Yield the yearly check-ups that are known `today`, oldest first; none before 40."""
    known = today - CLAIMS_LAG
    for year in range(today.year - CHECKUP_YEARS, today.year + 1):
        chance = _Chance(f"{person} {year}")
        day = date(year, 6 + chance.below(4), 1 + chance.below(28))
        turns = year - birth.year - (1 if day.month < 4 else 0)
        if turns >= CHECKUP_FROM_AGE and day <= known:
            yield Checkup(day, tuple(_measured(_Chance(person), chance)))


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


class _Chance:
    """Numbers that follow from a text alone."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._taken = 0

    def below(self, limit: int) -> int:
        self._taken += 1
        digest = sha256(f"{self._seed} {self._taken}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit


def _visit(month: date, chance: _Chance) -> Visit:
    clinic, pharmacy = chance.below(len(_CLINICS)), chance.below(len(_PHARMACIES))
    first = chance.below(len(_DRUGS))
    count = 1 + chance.below(3)
    drugs = tuple(_DRUGS[(first + step) % len(_DRUGS)] for step in range(count))
    treatments = [_FIRST_VISIT if chance.below(4) == 0 else _NEXT_VISIT]
    treatments.append(_TREATMENTS[chance.below(len(_TREATMENTS))])
    if chance.below(6) == 0:
        treatments.append(_OPERATIONS[chance.below(len(_OPERATIONS))])
    return Visit(
        month.replace(day=1 + chance.below(28)),
        _CLINICS[clinic],
        f"131999{clinic:04}",
        _PHARMACIES[pharmacy],
        f"134999{pharmacy:04}",
        drugs,
        tuple(treatments),
    )


def _measured(own: _Chance, of_the_year: _Chance) -> Iterator[Measured]:
    for code, name, lowest, spread, changes, tenths, unit in _MEASURES:
        value = lowest + own.below(spread) + of_the_year.below(changes)
        yield Measured(code, name, f"{value / 10:.1f}" if tenths else str(value), unit)


_CLINICS: Final = ("見本内科クリニック", "あおば見本医院", "見本市立見本病院", "見本整形外科")
_PHARMACIES: Final = ("見本薬局　駅前店", "みほん調剤薬局", "青葉見本薬局")
_DRUGS: Final = (
    Drug("999000101", "ミホンプレス錠５ｍｇ", "見本血圧降下成分", "錠", 1, "１日１回朝食後", 28),
    Drug(
        "999000102", "アオバスタチン錠１０ｍｇ", "見本脂質低下成分", "錠", 1, "１日１回夕食後", 28
    ),
    Drug("999000103", "ミホンムコ錠５００ｍｇ", "見本去痰成分", "錠", 3, "１日３回毎食後", 5),
    Drug("999000104", "サクラサール錠２００ｍｇ", "見本解熱鎮痛成分", "錠", 3, "１日３回毎食後", 5),
    Drug("999000105", "ミホン整胃散", "見本健胃成分", "ｇ", 3, "１日３回毎食前", 14),
    Drug(
        "999000106",
        "アオバレルギン錠１０ｍｇ",
        "見本抗アレルギー成分",
        "錠",
        1,
        "１日１回就寝前",
        14,
    ),
    Drug("999000107", "ミホン点眼液０．１％", "見本点眼成分", "ｍＬ", 5, "１日４回両眼", 1),
)
_FIRST_VISIT: Final = Treatment("999010001", "見本初診料", "11")
_NEXT_VISIT: Final = Treatment("999010002", "見本再診料", "12")
_TREATMENTS: Final = (
    Treatment("999010101", "見本末梢血液検査", "60"),
    Treatment("999010102", "見本単純撮影", "70"),
    Treatment("999010103", "見本創傷処置", "40"),
    Treatment("999010104", "見本生活習慣指導", "13"),
)
_OPERATIONS: Final = (
    Treatment("999020001", "見本皮膚切開術", "50"),
    Treatment("999020002", "見本白内障手術", "50"),
    Treatment("999020003", "見本ポリープ切除術", "50"),
)
_MEASURES: Final = (  # code, name, lowest, spread of people, of years, in tenths, unit
    ("9N00100000000001", "身長", 1500, 295, 5, True, "cm"),
    ("9N00600000000001", "体重", 450, 370, 30, True, "kg"),
    ("9N01600000000001", "腹囲", 650, 320, 30, True, "cm"),
    ("9A75100000000001", "収縮期血圧", 100, 45, 15, False, "mmHg"),
    ("9A76100000000001", "拡張期血圧", 60, 30, 10, False, "mmHg"),
    ("9F01500000000001", "中性脂肪", 50, 150, 50, False, "mg/dL"),
    ("9F07000000000001", "ＨＤＬコレステロール", 35, 50, 10, False, "mg/dL"),
    ("9D04600000000001", "ＨｂＡ１ｃ", 48, 21, 4, True, "%"),
)
