"""What a claim (レセプト) carries after a reception without the card (qualification.md §6.3).

The order is fixed: ① the current number (also one found afterwards), ② the old one (喪失), ③ 不詳,
the last. Whatever it is, the patient pays the proper share and never the whole.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.domain.doubts_of_record import readable_date
from kiosk.domain.insurance import insurer_number, is_latter_stage, law_code
from kiosk.domain.names import claim_form, has_bullet
from kiosk.domain.paper import Situation, Way
from kiosk.domain.paper_findings import share_by_age
from kiosk.domain.paper_form import Field, InsuranceKind, PaperForm
from kiosk.domain.paper_rules import PaperRules
from kiosk.domain.secret import Private
from kiosk.domain.written_date import in_words

F = Field


class ClaimKind(StrEnum):
    """Which number the claim carries."""

    CURRENT = "current"  # ①
    OLD = "old"  # ②
    UNKNOWN = "unknown"  # ③ 不詳


class SentTo(StrEnum):
    """Where the claim goes."""

    EMPLOYEES = "employees"  # 社会保険診療報酬支払基金
    NATIONAL = "national"  # 国民健康保険団体連合会
    EITHER = "either"


class ClaimHint(StrEnum):
    """What staff should know beside the lines."""

    AS_ANSWERED = "as_answered"  # the numbers are those of the service's answer, in the レセコン
    REFUSED_INSURER = "refused_insurer"  # 77777779 where 77777777 is refused
    FILLER_UNCONFIRMED = "filler_unconfirmed"  # nine 7s: mark C
    LOOK_LATER = "look_later"  # the current number may be found before the claim is sent
    NAME_FOR_CLAIM = "name_for_claim"
    BULLET_ALLOWED = "bullet_allowed"
    RENEW = "renew"  # a certificate in its last months


ANSWERED: Final = frozenset(
    {Way.ANSWER, Way.KIOSK, Way.APP, Way.GENERAL_READER, Way.ONLINE_BY_NUMBER}
)
"""Ways by which the service itself told: its numbers are in the レセコン already."""
_CURRENT: Final = ANSWERED | {
    Way.CERTIFICATE,
    Way.PORTAL_PDF_AND_CARD,
    Way.PORTAL_SCREEN_AND_CARD,
    Way.NOTICE_AND_CARD,
    Way.INSURER,
    Way.WELFARE,
    Way.SCHOOL,
    Way.OLD_CARD,
}
"""Ways that tell the insurance of today."""

_SENT_TO: Final = MappingProxyType(
    {
        InsuranceKind.EMPLOYEES.value: SentTo.EMPLOYEES,
        InsuranceKind.NATIONAL.value: SentTo.NATIONAL,
        InsuranceKind.LATTER_STAGE.value: SentTo.NATIONAL,
    }
)
_SHARES: Final = MappingProxyType({"010": "1割", "020": "2割", "030": "3割"})
_SENT_NAMES: Final = MappingProxyType(
    {
        SentTo.EMPLOYEES: "社会保険診療報酬支払基金",
        SentTo.NATIONAL: "国民健康保険団体連合会",
        SentTo.EITHER: "支払基金・国保連のどちらでも可(種別不明)",
    }
)


@dataclass(frozen=True, repr=False)
class ClaimLine(Private):
    """A labelled value as the レセコン has it: Japanese, whatever the reader's language."""

    label: str
    value: str


@dataclass(frozen=True, repr=False)
class ClaimNote(Private):
    """Which number, the lines ready to copy, and what to know."""

    kind: ClaimKind
    lines: tuple[ClaimLine, ...]
    hints: tuple[ClaimHint, ...]


def claim_kind(form: PaperForm) -> ClaimKind:
    """Return the first of the three that the form can carry; a way not chosen counts for none."""
    if form.way in _CURRENT or (form.value(F.INSURER_NUMBER) and form.value(F.NUMBER)):
        return ClaimKind.CURRENT
    if form.value(F.OLD_INSURER_NUMBER) and form.value(F.OLD_NUMBER):
        return ClaimKind.OLD
    return ClaimKind.UNKNOWN


def claim_note(form: PaperForm, rules: PaperRules, today: date) -> ClaimNote:
    """Return what the claim carries; today is the day of the reception."""
    kind = claim_kind(form)
    lines = [*_person(form), *_numbers(form, kind, rules)]
    lines.append(ClaimLine("負担割合", share_words(form, today)))
    if form.way is not Way.WELFARE:
        lines.append(ClaimLine("請求先", _SENT_NAMES[sent_to(form, kind)]))
    if remark := _remark(form, kind):
        lines.append(ClaimLine("摘要欄", remark))
    filled = tuple(line for line in lines if line.value)
    return ClaimNote(kind, filled, tuple(_hints(form, kind)))


