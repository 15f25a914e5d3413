"""The cast: invented people and the cards they carry, one TOML file each beside this module.

Nobody here exists. Municipality code 13999 is allotted to no municipality, insurer numbers carry
999 in the insurer's place, and every individual number fails the official check digit, so that it
can be nobody's: `load_cast` refuses a file in which it does not.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

from simulators.personas.insured import Insured, read_insured

FOLDER: Final = Path(__file__).parent

ERAS: Final = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 1, 25)),
)

FULL_TRIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "auth": 3,  # 利用者証明用 PIN, JPKI AP 0018
        "signing": 5,  # 署名用パスワード, JPKI AP 001B
        "text": 3,  # 券面事項入力補助用 PIN, text AP 0011
        "text_a": 10,  # 照合番号A, text AP 0014
        "text_b": 10,  # 照合番号B, text AP 0015
        "visual_birth": 10,  # 生年月日, visual AP 0011
        "visual_b": 10,  # 照合番号B, visual AP 0012
        "visual_a": 10,  # 照合番号A, visual AP 0013
    }
)


CardKind: TypeAlias = Literal[
    "my_number",  # the plastic card
    "android",  # スマホ用電子証明書 on Android: JPKI AP alone
    "iphone",  # the same on an iPhone
    "juki",  # old 住基カード
    "other",  # a card of another kind: knows no AP of the My Number card
]
Standing: TypeAlias = Literal["good", "suspended", "revoked"]
"""What the authority says of the authentication certificate: 有効, 一時停止, 失効."""


class CastError(Exception):
    """A persona's file is unusable; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day (Japanese time, both inclusive) of a certificate."""

    not_before: date
    not_after: date


@dataclass(frozen=True, slots=True, repr=False)
class Pins:
    """The secrets of the three PINs; None where the card has none set."""

    auth: str | None
    signing: str | None
    text: str | None


@dataclass(frozen=True, slots=True, repr=False)
class PrintedFront:
    """What a camera can read on the front of the card, as it is printed."""

    name: str
    address: str
    birth_date: str  # 和暦, e.g. 昭和55年2月17日; 西暦 on a foreign resident's card
    sex: str  # 男 or 女
    expiry: str  # e.g. 2035年2月17日まで有効
    expiry_year: int
    security_code: str  # the four digits under the photo
    has_photo: bool
    note: str = ""  # 追記欄, e.g. 顔認証


@dataclass(frozen=True, slots=True, repr=False)
class Persona:
    """One invented person with the card they carry, before anybody used it."""

    key: str  # name of the TOML file
    role_ja: str  # why they are in the cast, in a few words: for lists
    role_en: str
    card_kind: CardKind
    name: str  # family and given name, U+3000 between
    kana: str  # full-width katakana, U+3000 between
    birth_date: date
    sex: Literal["1", "2"]  # 1 male, 2 female
    post_number: str
    address: str
    individual_number: str  # 個人番号 = 照合番号A; fails the check digit on purpose
    expires_on: date
    security_code: str
    municipality_code: str
    has_photo: bool
    certificate_serial: int  # 発行番号 of the authentication certificate
    auth_validity: Validity
    signing_serial: int | None
    signing_validity: Validity | None
    pins: Pins
    tries_left: Mapping[str, int]  # by the keys of FULL_TRIES
    qualification: Mapping[str, Any] = field(default_factory=dict[str, Any])  # as in the file
    insured: Insured | None = None  # what the national service knows; None: nothing
    alias: str | None = None  # 通称, printed and registered beside the name
    prints_gregorian: bool = False  # a foreign resident's card shows 西暦
    face_only: bool = False  # 顔認証マイナンバーカード: no PIN is set
    standing: Standing = "good"

    def __repr__(self) -> str:
        return f"<Persona {self.key}>"

    @property
    def birth_digits(self) -> str:
        """生年月日 of the visual AP: year of the era, month, day; six digits.

        Of a Gregorian print the last two digits of the year; unconfirmed for this card.
        """
        if self.prints_gregorian:
            return f"{self.birth_date:%y%m%d}"
        year = era_of(self.birth_date)[1]
        return f"{year:02d}{self.birth_date:%m%d}"

    @property
    def check_number_b(self) -> str:
        """照合番号B: birth date by era, year of expiry, security code; 14 digits."""
        return f"{self.birth_digits}{self.expires_on:%Y}{self.security_code}"

    def printed_front(self) -> PrintedFront:
        """Return what the front of the card shows to an eye or a camera."""
        born, expires = self.birth_date, self.expires_on
        return PrintedFront(
            name=self.name,
            address=self.address,
            birth_date=in_gregorian(born) if self.prints_gregorian else in_era(born),
            sex={"1": "男", "2": "女"}[self.sex],
            expiry=f"{in_gregorian(expires)}まで有効",
            expiry_year=expires.year,
            security_code=self.security_code,
            has_photo=self.has_photo,
            note="顔認証" if self.face_only else "",
        )


