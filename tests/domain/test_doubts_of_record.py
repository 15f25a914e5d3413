"""What is doubted of a record as it stands: characters, form, codes; one spoilt value at a time."""

from dataclasses import replace

import pytest

from kiosk.domain.certificates_of_benefit import SpecificDiseasesCertificate
from kiosk.domain.codes import CODES
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification
from tests.domain.records import (
    ADULT,
    ASSISTED,
    CHILD,
    DIALYSIS,
    ELDERLY,
    ELDERLY_CERTIFICATE,
    LATTER_STAGE,
    LIMIT,
    TICKET,
    doubts_of,
    limited,
)


@pytest.mark.parametrize(
    "record",
    [
        ADULT,
        CHILD,
        ELDERLY,
        LATTER_STAGE,
        ASSISTED,
        limited(ADULT, "A03"),
        limited(ELDERLY, "B04"),
        limited(LATTER_STAGE, "B10"),
        replace(ADULT, specific_diseases_cons_flg="1", specific_diseases_certificates=(DIALYSIS,)),
        replace(ADULT, insured_name="●德", insurer_name="●", sex2=None),
        replace(ADULT, insurer_number="77777777", insured_branch_number=None),
        replace(ADULT, insurer_number="77777779", insured_card_symbol=None),
        replace(ADULT, sex2="", reason_of_loss="", disqualification_date="", name_of_other=""),
        replace(ADULT, reference_number="0000012345", arbitrary_identifier="●"),
    ],
)
def test_an_ordinary_answer_raises_no_doubt(record: Qualification) -> None:
    assert doubts_of(record) == set()


@pytest.mark.parametrize(
    ("record", "code", "element"),
    [
        (replace(ADULT, name="見●　花子"), D.NAME_HAS_BULLET, "Name"),
        (replace(ADULT, insured_card_symbol="●１２"), D.NAME_HAS_BULLET, "InsuredCardSymbol"),
        (replace(ADULT, address="●山市"), D.ADDRESS_HAS_BULLET, "Address"),
        (replace(ADULT, name="見本　德子"), D.REFUSED_BY_CLAIMS, "Name"),
        (replace(ADULT, name="髙橋　花子"), D.REFUSED_BY_CLAIMS, "Name"),
        (replace(ADULT, insured_card_symbol="①２"), D.REFUSED_BY_CLAIMS, "InsuredCardSymbol"),
        (replace(ADULT, name_of_other="見本　はな"), D.OTHER_NAME, "NameOfOther"),
        (replace(ADULT, name_of_other_kana="ﾐﾎﾝ"), D.OTHER_NAME, "NameOfOtherKana"),
        (replace(ADULT, sex2="1"), D.SEX_ON_BACK, "Sex2"),
        (replace(ADULT, name=None), D.VALUE_MISSING, "Name"),
        (replace(ADULT, name="　"), D.VALUE_MISSING, "Name"),
        (replace(ADULT, birthdate=None), D.VALUE_MISSING, "Birthdate"),
        (replace(ADULT, insurer_number=None), D.VALUE_MISSING, "InsurerNumber"),
        (replace(ADULT, insurer_number="        "), D.VALUE_MISSING, "InsurerNumber"),
        (
            replace(ADULT, insured_identification_number=None),
            D.VALUE_MISSING,
            "InsuredIdentificationNumber",
        ),
        (replace(ASSISTED, birthdate=None), D.VALUE_MISSING, "Birthdate"),
        (replace(ADULT, birthdate="19800230"), D.DATE_UNREADABLE, "Birthdate"),
        (replace(ADULT, qualification_date="2020"), D.DATE_UNREADABLE, "QualificationDate"),
        (
            replace(ADULT, insured_branch_number="1"),
            D.BRANCH_NUMBER_MALFORMED,
            "InsuredBranchNumber",
        ),
        (replace(ADULT, insurer_number="  123456"), D.INSURER_NUMBER_CHECK_DIGIT, "InsurerNumber"),
        (replace(ADULT, insurer_number="0613048"), D.INSURER_NUMBER_MALFORMED, "InsurerNumber"),
        (replace(ADULT, insurer_number="  480012"), D.INSURER_PREFECTURE_UNKNOWN, "InsurerNumber"),
        (replace(ADULT, insurer_number="05130489"), D.INSURER_LAW_CODE_UNKNOWN, "InsurerNumber"),
        (
            replace(ADULT, specific_diseases_cons_flg="2"),
            D.SPECIFIC_DISEASES_CONSENT_EXPIRED,
            "SpecificDiseasesCertificateRelatedConsFlg",
        ),
        (
            replace(ADULT, limit_application_cons_time="20261120"),
            D.DATE_UNREADABLE,
            "LimitApplicationCertificateRelatedConsTime",
        ),
    ],
)
def test_one_spoilt_value_is_doubted_and_nothing_else(
    record: Qualification, code: D, element: str
) -> None:
    assert doubts_of(record) == {(code, element)}


