"""Doubts of one record on one day: terms, age, share, kind of insurance (qualification.md §8.4)."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from kiosk.domain.age import FIFTH, TENTH, THREE_TENTHS, AgeClass, age, age_class, attains
from kiosk.domain.codes import FAMILY, LIMIT_CLASSES, PRESCHOOL, PUBLIC_ASSISTANCE
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts_of_record import Finding, readable_date
from kiosk.domain.insurance import is_latter_stage
from kiosk.domain.qualification import Qualification

OLDEST: Final = 130
"""Years that nobody has reached."""

_LATTER_STAGE_AGE: Final = 65  # with a certified disability; otherwise 75

_LIKE_WORKERS: Final = frozenset({"B01", "B02", "B03"})  # 現役並み
_LATTER_STAGE_CLASSES: Final = frozenset({"B09", "B10"})  # 一般Ⅱ and 一般Ⅰ, in place of B04
_ELDER: Final = frozenset({AgeClass.ELDERLY, AgeClass.LATTER_STAGE})


def coverage_doubts(record: Qualification, day: date, institution: str) -> Iterator[Finding]:
    """Yield what does not fit the day, the age, the share or the insurance of a record in use."""
    yield from _terms(record, day)
    yield from _tickets(record, institution)
    born = readable_date(record.birthdate)
    if born is not None and (born > day or age(born, day) > OLDEST):
        yield D.BIRTHDATE_IMPLAUSIBLE, "Birthdate"
        born = None
    today = None if born is None else age_class(born, day)
    if is_latter_stage(record.insurer_number or ""):
        yield from _latter_stage(record)
        if born is not None and age(born, day) < _LATTER_STAGE_AGE:
            yield D.LATTER_STAGE_TOO_YOUNG, "Birthdate"
    else:
        yield from _other_insurance(record, today)
        elderly = record.elderly_recipient_certificate
        if elderly is not None and born is not None and day < attains(born, 70):
            yield D.ELDERLY_CERTIFICATE_UNEXPECTED, "ElderlyRecipientCertificateInfo"
    if record.preschool_classification == PRESCHOOL and today not in {None, AgeClass.PRESCHOOL}:
        yield D.PRESCHOOL_PAST, "PreschoolClassification"
    yield from _limit_class(record, today)


def _terms(record: Qualification, day: date) -> Iterator[Finding]:
    if _before(record.insured_card_expiration_date, day):
        yield D.QUALIFICATION_EXPIRED, "InsuredCardExpirationDate"
    if _after(record.qualification_date, day):
        yield D.QUALIFICATION_NOT_BEGUN, "QualificationDate"
    if _after(record.insured_card_valid_date, day):
        yield D.QUALIFICATION_NOT_BEGUN, "InsuredCardValidDate"
    for (first, last), start, end in _benefit_terms(record):
        if _after(start, day):
            yield D.BENEFIT_OUT_OF_TERM, first
        if _before(end, day):
            yield D.BENEFIT_OUT_OF_TERM, last


def _benefit_terms(
    record: Qualification,
) -> Iterator[tuple[tuple[str, str], str | None, str | None]]:
    """Yield the terms of the certificates: the elements of first and last day, and the days."""
    if elderly := record.elderly_recipient_certificate:
        names = ("ElderlyRecipientValidStartDate", "ElderlyRecipientValidEndDate")
        yield names, elderly.valid_start_date, elderly.valid_end_date
    if limit := record.limit_application_certificate:
        prefix = "LimitApplicationCertificateValid"
        names = (f"{prefix}StartDate", f"{prefix}EndDate")
        yield names, limit.valid_start_date, limit.valid_end_date
    for disease in record.specific_diseases_certificates:
        names = ("SpecificDiseasesValidStartDate", "SpecificDiseasesValidEndDate")
        yield names, disease.valid_start_date, disease.valid_end_date
    for ticket in record.medical_tickets:
        names = ("MedicalTicketValidDate", "MedicalTicketExpirationDate")
        yield names, ticket.valid_date, ticket.expiration_date


def _tickets(record: Qualification, institution: str) -> Iterator[Finding]:
    """A 医療券 names the clinic that it is for, by ten digits or by its own seven."""
    for ticket in record.medical_tickets:
        designated = ticket.designated_institution_code
        if designated and designated not in {institution, institution[-7:]}:
            yield D.INSTITUTION_DIFFERS, "DesignatedMedicalInstitutionCode"


def _latter_stage(record: Qualification) -> Iterator[Finding]:
    """後期高齢者医療: a share of its own, no family, no symbol or branch, eight digits (§8.3)."""
    if not record.insured_partial_contribution_ratio:
        yield D.LATTER_STAGE_RATIO_MISSING, "InsuredPartialContributionRatio"
    if record.elderly_recipient_certificate is not None:
        yield D.ELDERLY_CERTIFICATE_UNEXPECTED, "ElderlyRecipientCertificateInfo"
    if record.personal_family_classification == FAMILY:
        yield D.LATTER_STAGE_FAMILY, "PersonalFamilyClassification"
    number = unicodedata.normalize("NFKC", record.insured_identification_number or "").strip()
    if number and not (number.isascii() and number.isdecimal() and len(number) == 8):
        yield D.LATTER_STAGE_NUMBER_MALFORMED, "InsuredIdentificationNumber"
    if record.insured_card_symbol:
        yield D.LATTER_STAGE_SYMBOL_UNEXPECTED, "InsuredCardSymbol"
    if record.insured_branch_number:
        yield D.LATTER_STAGE_SYMBOL_UNEXPECTED, "InsuredBranchNumber"


def _other_insurance(record: Qualification, today: AgeClass | None) -> Iterator[Finding]:
    """Every insurance but the 後期高齢者医療; 医療扶助 goes by no age."""
    if record.insured_partial_contribution_ratio:
        yield D.RATIO_UNEXPECTED, "InsuredPartialContributionRatio"
    if record.insured_card_classification == PUBLIC_ASSISTANCE:
        return
    if today is AgeClass.LATTER_STAGE:
        yield D.LATTER_STAGE_EXPECTED, "InsurerNumber"
    elderly = record.elderly_recipient_certificate
    if today is AgeClass.ELDERLY and elderly is None:
        yield D.ELDERLY_CERTIFICATE_MISSING, "ElderlyRecipientCertificateInfo"
    if elderly is not None and not elderly.contribution_ratio:
        yield D.VALUE_MISSING, "ElderlyRecipientContributionRatio"


def _limit_class(record: Qualification, today: AgeClass | None) -> Iterator[Finding]:
    """適用区分: A below 70, B from 70 on, and each B with the share of its income."""
    certificate = record.limit_application_certificate
    limit = certificate.classification_flag if certificate else None
    if limit is None or limit not in LIMIT_CLASSES:
        return
    element = "LimitApplicationCertificateClassificationFlag"
    latter = is_latter_stage(record.insurer_number or "")
    if latter or today is not None:
        elder = latter or today in _ELDER
        of_another = limit in _LATTER_STAGE_CLASSES if not latter else limit == "B04"
        if elder != limit.startswith("B") or of_another:
            yield D.LIMIT_CLASS_OF_ANOTHER_AGE, element
            return
    if limit.startswith("B"):
        elderly = record.elderly_recipient_certificate
        paid = elderly.contribution_ratio if elderly else None
        share = record.insured_partial_contribution_ratio if latter else paid
        if share and share != _share_of(limit, latter=latter):
            yield D.LIMIT_CLASS_AND_RATIO_DIFFER, element


def _share_of(limit: str, *, latter: bool) -> str:
    """Return the share that goes with a class from 70 on."""
    if limit in _LIKE_WORKERS:
        return THREE_TENTHS
    return TENTH if latter and limit != "B09" else FIFTH


def _before(digits: str | None, day: date) -> bool:
    date_read = readable_date(digits)
    return date_read is not None and date_read < day


def _after(digits: str | None, day: date) -> bool:
    date_read = readable_date(digits)
    return date_read is not None and date_read > day