def era_of(day: date) -> tuple[str, int]:
    """Name of the era and year within it (元年 is 1) for a Gregorian date.

    Raises ValueError before Meiji.
    """
    for name, first in ERAS:
        if day >= first:
            return name, day.year - first.year + 1
    raise ValueError("no era before 明治")


def in_era(day: date) -> str:
    """Write a date as it is printed on the card: 昭和55年2月17日, 平成元年3月4日."""
    name, year = era_of(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def in_gregorian(day: date) -> str:
    """Write a date as a foreign resident's card prints it: 1990年5月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def passes_check_digit(number: str) -> bool:
    """Tell whether 12 digits could be a real 個人番号 (2014 省令 85, art. 5: modulus 11)."""
    digits = [int(digit) for digit in reversed(number)]
    weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]
    total = sum(d * w for d, w in zip(digits[1:], weights, strict=True)) % 11
    return digits[0] == (0 if total <= 1 else 11 - total)


def load_cast(folder: Path = FOLDER, *, today: date | None = None) -> dict[str, Persona]:
    """Read every persona of the folder, by the name of its file.

    `today` fixes the dates that a file gives relative to the day; raises CastError.
    """
    day = today or date.today()  # noqa: DTZ011 - a calendar day, as the file counts
    return {path.stem: load_persona(path, day) for path in sorted(folder.glob("*.toml"))}


def insured(cast: Mapping[str, Persona]) -> dict[int, Insured]:
    """Return whom the national service knows, by the serial number of their certificate."""
    return {p.certificate_serial: p.insured for p in cast.values() if p.insured is not None}


def load_persona(path: Path, today: date) -> Persona:
    """Read one persona's file; raises CastError with the file's name."""
    try:
        persona = _persona(path.stem, tomllib.loads(path.read_text("utf-8")), today)
    except (KeyError, TypeError, ValueError) as error:
        raise CastError(f"{path.name}: {error!r}") from error
    if len(persona.individual_number) != 12 or passes_check_digit(persona.individual_number):
        raise CastError(
            f"{path.name}: individual_number must be 12 digits that fail the check digit"
        )
    return persona


def _persona(key: str, data: dict[str, Any], today: date) -> Persona:
    holder, card, auth = data["holder"], data["card"], data["auth_certificate"]
    signing = data.get("signing_certificate")
    pins = data.get("pins", {})
    tries: dict[str, int] = data.get("tries_left", {})
    standing: Standing = auth.get("standing", "good")
    if standing not in get_args(Standing) or data["card_kind"] not in get_args(CardKind):
        raise ValueError(f"unknown standing {standing!r} or card_kind {data['card_kind']!r}")
    if unknown := tries.keys() - FULL_TRIES.keys():
        raise ValueError(f"unknown counters {sorted(unknown)}")
    return Persona(
        key=key,
        role_ja=data["role_ja"],
        role_en=data["role_en"],
        card_kind=data["card_kind"],
        **holder,
        **card,
        certificate_serial=auth["serial"],
        auth_validity=_validity(auth, today),
        signing_serial=signing["serial"] if signing else None,
        signing_validity=_validity(signing, today) if signing else None,
        pins=Pins(pins.get("auth"), pins.get("signing"), pins.get("text")),
        tries_left=MappingProxyType({**FULL_TRIES, **tries}),
        qualification=MappingProxyType(dict(data.get("qualification", {}))),
        insured=read_insured(data, today),
        standing=standing,
    )


def _validity(certificate: dict[str, Any], today: date) -> Validity:
    """Absolute dates, or days counted from today (negative for the past)."""
    begin = certificate.get("not_before")
    end = certificate.get("not_after")
    return Validity(
        begin or today + timedelta(days=certificate["not_before_days"]),
        end or today + timedelta(days=certificate["not_after_days"]),
    )
