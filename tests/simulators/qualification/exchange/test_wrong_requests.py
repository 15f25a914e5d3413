"""Requests that get no for an answer, and which one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulators.qualification.exchange
from simulators.qualification.exchange.refusal import Reason
from simulators.qualification.refusals import NOTICES, Refusal
from tests.simulators.qualification.exchange.clinic import ADULT, INSTITUTION, Clinic, asking

INFO = "QualificationConfirmSearchInfo"


def searching(**changed: Any) -> dict[str, Any]:
    return {INFO: {**asking(ADULT), **changed}}


@pytest.mark.parametrize(
    ("interface", "request_", "code"),
    [
        ("OQSsiquc99", {"XmlMsg": {}}, "SIM-1002"),
        ("OQSsiquc01", {}, "SIM-1002"),
        ("OQSsiquc01", {"XmlMsg": []}, "SIM-1006"),
        ("OQSsiquc01", {"XmlMsg": "text"}, "SIM-1002"),
        ("OQSsiquc01", {"XmlMsg": {"MessageHeader": {}}}, "SIM-1002"),
        ("OQSsiquc01", {"XmlMsg": {"MessageHeader": {}, "MessageBody": {}}}, "SIM-1004"),
        (
            "OQSsiquc01",
            {
                "XmlMsg": {
                    "MessageHeader": {"MedicalInstitutionCode": "1319999998"},
                    "MessageBody": {},
                }
            },
            "SIM-1003",
        ),
        (
            "OQSmutic01",
            {
                "XmlMsg": {
                    "MessageHeader": {"MedicalInstitutionCode": INSTITUTION},
                    "MessageBody": {},
                }
            },
            "SIM-1001",
        ),
    ],
)
def test_what_is_no_request_is_refused(
    clinic: Clinic, interface: str, request_: dict[str, Any], code: str
) -> None:
    header = clinic.exchange.answer(interface, request_)["XmlMsg"]["MessageHeader"]
    assert (header["SegmentOfResult"], header["ErrorCode"]) == ("9", code)


@pytest.mark.parametrize(
    ("body", "day", "code", "named"),
    [
        (searching(), "", "SIM-1004", "QualificationConfirmationDate"),
        (searching(), "20260230", "SIM-1005", "QualificationConfirmationDate"),
        (searching(), "2026112", "SIM-1005", "QualificationConfirmationDate"),
        (searching(), "２０２６１１２０", "SIM-1005", "QualificationConfirmationDate"),
        ({}, "20261120", "SIM-1004", INFO),
        ({INFO: [asking(ADULT)]}, "20261120", "SIM-1006", INFO),
        (searching(InsurerNumber=""), "20261120", "SIM-1004", "InsurerNumber"),
        (searching(InsurerNumber="139998"), "20261120", "SIM-1005", "InsurerNumber"),
        (searching(InsurerNumber="139998  "), "20261120", "SIM-1005", "InsurerNumber"),
        (searching(InsurerNumber=["  139998"]), "20261120", "SIM-1006", "InsurerNumber"),
        (searching(InsuredCardSymbol="記" * 21), "20261120", "SIM-1005", "InsuredCardSymbol"),
        (
            searching(InsuredIdentificationNumber=" "),
            "20261120",
            "SIM-1004",
            "InsuredIdentificationNumber",
        ),
        (
            searching(InsuredIdentificationNumber="4\n5"),
            "20261120",
            "SIM-1005",
            "InsuredIdentificationNumber",
        ),
        (searching(InsuredBranchNumber="0"), "20261120", "SIM-1005", "InsuredBranchNumber"),
        (searching(Birthdate=""), "20261120", "SIM-1004", "Birthdate"),
        (searching(Birthdate={"Year": "1986"}), "20261120", "SIM-1005", "Birthdate"),
        (searching(ArbitraryIdentifier="\ud800"), "20261120", "SIM-1005", "ArbitraryIdentifier"),
        (
            searching(LimitApplicationCertificateRelatedConsFlg="2"),
            "20261120",
            "SIM-1005",
            "LimitApplicationCertificateRelatedConsFlg",
        ),
    ],
)
def test_a_wrong_element_is_named_in_the_refusal(
    clinic: Clinic, body: dict[str, Any], day: str, code: str, named: str
) -> None:
    header, answered = clinic.send(
        "OQSsiquc01", body, QualificationConfirmationDate=day, ArbitraryFileIdentifier="AFI-1"
    )
    assert (header["SegmentOfResult"], header["ErrorCode"]) == ("9", code)
    assert named in header["ErrorMessage"]
    assert header["ArbitraryFileIdentifier"] == "AFI-1"
    assert answered == {}


def test_a_refusal_never_repeats_what_was_asked(clinic: Clinic) -> None:
    header, _ = clinic.send(
        "OQSsiquc01",
        searching(InsuredIdentificationNumber="9" * 21),
        QualificationConfirmationDate="20261120",
    )
    assert "9" * 21 not in str(header)


def test_every_reason_has_words_and_a_code_of_its_own() -> None:
    codes = {reason.value for reason in Reason}
    assert len(codes) == len(Reason)
    assert all(reason.message for reason in Reason)
    assert not codes & {refusal.value for refusal in Refusal}
    assert not codes & NOTICES.keys()


def test_every_code_and_interface_is_in_the_table_of_the_package(clinic: Clinic) -> None:
    described = simulators.qualification.exchange.__doc__ or ""
    for word in (*Reason, *clinic.exchange.interfaces):
        assert word in described


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["XmlMsg", "MessageHeader", "MessageBody", INFO, "InsurerNumber"]),
            inner,
        )
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def open_all_day(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    return Clinic(tmp_path_factory.mktemp("clinic"))


@given(data=st.data())
def test_whatever_is_asked_gets_an_answer(open_all_day: Clinic, data: st.DataObject) -> None:
    clinic = open_all_day
    interface = data.draw(st.sampled_from([*clinic.exchange.interfaces, "other"]))
    body = data.draw(JSON)
    head = {"MedicalInstitutionCode": INSTITUTION, "QualificationConfirmationDate": "20261120"}
    message = data.draw(st.just({"MessageHeader": head, "MessageBody": body}) | JSON)
    answer = clinic.exchange.answer(interface, {"XmlMsg": message})
    assert answer["XmlMsg"]["MessageHeader"]["SegmentOfResult"] in ("1", "9")
    assert "document" not in answer
