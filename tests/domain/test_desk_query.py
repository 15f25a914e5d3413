"""What staff ask without the card: the messages, as the interface wants them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.desk_query import (
    Insured,
    Letter,
    NumberQuery,
    QueryKind,
    home_visits,
    interface_of,
    number_query,
    registration,
    repeatable,
    result_of,
)
from kiosk.domain.message_tree import Node
from kiosk.output.request_checks import fault_of
from kiosk.output.request_interfaces import INTERFACES

LETTER = Letter("1319999999", "an-identifier")
EMPLOYEE = Insured("06139998", "見本ー７", "0045", "01")
CITY = Insured("139998", "", "45", "00")
ELDER = Insured("39139991", "", "00123456", "")


def query(insured: Insured, limit: bool = False, reception: str = "") -> NumberQuery:
    return NumberQuery(insured, date(1980, 2, 17), date(2026, 11, 20), limit, reception)


def values(message: Node, name: str) -> dict[str, str]:
    body = message.child("MessageBody")
    inner = body and body.child(name)
    assert inner
    return {child.name: child.text for child in inner.children}


def test_a_query_says_who_by_the_standards_names() -> None:
    message = number_query(query(EMPLOYEE, limit=True, reception="r-1"), LETTER)
    assert values(message, "QualificationConfirmSearchInfo") == {
        "InsurerNumber": "06139998",
        "InsuredCardSymbol": "見本ー７",
        "InsuredIdentificationNumber": "0045",
        "InsuredBranchNumber": "01",
        "Birthdate": "19800217",
        "LimitApplicationCertificateRelatedConsFlg": "1",
        "ArbitraryIdentifier": "r-1",
    }
    header = message.child("MessageHeader")
    assert header
    assert header.value("QualificationConfirmationDate") == "20261120"
    assert header.value("MedicalInstitutionCode") == "1319999999"
    assert header.value("ArbitraryFileIdentifier") == "an-identifier"


def test_six_digits_are_padded_with_spaces_and_never_with_zeros() -> None:
    told = values(number_query(query(CITY), LETTER), "QualificationConfirmSearchInfo")
    assert told["InsurerNumber"] == "  139998"


def test_what_is_empty_is_left_out() -> None:
    told = values(number_query(query(ELDER), LETTER), "QualificationConfirmSearchInfo")
    empty = {"InsuredCardSymbol", "InsuredBranchNumber", "ArbitraryIdentifier"}
    assert told.keys().isdisjoint(empty)


def test_a_registration_without_a_branch_is_for_the_latter_stage_alone() -> None:
    told = values(registration(ELDER, "K-12", LETTER), "ReferenceNumberRegistrationInfo")
    assert told["ReferenceNumber"] == "K-12"
    no_branch = Insured("139998", "", "45", "")
    assert not no_branch.registrable
    with pytest.raises(ValueError, match="枝番"):
        registration(no_branch, "K-12", LETTER)


@pytest.mark.parametrize("insured", [EMPLOYEE, CITY, ELDER])
def test_a_receipt_computers_check_would_find_nothing_wrong(insured: Insured) -> None:
    """The same rules hold for both ways to the service."""
    asked = {
        interface_of(QueryKind.NUMBER): number_query(query(insured, reception="r-1"), LETTER),
        interface_of(QueryKind.REFERENCE): registration(insured, "K-12", LETTER),
        interface_of(QueryKind.HOME_VISIT): home_visits(
            date(2026, 11, 1), date(2026, 11, 20), LETTER
        ),
        interface_of(QueryKind.HOME_VISIT, first_step_done=True): result_of("R1", LETTER),
    }
    for interface, message in asked.items():
        assert fault_of(message, INTERFACES[interface], "1319999999") is None


def test_what_may_be_sent_twice_is_what_may_be_for_a_receipt_computer() -> None:
    steps = [interface_of(kind) for kind in QueryKind]
    steps.append(interface_of(QueryKind.HOME_VISIT, first_step_done=True))
    assert {one: repeatable(one) for one in steps} == {
        one: INTERFACES[one].repeatable for one in steps
    }
    assert not repeatable(interface_of(QueryKind.REFERENCE))


@given(st.from_regex("[0-9]{6}|[0-9]{8}", fullmatch=True), st.text(max_size=20))
def test_an_insurer_number_is_always_eight_characters_that_end_in_its_digits(
    insurer: str, symbol: str
) -> None:
    message = number_query(query(Insured(insurer, symbol, "1", "")), LETTER)
    told = values(message, "QualificationConfirmSearchInfo")["InsurerNumber"]
    assert len(told) == 8
    assert told.strip(" ") == insurer


def test_nothing_shows_whom_it_is_about() -> None:
    for value in (EMPLOYEE, query(EMPLOYEE), number_query(query(EMPLOYEE), LETTER)):
        assert "0045" not in repr(value)
