"""What is wrong, or only doubtful, in what staff have written (qualification.md §7.1, §8).

What is wrong keeps the form open; what is doubtful is shown and may be recorded all the same, for
the paper itself may say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.domain.age import SHARES, AgeClass, age_class
from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
)
from kiosk.domain.codes import LIMIT_CLASSES
from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubts_of_coverage import coverage_doubts
from kiosk.domain.doubts_of_record import readable_date
from kiosk.domain.insurance import (
    NumberFinding,
    branch_is_formed,
    insurer_number_findings,
    is_latter_stage,
    payer_number_findings,
    recipient_number_fits,
)
from kiosk.domain.names import has_bullet, refused_by_claims
from kiosk.domain.paper import Way
from kiosk.domain.paper_form import (
    CHOICES,
    DATES,
    LONGEST,
    Field,
    PaperForm,
    asked_fields,
    required_fields,
)
from kiosk.domain.qualification import Qualification

F = Field


class Problem(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    NOT_A_CHOICE = "not_a_choice"
    EXPIRED = "expired"  # 資格確認書 past its last day
    NOT_BEGUN = "not_begun"
    ENDS_BEFORE_BEGIN = "ends_before_begin"
    INSURER_FORM = "insurer_form"  # neither six nor eight digits
    INSURER_CHECK_DIGIT = "insurer_check_digit"
    INSURER_UNKNOWN = "insurer_unknown"  # 法別番号 or 都道府県番号
    BRANCH_FORM = "branch_form"
    LATTER_STAGE_NUMBER = "latter_stage_number"
    LATTER_STAGE_SYMBOL = "latter_stage_symbol"
    AGE_AND_INSURANCE = "age_and_insurance"
    SHARE_AND_AGE = "share_and_age"
    LIMIT_CLASS_UNKNOWN = "limit_class_unknown"
    LIMIT_CLASS = "limit_class"
    PAYER_NUMBER = "payer_number"
    RECIPIENT_NUMBER = "recipient_number"
    BULLET = "bullet"
    REFUSED_BY_CLAIMS = "refused_by_claims"
    BIRTHDATE = "birthdate"


STOPS: Final = frozenset(
    {
        Problem.MISSING,
        Problem.TOO_LONG,
        Problem.NOT_A_DATE,
        Problem.IN_THE_FUTURE,
        Problem.NOT_A_CHOICE,
        Problem.EXPIRED,
        Problem.NOT_BEGUN,
        Problem.ENDS_BEFORE_BEGIN,
        Problem.INSURER_FORM,
        Problem.LIMIT_CLASS_UNKNOWN,
    }
)
"""With one of these nothing is recorded."""

_INSURER: Final = MappingProxyType(
    {
        NumberFinding.MALFORMED: Problem.INSURER_FORM,
        NumberFinding.CHECK_DIGIT: Problem.INSURER_CHECK_DIGIT,
        NumberFinding.PREFECTURE: Problem.INSURER_UNKNOWN,
        NumberFinding.LAW_CODE: Problem.INSURER_UNKNOWN,
    }
)
_BY_DOUBT: Final = MappingProxyType(
    {
        DoubtCode.BIRTHDATE_IMPLAUSIBLE: (F.BIRTHDATE, Problem.BIRTHDATE),
        DoubtCode.LATTER_STAGE_EXPECTED: (F.INSURER_NUMBER, Problem.AGE_AND_INSURANCE),
        DoubtCode.LATTER_STAGE_TOO_YOUNG: (F.INSURER_NUMBER, Problem.AGE_AND_INSURANCE),
        DoubtCode.LATTER_STAGE_FAMILY: (F.FAMILY, Problem.AGE_AND_INSURANCE),
        DoubtCode.LATTER_STAGE_NUMBER_MALFORMED: (F.NUMBER, Problem.LATTER_STAGE_NUMBER),
        DoubtCode.LATTER_STAGE_SYMBOL_UNEXPECTED: (F.SYMBOL, Problem.LATTER_STAGE_SYMBOL),
        DoubtCode.LIMIT_CLASS_OF_ANOTHER_AGE: (F.LIMIT_CLASS, Problem.LIMIT_CLASS),
        DoubtCode.LIMIT_CLASS_AND_RATIO_DIFFER: (F.LIMIT_CLASS, Problem.LIMIT_CLASS),
    }
)
"""The doubts that the service's answers raise too, at the field they are about."""


@dataclass(frozen=True)
class FieldProblem:
    """A field and what is wrong with it; nothing of what stands there."""

    field: Field
    problem: Problem

    @property
    def stops(self) -> bool:
        """Whether nothing may be recorded with it."""
        return self.problem in STOPS


def field_problems(form: PaperForm, today: date) -> tuple[FieldProblem, ...]:
    """Return everything to say about the fields that the chosen way asks for."""
    found = [
        *_form_of_each(form, today),
        *_terms(form, today),
        *_numbers(form),
        *_characters(form),
        *_coverage(form, today),
    ]
    asked = set(asked_fields(form))
    seen = dict.fromkeys(FieldProblem(*one) for one in found if one[0] in asked)
    return tuple(seen)


