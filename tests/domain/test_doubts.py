"""What is doubted of an answer as a whole, and what no doubt ever does, whatever stands there."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
    SpecificDiseasesCertificate,
)
from kiosk.domain.codes import CODES
from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts import doubts
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from tests.domain.records import (
    ADULT,
    ASSISTED,
    DIALYSIS,
    ELDERLY,
    ELDERLY_CERTIFICATE,
    INSTITUTION,
    LATTER_STAGE,
    LIMIT,
    TICKET,
    TODAY,
    answer,
    pairs,
)


@pytest.mark.parametrize(
    ("validity", "code"),
    [
        (Validity.INVALID, D.QUALIFICATION_ENDED),
        (Validity.INVALID_NEW_ONE_EXISTS, D.NEW_QUALIFICATION_EXISTS),
        (Validity.NONE, D.NO_QUALIFICATION),
        (Validity.SEVERAL, D.SEVERAL_QUALIFICATIONS),
        (Validity.VALID_TICKET_NOT_REGISTERED, D.TICKET_NOT_REGISTERED),
        (None, D.VALIDITY_MISSING),
    ],
)
def test_each_validity_but_the_good_one_has_a_doubt_of_its_own(
    validity: Validity | None, code: D
) -> None:
    expected = {(code, "QualificationValidity")}
    assert pairs(doubts(answer(ADULT, validity=validity), TODAY)) == expected
    assert pairs(doubts(answer(validity=validity), TODAY)) == expected


def test_a_valid_answer_without_a_record_is_doubted() -> None:
    assert doubts(answer(), TODAY) == (Doubt(D.RECORD_MISSING, "ResultList"),)


def test_several_records_are_doubted_once_and_each_is_checked_by_its_own_index() -> None:
    spoilt = replace(ADULT, name="見●　花子")
    found = doubts(answer(ADULT, spoilt, spoilt), TODAY)
    assert found == (
        Doubt(D.SEVERAL_RECORDS, "ResultList"),
        Doubt(D.NAME_HAS_BULLET, "Name", 1),
        Doubt(D.NAME_HAS_BULLET, "Name", 2),
    )


@pytest.mark.parametrize(
    ("code", "message", "element"),
    [
        ("SIM-0100", "電子証明書の有効期限が近づいています", "ProcessingResultMessage"),
        (None, "電子証明書の有効期限が近づいています", "ProcessingResultMessage"),
        ("SIM-0100", None, "ProcessingResultCode"),
    ],
)
def test_a_notice_of_the_service_is_passed_on_as_a_doubt(
    code: str | None, message: str | None, element: str
) -> None:
    noted = replace(answer(ADULT), processing_result_code=code, processing_result_message=message)
    assert doubts(noted, TODAY) == (Doubt(D.NOTICE_FROM_SERVICE, element),)


@pytest.mark.parametrize(
    ("changes", "code", "element"),
    [
        (
            {"confirmation_date": "20261119"},
            D.CONFIRMED_FOR_ANOTHER_DAY,
            "QualificationConfirmationDate",
        ),
        ({"confirmation_date": "today"}, D.DATE_UNREADABLE, "QualificationConfirmationDate"),
        ({"process_execution_time": ""}, D.DATE_UNREADABLE, "ProcessExecutionTime"),
        ({"process_execution_time": "20261120250000"}, D.DATE_UNREADABLE, "ProcessExecutionTime"),
        ({"prescription_issue_select": "3"}, D.UNKNOWN_CODE, "PrescriptionIssueSelect"),
    ],
)
def test_a_header_that_does_not_fit_is_doubted(
    changes: Mapping[str, Any], code: D, element: str
) -> None:
    found = doubts(replace(answer(ADULT), **changes), TODAY, INSTITUTION)
    assert found == (Doubt(code, element),)


def test_an_answer_for_another_clinic_is_doubted_where_ones_own_code_is_known() -> None:
    assert doubts(answer(ADULT), TODAY, INSTITUTION) == ()
    assert doubts(answer(ADULT), TODAY) == ()
    found = doubts(answer(ADULT), TODAY, "1312345671")
    assert found == (Doubt(D.INSTITUTION_DIFFERS, "MedicalInstitutionCode"),)
    malformed = replace(answer(ADULT), medical_institution_code="13")
    assert pairs(doubts(malformed, TODAY)) == {
        (D.INSTITUTION_CODE_MALFORMED, "MedicalInstitutionCode")
    }


@pytest.mark.parametrize("select", ["1", "2", None])
def test_the_choices_of_a_prescription_are_known(select: str | None) -> None:
    assert doubts(replace(answer(ADULT), prescription_issue_select=select), TODAY) == ()


def test_the_day_of_the_answer_counts_and_not_the_kiosks_clock() -> None:
    record = replace(ADULT, insured_card_expiration_date="20261120")
    late = doubts(answer(record), date(2026, 11, 21))
    assert pairs(late) == {(D.CONFIRMED_FOR_ANOTHER_DAY, "QualificationConfirmationDate")}
    undated = replace(answer(record), confirmation_date="")
    assert (D.QUALIFICATION_EXPIRED, "InsuredCardExpirationDate") in pairs(
        doubts(undated, date(2026, 11, 21))
    )


ENDED = replace(
    ADULT,
    disqualification_date="20260930",
    reason_of_loss="03",
    insured_card_expiration_date="20260930",
    birthdate="19510101",  # 75 since
)


@pytest.mark.parametrize(
    ("validity", "lost"),
    [
        (Validity.VALID, True),
        (Validity.VALID_TICKET_NOT_REGISTERED, True),
        (Validity.INVALID, False),
        (Validity.INVALID_NEW_ONE_EXISTS, False),
        (Validity.NONE, False),
        (Validity.SEVERAL, False),
        (None, False),
    ],
)
def test_a_day_of_loss_is_doubted_in_a_valid_answer_alone(
    validity: Validity | None, lost: bool
) -> None:
    codes = {code for code, _ in pairs(doubts(answer(ENDED, validity=validity), TODAY))}
    assert (D.LOST_BUT_VALID in codes) is lost


def test_a_record_that_has_ended_is_not_held_against_today() -> None:
    of_old_one = {D.QUALIFICATION_EXPIRED, D.LATTER_STAGE_EXPECTED}
    changed = answer(ENDED, LATTER_STAGE, validity=Validity.INVALID_NEW_ONE_EXISTS)
    assert {doubt.code for doubt in doubts(changed, TODAY)} == {
        D.NEW_QUALIFICATION_EXISTS,
        D.SEVERAL_RECORDS,
    }
    assert of_old_one <= {doubt.code for doubt in doubts(answer(ENDED), TODAY)}


@pytest.mark.parametrize(
    ("validity", "checked"),
    [
        (Validity.VALID, True),
        (Validity.VALID_TICKET_NOT_REGISTERED, True),
        (Validity.INVALID_NEW_ONE_EXISTS, True),
        (Validity.SEVERAL, True),
        (None, True),
        (Validity.INVALID, False),
        (Validity.NONE, False),
    ],
)
def test_a_record_that_may_be_used_is_checked_for_today(
    validity: Validity | None, checked: bool
) -> None:
    record = replace(ADULT, insured_card_expiration_date="20261119")
    codes = {doubt.code for doubt in doubts(answer(record, validity=validity), TODAY)}
    assert (D.QUALIFICATION_EXPIRED in codes) is checked


# ---------------------------------------------------------------- whatever stands there

_TELLING = (
    "●", "德", "髙", "\ud800", "\x00", "　", "A1", "A03", "B01", "B04", "B09", "B10", "010", "020",
    "030", "0", "1", "2", "39131016", "  138016", "06130488", "77777777", "123456", "00000000",
    "19440130", "19540412", "20210402", "20240229", "00010101", "99991231", "20261120", "202611",
    "20261120093000", "２０２６１１２０", "0001", "-1",
)  # fmt: skip
texts = st.one_of(st.sampled_from(_TELLING), st.text(max_size=12))
nodes = st.lists(
    st.builds(Node, st.sampled_from(["PublicExpenseNumber", "BeneficiaryNumber", "New"]), texts),
    max_size=2,
).map(tuple)


def spoilt(block: Any, **inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A block with any text or none in some of its elements."""
    plain = sorted({field.name for field in fields(block)} - {"others", *inner})
    changes = st.dictionaries(st.sampled_from(plain), st.none() | texts, max_size=6)
    return st.builds(
        lambda changed, others, blocks: replace(block, **changed, others=others, **blocks),
        changes,
        nodes,
        st.fixed_dictionaries({}, optional=inner),
    )