def sent_to(form: PaperForm, kind: ClaimKind) -> SentTo:
    """Return where the claim goes: by the number, or by what the 申立書 says (§6.3)."""
    number = {
        ClaimKind.CURRENT: form.value(F.INSURER_NUMBER),
        ClaimKind.OLD: form.value(F.OLD_INSURER_NUMBER),
        ClaimKind.UNKNOWN: "",
    }[kind]
    if number:
        national = law_code(insurer_number(number)) is None or is_latter_stage(number)
        return SentTo.NATIONAL if national else SentTo.EMPLOYEES
    return _SENT_TO.get(form.value(F.INSURANCE_KIND), SentTo.EITHER)


def share_words(form: PaperForm, today: date) -> str:
    """Return the share that the patient pays; where it is not known, those that the age allows."""
    if form.way is Way.WELFARE:
        return "医療券の本人支払額"
    if share := _SHARES.get(form.value(F.SHARE)):
        return share
    return "または".join(_SHARES[share] for share in share_by_age(form, today))


def _person(form: PaperForm) -> list[ClaimLine]:
    born = readable_date(form.value(F.BIRTHDATE))
    spelled = form.value(F.SPELLED)
    name = (claim_form(spelled) if spelled else None) or form.value(F.NAME)
    return [
        ClaimLine("氏名", name),
        ClaimLine("フリガナ", form.value(F.KANA)),
        ClaimLine("生年月日", in_words(born) if born else ""),
    ]


def _numbers(form: PaperForm, kind: ClaimKind, rules: PaperRules) -> list[ClaimLine]:
    if form.way is Way.WELFARE:
        return [
            ClaimLine("公費負担者番号", form.value(F.PAYER_NUMBER)),
            ClaimLine("公費受給者番号", form.value(F.RECIPIENT_NUMBER)),
        ]
    if kind is ClaimKind.UNKNOWN:
        filler = "7" * rules.unknown.filler_digits
        values = (rules.unknown.insurer, filler, filler, "")
    elif kind is ClaimKind.OLD:
        old = (F.OLD_INSURER_NUMBER, F.OLD_SYMBOL, F.OLD_NUMBER, F.OLD_BRANCH)
        values = tuple(form.value(one) for one in old)
    else:
        current = (F.INSURER_NUMBER, F.SYMBOL, F.NUMBER, F.BRANCH)
        values = tuple(form.value(one) for one in current)
    labels = ("保険者番号", "記号", "番号", "枝番")
    return [ClaimLine(label, value) for label, value in zip(labels, values, strict=True)]


def _remark(form: PaperForm, kind: ClaimKind) -> str:
    """Return the 摘要欄: where ③ is claimed, how the patient can be found (§6.3)."""
    if kind is ClaimKind.CURRENT:
        return ""
    if kind is ClaimKind.OLD:
        return "旧資格情報"
    parts = {
        "住所": form.value(F.ADDRESS),
        "事業所名": form.value(F.WORKPLACE) or form.value(F.INSURER_NAME),
        "電話": form.value(F.TELEPHONE),
    }
    return " ".join(["不詳", *(f"{label}:{text}" for label, text in parts.items() if text)])


def _hints(form: PaperForm, kind: ClaimKind) -> list[ClaimHint]:
    hints: list[ClaimHint] = []
    if kind is not ClaimKind.CURRENT:
        hints.append(ClaimHint.LOOK_LATER)
    if kind is ClaimKind.UNKNOWN:
        hints += (ClaimHint.REFUSED_INSURER, ClaimHint.FILLER_UNCONFIRMED)
    if form.way in ANSWERED and not form.value(F.INSURER_NUMBER):
        hints.append(ClaimHint.AS_ANSWERED)
    spelled, name = form.value(F.SPELLED), form.value(F.NAME)
    if spelled and claim_form(spelled) not in {None, spelled}:
        hints.append(ClaimHint.NAME_FOR_CLAIM)
    if has_bullet(name) or has_bullet(spelled):
        hints.append(ClaimHint.BULLET_ALLOWED)
    if form.situation is Situation.CERTIFICATE_GRACE:
        hints.append(ClaimHint.RENEW)
    return hints