def share_by_age(form: PaperForm, today: date) -> tuple[str, ...]:
    """Return the shares that the patient's age allows, the lowest first; all where unknown."""
    born = readable_date(form.value(F.BIRTHDATE))
    of_age = SHARES[age_class(born, today)] if born else frozenset(CHOICES[F.SHARE])
    return tuple(sorted(of_age))


_Found = Iterator[tuple[Field, Problem]]


def _form_of_each(form: PaperForm, today: date) -> _Found:
    for one in required_fields(form):
        if not form.value(one):
            yield one, Problem.MISSING
    for one, text in form.fields.items():
        if len(text) > LONGEST:
            yield one, Problem.TOO_LONG
        if one in DATES and readable_date(text) is None:
            yield one, Problem.NOT_A_DATE
        if one in CHOICES and text not in CHOICES[one]:
            yield one, Problem.NOT_A_CHOICE
    for one in (F.BIRTHDATE, F.ISSUED):
        day = readable_date(form.value(one))
        if day is not None and day > today:
            yield one, Problem.IN_THE_FUTURE


def _terms(form: PaperForm, today: date) -> _Found:
    begins = readable_date(form.value(F.VALID_FROM))
    ends = readable_date(form.value(F.VALID_UNTIL))
    if ends is not None and ends < today:
        yield F.VALID_UNTIL, Problem.EXPIRED
    if begins is not None and begins > today:
        yield F.VALID_FROM, Problem.NOT_BEGUN
    if begins is not None and ends is not None and ends < begins:
        yield F.VALID_UNTIL, Problem.ENDS_BEFORE_BEGIN


def _numbers(form: PaperForm) -> _Found:
    for one in (F.INSURER_NUMBER, F.OLD_INSURER_NUMBER):
        if text := form.value(one):
            yield from ((one, _INSURER[each]) for each in insurer_number_findings(text))
    for one in (F.BRANCH, F.OLD_BRANCH):
        if form.value(one) and not branch_is_formed(form.value(one)):
            yield one, Problem.BRANCH_FORM
    if (payer := form.value(F.PAYER_NUMBER)) and payer_number_findings(payer):
        yield F.PAYER_NUMBER, Problem.PAYER_NUMBER
    if (recipient := form.value(F.RECIPIENT_NUMBER)) and not recipient_number_fits(recipient):
        yield F.RECIPIENT_NUMBER, Problem.RECIPIENT_NUMBER
    if (limit := form.value(F.LIMIT_CLASS)) and limit not in LIMIT_CLASSES:
        yield F.LIMIT_CLASS, Problem.LIMIT_CLASS_UNKNOWN


def _characters(form: PaperForm) -> _Found:
    """● is accepted in a claim; other characters outside JIS X 0208 make it come back (§7.1)."""
    for one in (F.NAME, F.SPELLED, F.SYMBOL, F.OLD_SYMBOL):
        text = form.value(one)
        if has_bullet(text):
            yield one, Problem.BULLET
        elif refused_by_claims(text):
            yield one, Problem.REFUSED_BY_CLAIMS


def _coverage(form: PaperForm, today: date) -> _Found:
    """Yield what does not fit age, share and insurance, as in an answer of the service (§8.4)."""
    if form.way is Way.WELFARE:
        return  # 医療扶助 goes by no age
    share = form.value(F.SHARE)
    if share and share not in share_by_age(form, today):
        yield F.SHARE, Problem.SHARE_AND_AGE
    if not form.value(F.INSURER_NUMBER):
        return
    for code, _ in coverage_doubts(as_qualification(form, today), today, ""):
        if code in _BY_DOUBT:
            yield _BY_DOUBT[code]


def as_qualification(form: PaperForm, today: date) -> Qualification:
    """Return the form as the record that the service would have sent."""
    born = readable_date(form.value(F.BIRTHDATE))
    latter = is_latter_stage(form.value(F.INSURER_NUMBER))
    elderly = born is not None and age_class(born, today) is AgeClass.ELDERLY and not latter
    share, limit = form.value(F.SHARE) or None, form.value(F.LIMIT_CLASS) or None
    return Qualification(
        insurer_number=form.value(F.INSURER_NUMBER).rjust(8) or None,
        insured_card_symbol=form.value(F.SYMBOL) or None,
        insured_identification_number=form.value(F.NUMBER) or None,
        insured_branch_number=form.value(F.BRANCH) or None,
        personal_family_classification=form.value(F.FAMILY) or None,
        name=form.value(F.NAME) or None,
        birthdate=form.value(F.BIRTHDATE) or None,
        insured_partial_contribution_ratio=share if latter else None,
        elderly_recipient_certificate=(
            ElderlyRecipientCertificate(contribution_ratio=share) if elderly else None
        ),
        limit_application_certificate=(
            LimitApplicationCertificate(classification_flag=limit) if limit else None
        ),
    )