def some(block: Any) -> st.SearchStrategy[Any]:
    """Up to two such blocks."""
    return st.lists(spoilt(block), max_size=2).map(tuple)


records = st.sampled_from([Qualification(), ADULT, ELDERLY, LATTER_STAGE, ASSISTED]).flatmap(
    lambda record: spoilt(
        record,
        elderly_recipient_certificate=st.none() | spoilt(ELDERLY_CERTIFICATE),
        limit_application_certificate=st.none() | spoilt(LIMIT),
        specific_diseases_certificates=some(DIALYSIS),
        medical_tickets=some(TICKET),
    )
)
confirmations = st.builds(
    QualificationConfirmation,
    process_execution_time=texts,
    confirmation_date=texts,
    medical_institution_code=texts,
    arbitrary_file_identifier=texts,
    validity=st.none() | st.sampled_from(Validity),
    results=st.lists(records, max_size=2).map(tuple),
    processing_result_code=st.none() | texts,
    processing_result_message=st.none() | texts,
    prescription_issue_select=st.none() | texts,
)

_HEADER = {
    "QualificationConfirmationDate", "ProcessExecutionTime", "MedicalInstitutionCode",
    "QualificationValidity", "ResultList", "ProcessingResultCode", "ProcessingResultMessage",
    "PrescriptionIssueSelect", "PublicExpenseNumber", "BeneficiaryNumber",
}  # fmt: skip
_LAYOUT = _HEADER | {
    field.metadata["element"]
    for kind in (
        Qualification,
        ElderlyRecipientCertificate,
        LimitApplicationCertificate,
        SpecificDiseasesCertificate,
        MedicalTicket,
    )
    for field in fields(kind)
    if "element" in field.metadata
}


@given(confirmations, st.dates(), st.none() | texts)
def test_no_answer_breaks_the_checks_and_nothing_of_it_gets_into_a_doubt(
    confirmation: QualificationConfirmation, today: date, institution: str | None
) -> None:
    found = doubts(confirmation, today, institution)
    assert doubts(confirmation, today, institution) == found
    assert len(set(found)) == len(found)
    for doubt in found:
        assert doubt.element in _LAYOUT
        assert doubt.result in range(max(1, len(confirmation.results)))


@given(records, texts)
def test_the_name_of_the_household_is_never_looked_at(record: Qualification, name: str) -> None:
    named = replace(record, insured_name=name)
    assert doubts(answer(named), TODAY) == doubts(answer(record), TODAY)


@given(records)
def test_the_order_of_records_changes_nothing_but_their_index(record: Qualification) -> None:
    first = doubts(answer(record, ADULT), TODAY)
    second = doubts(answer(ADULT, record), TODAY)
    assert {replace(doubt, result=0) for doubt in first} == {
        replace(doubt, result=0) for doubt in second
    }


def test_every_table_of_codes_belongs_to_an_element_of_the_layout() -> None:
    assert set(CODES) <= _LAYOUT
