"""Doubts of one record as it stands, whatever the day: characters, form, codes (§7.1, §8.1-8.3)."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
    SpecificDiseasesCertificate,
)
from kiosk.domain.codes import CODES, CONSENT_EXPIRED, PUBLIC_ASSISTANCE
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.insurance import (
    NumberFinding,
    branch_is_formed,
    insurer_number_findings,
    payer_number_findings,
    recipient_number_fits,
)
from kiosk.domain.japan_time import NotATime, parse_date, parse_time
from kiosk.domain.names import has_bullet, refused_by_claims
from kiosk.domain.qualification import Qualification

Finding = tuple[D, str]
"""A code and the element that it is about."""

Block = (
    Qualification
    | ElderlyRecipientCertificate
    | LimitApplicationCertificate
    | SpecificDiseasesCertificate
    | MedicalTicket
)

_NUMBER: Final = MappingProxyType(
    {
        NumberFinding.MALFORMED: D.INSURER_NUMBER_MALFORMED,
        NumberFinding.CHECK_DIGIT: D.INSURER_NUMBER_CHECK_DIGIT,
        NumberFinding.PREFECTURE: D.INSURER_PREFECTURE_UNKNOWN,
        NumberFinding.LAW_CODE: D.INSURER_LAW_CODE_UNKNOWN,
    }
)


def record_doubts(record: Qualification) -> Iterator[Finding]:
    """Yield what is doubtful in one ResultOfQualificationConfirmation."""
    yield from _characters(record)
    yield from _missing(record)
    yield from _numbers(record)
    for element, value in elements(record):
        if not _readable(element, value):
            yield D.DATE_UNREADABLE, element
        if element in CODES and value not in CODES[element]:
            yield D.UNKNOWN_CODE, element
    if record.specific_diseases_cons_flg == CONSENT_EXPIRED:
        yield D.SPECIFIC_DISEASES_CONSENT_EXPIRED, "SpecificDiseasesCertificateRelatedConsFlg"


def elements(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the elements of a record that have a text, those of the blocks in it too, in order."""
    for field in fields(block):
        value: object = getattr(block, field.name)
        if "element" not in field.metadata or not value:
            continue
        if isinstance(value, str):
            yield field.metadata["element"], value
        elif isinstance(value, Block):
            yield from elements(value)
        elif isinstance(value, tuple):
            for inner in value:
                yield from elements(inner)


def readable_date(digits: str | None) -> date | None:
    """Return a date of YYYYMMDD, None where there is none or it cannot be read."""
    try:
        return parse_date(digits) if digits else None
    except NotATime:
        return None


def readable_time(digits: str) -> datetime | None:
    """Return a time of YYYYMMDDHHmmss, None where it cannot be read."""
    try:
        return parse_time(digits)
    except NotATime:
        return None


def _readable(element: str, value: str) -> bool:
    """Tell whether a value is a date where its element says that it is one."""
    if element.endswith("ConsTime"):
        return readable_time(value) is not None
    if element == "MedicalTreatmentMonth":  # YYYYMM
        return readable_date(f"{value}01") is not None
    return not element.endswith(("Date", "date")) or readable_date(value) is not None


def _characters(record: Qualification) -> Iterator[Finding]:
    in_claims = {
        "Name": record.name,
        "NameOfOther": record.name_of_other,
        "InsuredCardSymbol": record.insured_card_symbol,
    }
    for element, value in in_claims.items():
        if has_bullet(value or ""):
            yield D.NAME_HAS_BULLET, element
        if refused_by_claims(value or ""):
            yield D.REFUSED_BY_CLAIMS, element
    if has_bullet(record.address or ""):
        yield D.ADDRESS_HAS_BULLET, "Address"
    if record.name_of_other:
        yield D.OTHER_NAME, "NameOfOther"
    elif record.name_of_other_kana:
        yield D.OTHER_NAME, "NameOfOtherKana"
    if record.sex2:
        yield D.SEX_ON_BACK, "Sex2"


def _missing(record: Qualification) -> Iterator[Finding]:
    """Yield what a chart cannot do without; 医療扶助 has no insurer's numbers."""
    needed = {"Name": record.name, "Birthdate": record.birthdate}
    if record.insured_card_classification != PUBLIC_ASSISTANCE:
        needed["InsurerNumber"] = record.insurer_number
        needed["InsuredIdentificationNumber"] = record.insured_identification_number
    for element, value in needed.items():
        if not (value or "").strip():
            yield D.VALUE_MISSING, element


def _numbers(record: Qualification) -> Iterator[Finding]:
    written = record.insurer_number or ""
    for finding in insurer_number_findings(written) if written.strip() else ():
        yield _NUMBER[finding], "InsurerNumber"
    branch = record.insured_branch_number
    if branch and not branch_is_formed(branch):
        yield D.BRANCH_NUMBER_MALFORMED, "InsuredBranchNumber"
    for ticket in record.medical_tickets:
        for node in ticket.others:  # named by one implementation alone (§2.4)
            if node.name == "PublicExpenseNumber" and payer_number_findings(node.text):
                yield D.PUBLIC_EXPENSE_NUMBER, node.name
            if node.name == "BeneficiaryNumber" and not recipient_number_fits(node.text):
                yield D.PUBLIC_EXPENSE_NUMBER, node.name