def with_block(element: str, value: str) -> Qualification:
    """Return a record with a value in one of its blocks."""
    elderly = replace(ELDERLY_CERTIFICATE, date=value)
    limit = replace(LIMIT, long_term_date=value)
    ticket = replace(TICKET, treatment_month=value)
    disease = SpecificDiseasesCertificate(disease_category="1", date=value)
    return {
        "ElderlyRecipientCertificateDate": replace(ELDERLY, elderly_recipient_certificate=elderly),
        "LimitApplicationCertificateLongTermDate": replace(
            ADULT, limit_application_certificate=limit
        ),
        "MedicalTreatmentMonth": replace(ASSISTED, medical_tickets=(ticket,)),
        "SpecificDiseasesCertificateDate": replace(
            ADULT, specific_diseases_certificates=(disease, disease)
        ),
    }[element]


@pytest.mark.parametrize(
    ("element", "good"),
    [
        ("ElderlyRecipientCertificateDate", "20260801"),
        ("LimitApplicationCertificateLongTermDate", "20260801"),
        ("MedicalTreatmentMonth", "202611"),
        ("SpecificDiseasesCertificateDate", "20260801"),
    ],
)
def test_dates_in_the_blocks_are_read_too(element: str, good: str) -> None:
    assert doubts_of(with_block(element, good)) == set()
    assert doubts_of(with_block(element, "R8.8.1")) == {(D.DATE_UNREADABLE, element)}
    assert doubts_of(with_block(element, "２０２６０８")) == {(D.DATE_UNREADABLE, element)}


@pytest.mark.parametrize(
    ("record", "element"),
    [
        (replace(ADULT, insured_card_classification="08"), "InsuredCardClassification"),
        (replace(ADULT, personal_family_classification="3"), "PersonalFamilyClassification"),
        (replace(ADULT, sex1="9"), "Sex1"),
        (replace(ADULT, preschool_classification="2"), "PreschoolClassification"),
        (replace(ADULT, reason_of_loss="04"), "ReasonOfLoss"),
        (
            replace(LATTER_STAGE, insured_partial_contribution_ratio="040"),
            "InsuredPartialContributionRatio",
        ),
        (
            replace(
                ELDERLY,
                elderly_recipient_certificate=replace(
                    ELDERLY_CERTIFICATE, contribution_ratio="010"
                ),
            ),
            "ElderlyRecipientContributionRatio",
        ),
        (
            replace(ADULT, limit_application_cons_flg="2"),
            "LimitApplicationCertificateRelatedConsFlg",
        ),
        (
            replace(ADULT, limit_application_certificate=replace(LIMIT, classification="04")),
            "LimitApplicationCertificateClassification",
        ),
        (limited(ADULT, "A07"), "LimitApplicationCertificateClassificationFlag"),
        (
            replace(ADULT, specific_diseases_cons_flg="3"),
            "SpecificDiseasesCertificateRelatedConsFlg",
        ),
        (
            replace(
                ADULT, specific_diseases_certificates=(replace(DIALYSIS, disease_category="4"),)
            ),
            "SpecificDiseasesDiseaseCategory",
        ),
    ],
)
def test_a_code_of_no_table_is_told_by_its_element(record: Qualification, element: str) -> None:
    assert element in CODES
    assert doubts_of(record) == {(D.UNKNOWN_CODE, element)}


def test_an_unknown_sex_on_the_back_is_both() -> None:
    found = doubts_of(replace(ADULT, sex2="9"))
    assert found == {(D.UNKNOWN_CODE, "Sex2"), (D.SEX_ON_BACK, "Sex2")}


@pytest.mark.parametrize(
    ("name", "value", "doubted"),
    [
        ("PublicExpenseNumber", "12131017", False),
        ("PublicExpenseNumber", "12131018", True),
        ("PublicExpenseNumber", "", True),
        ("BeneficiaryNumber", "1234566", False),
        ("BeneficiaryNumber", "1234567", True),
        ("WelfareOfficeName", "見本福祉事務所", False),
    ],
)
def test_numbers_of_public_expenses_are_checked_where_a_ticket_has_them(
    name: str, value: str, doubted: bool
) -> None:
    ticket = replace(TICKET, others=(Node(name, value),))
    found = doubts_of(replace(ASSISTED, medical_tickets=(ticket,)))
    assert found == ({(D.PUBLIC_EXPENSE_NUMBER, name)} if doubted else set())
