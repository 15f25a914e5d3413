"""What is doubted of terms, age, share and kind of insurance on the day of the answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.age import AgeClass, age_class
from kiosk.domain.certificates_of_benefit import ElderlyRecipientCertificate
from kiosk.domain.codes import LIMIT_CLASSES
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.qualification import Qualification
from tests.domain.records import (
    ADULT,
    ASSISTED,
    CHILD,
    DIALYSIS,
    ELDERLY,
    ELDERLY_CERTIFICATE,
    INSTITUTION,
    LATTER_STAGE,
    LIMIT,
    TICKET,
    TODAY,
    doubts_of,
    limited,
)

DAY = timedelta(days=1)
ELDERLY_INFO = "ElderlyRecipientCertificateInfo"
LIMIT_FLAG = "LimitApplicationCertificateClassificationFlag"


def digits(day: date) -> str:
    """Return YYYYMMDD."""
    return f"{day:%Y%m%d}"


def paying(record: Qualification, share: str | None) -> Qualification:
    """Return the record with a share, where records of its kind have it."""
    if record.elderly_recipient_certificate is None:
        return replace(record, insured_partial_contribution_ratio=share)
    certificate = replace(record.elderly_recipient_certificate, contribution_ratio=share)
    return replace(record, elderly_recipient_certificate=certificate)


@pytest.mark.parametrize(
    ("record", "code", "element"),
    [
        (
            replace(ADULT, insured_card_expiration_date=digits(TODAY - DAY)),
            D.QUALIFICATION_EXPIRED,
            "InsuredCardExpirationDate",
        ),
        (
            replace(ADULT, qualification_date=digits(TODAY + DAY)),
            D.QUALIFICATION_NOT_BEGUN,
            "QualificationDate",
        ),
        (
            replace(ADULT, insured_card_valid_date=digits(TODAY + DAY)),
            D.QUALIFICATION_NOT_BEGUN,
            "InsuredCardValidDate",
        ),
        (
            replace(ADULT, disqualification_date=digits(TODAY - DAY)),
            D.LOST_BUT_VALID,
            "DisqualificationDate",
        ),
        (replace(ADULT, birthdate=digits(TODAY + DAY)), D.BIRTHDATE_IMPLAUSIBLE, "Birthdate"),
        (replace(LATTER_STAGE, birthdate="18951121"), D.BIRTHDATE_IMPLAUSIBLE, "Birthdate"),  # 131
        (replace(CHILD, birthdate="20190401"), D.PRESCHOOL_PAST, "PreschoolClassification"),
        (
            replace(ELDERLY, elderly_recipient_certificate=None),
            D.ELDERLY_CERTIFICATE_MISSING,
            ELDERLY_INFO,
        ),
        (
            replace(ADULT, elderly_recipient_certificate=ELDERLY_CERTIFICATE),
            D.ELDERLY_CERTIFICATE_UNEXPECTED,
            ELDERLY_INFO,
        ),
        (
            replace(LATTER_STAGE, elderly_recipient_certificate=ELDERLY_CERTIFICATE),
            D.ELDERLY_CERTIFICATE_UNEXPECTED,
            ELDERLY_INFO,
        ),
        (paying(ELDERLY, None), D.VALUE_MISSING, "ElderlyRecipientContributionRatio"),
        (replace(ADULT, birthdate="19440130"), D.LATTER_STAGE_EXPECTED, "InsurerNumber"),
        (replace(LATTER_STAGE, birthdate="19800217"), D.LATTER_STAGE_TOO_YOUNG, "Birthdate"),
        (
            replace(LATTER_STAGE, insured_partial_contribution_ratio=None),
            D.LATTER_STAGE_RATIO_MISSING,
            "InsuredPartialContributionRatio",
        ),
        (
            replace(LATTER_STAGE, personal_family_classification="2"),
            D.LATTER_STAGE_FAMILY,
            "PersonalFamilyClassification",
        ),
        (
            replace(LATTER_STAGE, insured_identification_number="1239876"),
            D.LATTER_STAGE_NUMBER_MALFORMED,
            "InsuredIdentificationNumber",
        ),
        (
            replace(LATTER_STAGE, insured_card_symbol="１２"),
            D.LATTER_STAGE_SYMBOL_UNEXPECTED,
            "InsuredCardSymbol",
        ),
        (
            replace(LATTER_STAGE, insured_branch_number="00"),
            D.LATTER_STAGE_SYMBOL_UNEXPECTED,
            "InsuredBranchNumber",
        ),
        (
            replace(ADULT, insured_partial_contribution_ratio="030"),
            D.RATIO_UNEXPECTED,
            "InsuredPartialContributionRatio",
        ),
    ],
)
def test_one_value_that_does_not_fit_is_doubted_and_nothing_else(
    record: Qualification, code: D, element: str
) -> None:
    assert doubts_of(record) == {(code, element)}


@pytest.mark.parametrize(
    "record",
    [
        replace(ADULT, insured_card_expiration_date=digits(TODAY)),  # the last day still counts
        replace(ADULT, qualification_date=digits(TODAY), insured_card_valid_date=digits(TODAY)),
        replace(ADULT, insured_card_expiration_date="99991231"),
        replace(CHILD, birthdate="20200402"),  # six, and at school from April on
        replace(CHILD, birthdate=digits(TODAY)),
        replace(LATTER_STAGE, birthdate="18951122"),  # 130
        replace(LATTER_STAGE, birthdate="19611121"),  # 65 today, with a certified disability
        replace(LATTER_STAGE, insured_identification_number="０１２３９８７６"),
        replace(ASSISTED, birthdate="19540412"),  # 医療扶助 goes by no age
    ],
)
def test_what_only_just_fits_is_not_doubted(record: Qualification) -> None:
    assert doubts_of(record) == set()


@pytest.mark.parametrize(
    ("record", "element"),
    [
        (
            replace(
                ELDERLY,
                elderly_recipient_certificate=replace(
                    ELDERLY_CERTIFICATE, valid_end_date="20261119"
                ),
            ),
            "ElderlyRecipientValidEndDate",
        ),
        (
            replace(
                ELDERLY,
                elderly_recipient_certificate=replace(
                    ELDERLY_CERTIFICATE, valid_start_date="20261201"
                ),
            ),
            "ElderlyRecipientValidStartDate",
        ),
        (
            replace(ADULT, limit_application_certificate=replace(LIMIT, valid_end_date="20260731")),
            "LimitApplicationCertificateValidEndDate",
        ),
        (
            replace(
                ADULT,
                specific_diseases_certificates=(replace(DIALYSIS, valid_end_date="20260331"),),
            ),
            "SpecificDiseasesValidEndDate",
        ),
        (
            replace(ASSISTED, medical_tickets=(replace(TICKET, expiration_date="20261031"),)),
            "MedicalTicketExpirationDate",
        ),
        (
            replace(ASSISTED, medical_tickets=(TICKET, replace(TICKET, valid_date="20261201"))),
            "MedicalTicketValidDate",
        ),
    ],
)
def test_a_certificate_out_of_its_term_is_doubted(record: Qualification, element: str) -> None:
    assert doubts_of(record) == {(D.BENEFIT_OUT_OF_TERM, element)}


@pytest.mark.parametrize(
    ("designated", "doubted"),
    [
        (INSTITUTION, False),
        (INSTITUTION[3:], False),  # the clinic's own seven digits
        (None, False),
        ("1319999990", True),
        ("2345671", True),
        ("0", True),
    ],
)
def test_a_ticket_for_another_clinic_is_doubted(designated: str | None, doubted: bool) -> None:
    ticket = replace(TICKET, designated_institution_code=designated)
    found = doubts_of(replace(ASSISTED, medical_tickets=(ticket,)))
    element = "DesignatedMedicalInstitutionCode"
    assert found == ({(D.INSTITUTION_DIFFERS, element)} if doubted else set())


@pytest.mark.parametrize(
    ("born", "certificate", "code"),
    [
        # 70 on 21 November: attained today, a certificate may have come, none is needed yet
        ("19561121", None, None),
        ("19561121", ELDERLY_CERTIFICATE, None),
        ("19561122", ELDERLY_CERTIFICATE, D.ELDERLY_CERTIFICATE_UNEXPECTED),
        # needed from 1 November on where 70 was attained in October
        ("19561101", None, D.ELDERLY_CERTIFICATE_MISSING),
        ("19561102", None, None),
        ("19511121", ELDERLY_CERTIFICATE, None),  # 75 tomorrow
        ("19511120", ELDERLY_CERTIFICATE, D.LATTER_STAGE_EXPECTED),  # 75 today
    ],
)
def test_the_borders_of_the_elderly_are_kept_to_the_day(
    born: str, certificate: ElderlyRecipientCertificate | None, code: D | None
) -> None:
    record = replace(ADULT, birthdate=born, elderly_recipient_certificate=certificate)
    assert {found for found, _ in doubts_of(record)} == ({code} if code else set())


@pytest.mark.parametrize(
    ("record", "flags"),
    [
        (ADULT, {"A01", "A02", "A03", "A04", "A05", "A06"}),
        (CHILD, {"A01", "A02", "A03", "A04", "A05", "A06"}),
        (paying(ELDERLY, "020"), {"B04", "B05", "B06", "B07", "B08"}),
        (paying(ELDERLY, "030"), {"B01", "B02", "B03"}),
        (paying(LATTER_STAGE, "010"), {"B05", "B06", "B07", "B08", "B10"}),
        (paying(LATTER_STAGE, "020"), {"B09"}),
        (paying(LATTER_STAGE, "030"), {"B01", "B02", "B03"}),
    ],
)
def test_each_class_of_the_limit_fits_its_age_insurance_and_share(
    record: Qualification, flags: set[str]
) -> None:
    assert {flag for flag in LIMIT_CLASSES if not doubts_of(limited(record, flag))} == flags


@pytest.mark.parametrize(
    ("record", "flag", "code"),
    [
        (ADULT, "B04", D.LIMIT_CLASS_OF_ANOTHER_AGE),
        (ELDERLY, "A03", D.LIMIT_CLASS_OF_ANOTHER_AGE),
        (ELDERLY, "B09", D.LIMIT_CLASS_OF_ANOTHER_AGE),
        (LATTER_STAGE, "B04", D.LIMIT_CLASS_OF_ANOTHER_AGE),
        (replace(LATTER_STAGE, birthdate="19600101"), "A03", D.LIMIT_CLASS_OF_ANOTHER_AGE),
        (ELDERLY, "B01", D.LIMIT_CLASS_AND_RATIO_DIFFER),
        (LATTER_STAGE, "B09", D.LIMIT_CLASS_AND_RATIO_DIFFER),
    ],
)
def test_a_class_that_does_not_fit_says_why(record: Qualification, flag: str, code: D) -> None:
    assert doubts_of(limited(record, flag)) == {(code, LIMIT_FLAG)}


def test_a_class_is_not_judged_by_an_age_or_a_share_that_nobody_knows() -> None:
    unborn = replace(limited(ADULT, "B04"), birthdate="unknown!")
    assert doubts_of(unborn) == {(D.DATE_UNREADABLE, "Birthdate")}
    no_share = limited(paying(ELDERLY, None), "B01")
    assert doubts_of(no_share) == {(D.VALUE_MISSING, "ElderlyRecipientContributionRatio")}


@given(st.dates(date(1897, 1, 1), TODAY))
def test_of_the_four_kinds_of_insurance_by_age_one_at_least_fits_every_birth(born: date) -> None:
    kinds = {
        AgeClass.PRESCHOOL: CHILD,
        AgeClass.ORDINARY: ADULT,
        AgeClass.ELDERLY: ELDERLY,
        AgeClass.LATTER_STAGE: LATTER_STAGE,
    }
    fitting = {
        name for name, kind in kinds.items() if not doubts_of(replace(kind, birthdate=digits(born)))
    }
    assert age_class(born, TODAY) in fitting
