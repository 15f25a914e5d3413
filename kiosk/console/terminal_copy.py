"""A qualification as the 資格確認端末 copies it, for programs that read its clipboard (§2.6).

A section begins with its name on a line of its own, then follow label, tab, value; dates are 和暦
alone. Readers in the field stop at a label in a section where the terminal has none: the validity
of a 限度額適用認定証 goes by the words printed on it, and a record of 医療扶助 names none.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kiosk.console.texts import Words
from kiosk.domain.codes import LIMIT_CLASSES, PUBLIC_ASSISTANCE
from kiosk.domain.japan_time import NotATime, parse_date
from kiosk.domain.qualification import Qualification
from kiosk.domain.written_date import in_words

Pair = tuple[str, str | None]
CONFIRMED: Final = "確認日 : "
"""The one label that is written with a colon."""


def copied(record: Qualification, day: str, japanese: Words) -> str:
    """Return the lines of a record; `day` is its QualificationConfirmationDate."""
    return "\n".join(
        line
        for name, pairs in _sections(record, day, japanese)
        for line in _lines(name, [(label, value) for label, value in pairs if value])
    )


def _lines(name: str, pairs: Sequence[Pair]) -> list[str]:
    return [name, *(f"{label}\t{value}" for label, value in pairs)] if pairs else []


def _sections(
    record: Qualification, day: str, words: Words
) -> Iterator[tuple[str, Iterator[Pair]]]:
    aid = record.insured_card_classification == PUBLIC_ASSISTANCE
    of_what = "(医療扶助)" if aid else "(医療保険)"
    yield f"資格情報{of_what}", _insurance(record, day, words, aid=aid)
    yield f"裏面記載情報{of_what}", _back(record, words)
    yield "高齢受給者証", _elderly(record)
    yield "限度額適用認定証", _limit(record, words)


def _insurance(record: Qualification, day: str, words: Words, *, aid: bool) -> Iterator[Pair]:
    yield CONFIRMED, _day(day)
    yield "保険者番号", (record.insurer_number or "").strip()
    yield "保険者名", record.insurer_name
    yield "証区分", _code(words, "classification", record.insured_card_classification)
    yield "記号", record.insured_card_symbol
    yield "番号", record.insured_identification_number
    yield "枝番", record.insured_branch_number
    yield "フリガナ", record.name_kana
    yield "氏名", record.name
    yield "生年月日", _day(record.birthdate)
    yield "性別", _code(words, "sex", record.sex1)
    yield "郵便番号", record.post_number
    yield "住所", record.address
    if not aid:
        yield "有効開始日", _day(record.insured_card_valid_date)
        yield "有効終了日", _day(record.insured_card_expiration_date)
        yield "負担割合", tenths(record.insured_partial_contribution_ratio)
    yield "資格取得年月日", _day(record.qualification_date)
    yield "本人・家族の別", _code(words, "family", record.personal_family_classification)
    yield "被保険者氏名", record.insured_name
    yield "照会番号", record.reference_number
    if record.preschool_classification == "1":
        yield "未就学区分", words("qualification.preschool.1")


def _back(record: Qualification, words: Words) -> Iterator[Pair]:
    yield "氏名", record.name_of_other
    yield "氏名カナ", record.name_of_other_kana
    yield "性別", _code(words, "sex", record.sex2)


def _elderly(record: Qualification) -> Iterator[Pair]:
    if (found := record.elderly_recipient_certificate) is not None:
        yield "交付年月日", _day(found.date)
        yield "有効開始日", _day(found.valid_start_date)
        yield "有効終了日", _day(found.valid_end_date)
        yield "負担割合", tenths(found.contribution_ratio)


def _limit(record: Qualification, words: Words) -> Iterator[Pair]:
    if (found := record.limit_application_certificate) is not None:
        flag = found.classification_flag or ""
        yield "証の種類", _code(words, "limit", found.classification)
        yield "適用区分", LIMIT_CLASSES.get(flag, flag)
        yield "交付年月日", _day(found.date)
        yield "発効期日", _day(found.valid_start_date)
        yield "有効期限", _day(found.valid_end_date)
        yield "長期入院該当", _day(found.long_term_date)


def _code(words: Words, table: str, code: str | None) -> str | None:
    return code and words.find(f"qualification.{table}.{code}", code)


def tenths(ratio: str | None) -> str | None:
    """Return 2割 of 020; what is no such share is shown as it came."""
    whole = ratio and len(ratio) == 3 and ratio.isdigit() and ratio.endswith("0")
    return f"{int(ratio) // 10}割" if ratio and whole else ratio


def _day(digits: str | None) -> str | None:
    try:
        return in_words(parse_date(digits)) if digits else None
    except NotATime:
        return digits
