"""Answers without a doubt, to be spoilt one value at a time; nobody's numbers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
    SpecificDiseasesCertificate,
)
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.doubts import doubts
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity

TODAY = date(2026, 11, 20)
INSTITUTION = "1312345670"

ADULT = Qualification(
    insured_card_classification="01",
    insurer_number="06130488",
    insured_card_symbol="１２－３４",
    insured_identification_number="0042",
    insured_branch_number="01",
    personal_family_classification="1",
    insured_name="見本　太郎",
    name="見本　花子",
    name_kana="ﾐﾎﾝ ﾊﾅｺ",
    sex1="2",
    birthdate="19800217",
    address="東京都見本市１－２－３",
    post_number="1999901",
    qualification_date="20200401",
    insured_card_valid_date="20200401",
    insurer_name="見本健康保険組合",
)
CHILD = replace(
    ADULT, birthdate="20210402", preschool_classification="1", personal_family_classification="2"
)
ELDERLY_CERTIFICATE = ElderlyRecipientCertificate(
    date="20260801",
    valid_start_date="20260801",
    valid_end_date="20270731",
    contribution_ratio="020",
)
ELDERLY = replace(
    ADULT,
    insurer_number="  138016",
    birthdate="19540412",
    elderly_recipient_certificate=ELDERLY_CERTIFICATE,
)
LATTER_STAGE = replace(
    ADULT,
    insurer_number="39131016",
    insured_card_symbol=None,
    insured_branch_number=None,
    insured_identification_number="01239876",
    birthdate="19440130",
    insured_partial_contribution_ratio="010",
    insured_card_expiration_date="20270731",
)
TICKET = MedicalTicket(
    ticket_type="1",
    valid_date="20261101",
    expiration_date="20261130",
    treatment_month="202611",
    designated_institution_code=INSTITUTION,
)
ASSISTED = Qualification(
    insured_card_classification="A1",
    name="見本　花子",
    name_kana="ﾐﾎﾝ ﾊﾅｺ",
    sex1="2",
    birthdate="19440130",
    medical_tickets=(TICKET,),
)
LIMIT = LimitApplicationCertificate(
    classification="01",
    classification_flag="A03",
    date="20260801",
    valid_start_date="20260801",
    valid_end_date="20270731",
)
DIALYSIS = SpecificDiseasesCertificate(
    disease_category="1",
    date="20260401",
    valid_start_date="20260401",
    valid_end_date="20270331",
    self_pay="10000",
)


def answer(
    *records: Qualification, validity: Validity | None = Validity.VALID
) -> QualificationConfirmation:
    """Return an answer of today with the records."""
    return QualificationConfirmation(
        process_execution_time="20261120093000",
        confirmation_date="20261120",
        medical_institution_code=INSTITUTION,
        arbitrary_file_identifier="",
        validity=validity,
        results=records,
    )


def limited(record: Qualification, flag: str) -> Qualification:
    """Return the record with a limit certificate of a class."""
    certificate = replace(LIMIT, classification_flag=flag)
    return replace(record, limit_application_certificate=certificate)


def pairs(found: Iterable[Doubt]) -> set[tuple[DoubtCode, str]]:
    """Return codes and elements."""
    return {(doubt.code, doubt.element) for doubt in found}


def doubts_of(
    record: Qualification, validity: Validity | None = Validity.VALID
) -> set[tuple[DoubtCode, str]]:
    """Return what is doubted of an answer with this record alone."""
    return pairs(doubts(answer(record, validity=validity), TODAY, INSTITUTION))
