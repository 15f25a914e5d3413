"""What staff write down when they receive a patient without the kiosk (qualification.md §6.3, §8).

Fields of the 被保険者資格申立書 other than 保険種別 are not confirmed against the ministry's form
(mark C); those of the 資格確認書 are its printed ones, the optional ones last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.domain.paper import Evidence, Situation, Visits, Way
from kiosk.domain.secret import Private


class Field(StrEnum):
    """A field of the form; dates are YYYYMMDD, codes those of the service (§3)."""

    NAME = "name"
    KANA = "kana"
    BIRTHDATE = "birthdate"
    SEX = "sex"  # 1 男, 2 女, 3 未設定
    SPELLED = "spelled"  # the name as the patient spells it, where ● stands
    ADDRESS = "address"
    TELEPHONE = "telephone"
    INSURER_NUMBER = "insurer_number"
    INSURER_NAME = "insurer_name"
    SYMBOL = "symbol"
    NUMBER = "number"
    BRANCH = "branch"
    FAMILY = "family"  # 1 本人, 2 家族
    SHARE = "share"  # 010, 020, 030; empty: unknown
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    ISSUED = "issued"
    LIMIT_CLASS = "limit_class"  # 限度額適用区分, OQSCD012
    LONG_TERM_DATE = "long_term_date"  # 長期入院該当年月日
    SPECIFIC_DISEASE = "specific_disease"  # 特定疾病, OQSCD013
    OLD_INSURER_NUMBER = "old_insurer_number"
    OLD_SYMBOL = "old_symbol"
    OLD_NUMBER = "old_number"
    OLD_BRANCH = "old_branch"
    INSURANCE_KIND = "insurance_kind"  # 保険種別: `InsuranceKind`
    WORKPLACE = "workplace"
    REASON = "reason"
    PAYER_NUMBER = "payer_number"  # 公費負担者番号
    RECIPIENT_NUMBER = "recipient_number"  # 公費受給者番号
    TOLD_BY = "told_by"  # who said so on the telephone, or which school


class InsuranceKind(StrEnum):
    """保険種別 of the 申立書."""

    EMPLOYEES = "employees"  # 社保: 協会けんぽ, 組合, 共済, 船員
    NATIONAL = "national"  # 国保
    LATTER_STAGE = "latter_stage"  # 後期高齢者
    UNKNOWN = "unknown"  # わからない


DATES: Final = frozenset(
    {Field.BIRTHDATE, Field.VALID_FROM, Field.VALID_UNTIL, Field.ISSUED, Field.LONG_TERM_DATE}
)

CHOICES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.SEX: ("1", "2", "3"),
        Field.FAMILY: ("1", "2"),
        Field.SHARE: ("010", "020", "030"),
        Field.SPECIFIC_DISEASE: ("1", "2", "3"),
        Field.INSURANCE_KIND: tuple(InsuranceKind),
    }
)
"""Fields of which one of few answers is chosen."""

LONGEST: Final = 100
"""Characters of one field."""

F, W = Field, Way

_PERSON: Final = (F.NAME, F.KANA, F.BIRTHDATE, F.SEX)
_NUMBERS: Final = (F.INSURER_NUMBER, F.SYMBOL, F.NUMBER, F.BRANCH)
_OLD: Final = (F.OLD_INSURER_NUMBER, F.OLD_SYMBOL, F.OLD_NUMBER, F.OLD_BRANCH)
_PAPER: Final = (*_PERSON, *_NUMBERS, F.SHARE)
_ONLINE: Final = (*_PERSON, *_NUMBERS, F.SHARE)

_ASKED: Final[Mapping[Way, tuple[Field, ...]]] = MappingProxyType(
    {
        W.ANSWER: _ONLINE,
        W.KIOSK: _ONLINE,
        W.APP: _ONLINE,
        W.GENERAL_READER: _ONLINE,
        W.ONLINE_BY_NUMBER: _ONLINE,
        W.CERTIFICATE: (
            *_PERSON,
            *_NUMBERS,
            F.VALID_UNTIL,
            F.SHARE,
            F.FAMILY,
            F.VALID_FROM,
            F.ISSUED,
            F.INSURER_NAME,
            F.LIMIT_CLASS,
            F.LONG_TERM_DATE,
            F.SPECIFIC_DISEASE,
        ),
        W.PORTAL_PDF_AND_CARD: _PAPER,
        W.PORTAL_SCREEN_AND_CARD: _PAPER,
        W.NOTICE_AND_CARD: _PAPER,
        W.INSURER: (*_PAPER, F.TOLD_BY),
        W.WELFARE: (*_PERSON, F.PAYER_NUMBER, F.RECIPIENT_NUMBER, F.TOLD_BY),
        W.SCHOOL: (*_PAPER, F.TOLD_BY),
        W.ORAL: _PAPER,
        W.OLD_CARD: _PAPER,
        W.STATEMENT: (
            *_PERSON,
            F.ADDRESS,
            F.TELEPHONE,
            F.INSURANCE_KIND,
            F.INSURER_NAME,
            F.WORKPLACE,
            F.SHARE,
            F.REASON,
            *_NUMBERS,
            *_OLD,
        ),
    }
)
_REQUIRED: Final[Mapping[Way, frozenset[Field]]] = MappingProxyType(
    {
        W.CERTIFICATE: frozenset({F.KANA, F.INSURER_NUMBER, F.NUMBER, F.VALID_UNTIL}),
        W.PORTAL_PDF_AND_CARD: frozenset({F.INSURER_NUMBER, F.NUMBER}),
        W.PORTAL_SCREEN_AND_CARD: frozenset({F.INSURER_NUMBER, F.NUMBER}),
        W.NOTICE_AND_CARD: frozenset({F.INSURER_NUMBER, F.NUMBER}),
        W.INSURER: frozenset({F.INSURER_NUMBER, F.NUMBER, F.TOLD_BY}),
        W.SCHOOL: frozenset({F.INSURER_NUMBER, F.NUMBER, F.TOLD_BY}),
        W.OLD_CARD: frozenset({F.INSURER_NUMBER, F.NUMBER}),
        W.WELFARE: frozenset({F.TOLD_BY}),
        W.STATEMENT: frozenset({F.KANA, F.ADDRESS, F.TELEPHONE, F.INSURANCE_KIND}),
    }
)


@dataclass(frozen=True, repr=False)
class PaperForm(Private):
    """What is known so far; a draft until it is recorded."""

    situation: Situation | None = None
    visits: Visits | None = None
    evidence: frozenset[Evidence] = frozenset()
    way: Way | None = None
    fields: Mapping[Field, str] = field(default_factory=dict[Field, str])

    def value(self, one: Field) -> str:
        """Return what stands in a field; empty where nothing does."""
        return self.fields.get(one, "")

    def with_fields(self, values: Mapping[Field, str]) -> "PaperForm":
        """Return the form with fields written over; empty ones are taken out."""
        kept = {**self.fields, **values}
        return replace(self, fields={one: text for one, text in kept.items() if text})


def asked_fields(form: PaperForm) -> Sequence[Field]:
    """Return the fields of the chosen way, in the order of asking; none before it is chosen."""
    if form.way is None:
        return ()
    fields = list(_ASKED[form.way])
    if form.situation is Situation.BULLET or "●" in form.value(F.NAME):
        fields.insert(1, F.SPELLED)
    if form.way is Way.ORAL and form.situation is Situation.ENDED:
        fields += _OLD
    return fields


def required_fields(form: PaperForm) -> frozenset[Field]:
    """Return those that nobody may leave empty."""
    if form.way is None:
        return frozenset()
    required = {F.NAME, F.BIRTHDATE, *_REQUIRED.get(form.way, frozenset())}
    if form.situation is Situation.BULLET:
        required.add(F.SPELLED)
    if form.way is Way.ORAL:
        ended = form.situation is Situation.ENDED
        required |= {F.OLD_INSURER_NUMBER, F.OLD_NUMBER} if ended else {F.INSURER_NUMBER, F.NUMBER}
    return frozenset(required)
