"""Requests are read and checked; what cannot be put is refused in words that say what to do."""

import pytest

from kiosk.output.request_interfaces import INTERFACES, interface_of
from kiosk.output.requests import StandardRequests
from kiosk.ports.records import KeptRequest
from kiosk.ports.requests import Request, RequestFault, RequestRefused
from tests.fakes import people
from tests.output.request_files import (
    HEADER,
    INSTITUTION,
    MEDICAL_HEADER,
    VISITS,
    elements,
    good,
    message,
    query,
    query_declared,
    registration,
    search,
)

FORMS = StandardRequests(INSTITUTION)
IN_HEADER = "MessageHeader/InsurerNumber"


def read(kept: KeptRequest) -> Request:
    request = FORMS.read(kept)
    assert isinstance(request, Request), request
    return request


def refusal(kept: KeptRequest) -> RequestRefused:
    refused = FORMS.read(kept)
    assert isinstance(refused, RequestRefused)
    return refused


@pytest.mark.parametrize("interface", INTERFACES)
def test_every_interface_is_read(interface: str) -> None:
    request = read(good(interface))
    assert request.interface == interface
    assert request.message.name == "XmlMsg"


@pytest.mark.parametrize("interface", INTERFACES)
def test_what_begins_something_is_never_repeated_and_what_only_asks_is(interface: str) -> None:
    begins = {"OQSmuquc01", "OQSmuhvq01", "OQSmuimm01", "OQSsiimm01"}
    assert read(good(interface)).repeatable is (interface not in begins)


@pytest.mark.parametrize("declared", ["Shift_JIS", "UTF-8"])
def test_texts_are_read_as_they_are_declared(declared: str) -> None:
    body = read(query_declared(declared)).message.child("MessageBody")
    person = body and body.child("QualificationConfirmSearchInfo")
    assert person
    assert person.value("InsuredCardSymbol") == people.SYMBOL


@pytest.mark.parametrize("written", ["139998", "  139998", " 139998"])
def test_an_insurer_number_reaches_the_service_at_its_full_width(written: str) -> None:
    body = read(query(InsurerNumber=written)).message.child("MessageBody")
    person = body and body.child("QualificationConfirmSearchInfo")
    assert person
    assert person.value("InsurerNumber") == "  139998"


def test_elements_that_nobody_knows_are_passed_on() -> None:
    body = read(query(KizonElement="1")).message.child("MessageBody")
    person = body and body.child("QualificationConfirmSearchInfo")
    assert person
    assert person.value("KizonElement") == "1"


def test_a_query_carries_the_id_of_a_provisional_reception_and_nothing_else_does() -> None:
    reception = "0b0e3c60-6f0f-4a5e-9d8a-2f5b1f6f7a10"
    assert read(query(ArbitraryIdentifier=reception)).reception == reception
    assert read(query()).reception == ""
    bulk = KeptRequest(
        "OQSmuquc01req_1.xml", message({**HEADER}, search(ArbitraryIdentifier=reception))
    )
    assert read(bulk).reception == ""


MISSING, BAD = RequestFault.MISSING, RequestFault.BAD_VALUE


@pytest.mark.parametrize(
    ("changes", "fault", "element"),
    [
        ({"InsurerNumber": None}, MISSING, "InsurerNumber"),
        ({"InsurerNumber": "1234"}, BAD, "InsurerNumber"),
        ({"InsurerNumber": "1399987"}, BAD, "InsurerNumber"),
        ({"InsurerNumber": "123456789"}, BAD, "InsurerNumber"),
        ({"InsurerNumber": "   139998"}, BAD, "InsurerNumber"),
        ({"InsurerNumber": "13999８"}, BAD, "InsurerNumber"),
        ({"InsuredIdentificationNumber": None}, MISSING, "InsuredIdentificationNumber"),
        ({"InsuredIdentificationNumber": "1" * 21}, BAD, "InsuredIdentificationNumber"),
        ({"InsuredCardSymbol": "字" * 21}, BAD, "InsuredCardSymbol"),
        ({"InsuredBranchNumber": "1"}, BAD, "InsuredBranchNumber"),
        ({"Birthdate": None}, MISSING, "Birthdate"),
        ({"Birthdate": "19800230"}, BAD, "Birthdate"),
        ({"LimitApplicationCertificateRelatedConsFlg": "2"}, BAD, "LimitApplicationCertificate"),
        ({"ArbitraryIdentifier": "x" * 129}, BAD, "ArbitraryIdentifier"),
    ],
)
def test_a_query_with_a_bad_element_names_it(
    changes: dict[str, str | None], fault: RequestFault, element: str
) -> None:
    refused = refusal(query(**changes))
    assert refused.fault is fault
    assert refused.element.startswith(element)


@pytest.mark.parametrize("changes", [{"InsuredCardSymbol": None}, {"InsuredCardSymbol": "字" * 20}])
def test_a_query_without_what_may_be_absent_or_as_long_as_it_may_be_is_put(
    changes: dict[str, str | None],
) -> None:
    assert read(query(InsuredBranchNumber=None, **changes)).urgent


@pytest.mark.parametrize(
    ("name", "content", "fault", "element"),
    [
        ("OQSsiquc01", message({**HEADER, "MedicalInstitutionCode": None}, search()), MISSING, "M"),
        (
            "OQSsiquc01",
            message({**HEADER, "MedicalInstitutionCode": "1310000000"}, search()),
            RequestFault.OTHER_CLINIC,
            "MedicalInstitutionCode",
        ),
        (
            "OQSsiquc01",
            message({**HEADER, "QualificationConfirmationDate": "2026"}, search()),
            BAD,
            "QualificationConfirmationDate",
        ),
        ("OQSsiquc01", message({**HEADER}, ""), MISSING, "QualificationConfirmSearchInfo"),
        ("OQSsiquc01", message({**HEADER}, search() * 2), BAD, "QualificationConfirmSearchInfo"),
        ("OQSmuquc01", message({**HEADER}, ""), MISSING, "QualificationConfirmSearchInfo"),
        (
            "OQSmuquc01",
            message({**HEADER, "QualificationConfirmationDate": None}, search()),
            MISSING,
            "QualificationConfirmationDate",
        ),
        ("OQSmuquc02", message({**HEADER}, ""), MISSING, "ReceptionNumber"),
        ("OQSsiimm01", message({**HEADER}, registration(ReferenceNumber=None)), MISSING, "Ref"),
        ("OQSsiimm01", message({**HEADER}, registration(ReferenceNumber="1" * 51)), BAD, "Ref"),
        ("OQSsiimm01", message({**HEADER}, registration(InsuredBranchNumber=None)), MISSING, "Ins"),
        ("OQSsiimm01", message({**HEADER}, registration() * 2), BAD, "ReferenceNumberReg"),
        ("OQSmuhvq01", message({**HEADER}, ""), MISSING, "MedicalTreatmentFlag"),
        (
            "OQSmuhvq01",
            message({**HEADER}, elements({**VISITS, "MedicalTreatmentFlag": "3"})),
            BAD,
            "MedicalTreatmentFlag",
        ),
        (
            "OQSmuhvq01",
            message({**HEADER}, elements({**VISITS, "ConsentDateTo": None})),
            MISSING,
            "ConsentDateTo",
        ),
        (
            "OQSmuhvq01",
            message({**HEADER}, elements({"MedicalTreatmentFlag": "2"})),
            MISSING,
            "ConsentDateFrom",
        ),
        ("YZKsiquc01", message({**MEDICAL_HEADER}, ""), MISSING, "FileCategory"),
        ("YZKsiquc01", message({**HEADER}, elements({"FileCategory": "1"})), MISSING, IN_HEADER),
        (
            "YZKsiquc01",
            message({**MEDICAL_HEADER}, elements({"FileCategory": "1", "StartDate": "202613"})),
            BAD,
            "StartDate",
        ),
        ("OQSsiquc01", b"<XmlMsg><MessageBody/></XmlMsg>", MISSING, "MessageHeader"),
        ("OQSsiquc01", b"<XmlMsg><MessageHeader/></XmlMsg>", MISSING, "MessageBody"),
        ("OQSsiquc01", b"", RequestFault.SIZE, ""),
        ("OQSsiquc01", b" \r\n", RequestFault.SIZE, ""),
        ("OQSsiquc01", b"<XmlMsg>" + b" " * (1 << 20), RequestFault.SIZE, ""),
        ("OQSsiquc01", b"<XmlMsg><MessageHeader>", RequestFault.NOT_XML, ""),
        ("OQSsiquc01", b"<XmlMsg>\xff</XmlMsg>", RequestFault.ENCODING, ""),
        ("OQSsiquc01", b"<Other/>", RequestFault.NO_MESSAGE, "XmlMsg"),
        ("OQSsiquc01", b"<!DOCTYPE a [<!ENTITY b 'c'>]><XmlMsg/>", RequestFault.DOCTYPE, ""),
        ("OQSmuonq01", message({**HEADER}, ""), RequestFault.UNKNOWN_INTERFACE, ""),
        ("CIPsiquc01", b"whatever it holds", RequestFault.UNKNOWN_INTERFACE, ""),
    ],
)
def test_what_cannot_be_put_is_refused_with_its_reason(
    name: str, content: bytes, fault: RequestFault, element: str
) -> None:
    refused = refusal(KeptRequest(f"{name}req_202611200001.xml", content))
    assert refused.fault is fault
    assert refused.element.startswith(element)


@pytest.mark.parametrize("symbol", ["記号", "１２３", "みほん"])
def test_utf_8_that_declares_shift_jis_is_no_query_for_somebody_else(symbol: str) -> None:
    kept = query(InsuredCardSymbol=symbol)
    saved_otherwise = kept.content.decode("cp932").encode("utf-8")
    refused = refusal(KeptRequest(kept.name, saved_otherwise))
    assert refused.fault is RequestFault.ENCODING


@pytest.mark.parametrize("symbol", ["記号", "１２３", "みほん", "ﾂｱ", "A-1"])
def test_shift_jis_is_not_taken_for_utf_8(symbol: str) -> None:
    body = read(query(InsuredCardSymbol=symbol)).message.child("MessageBody")
    assert body is not None
    assert body.children[0].value("InsuredCardSymbol") == symbol


@pytest.mark.parametrize(
    ("interface", "person"),
    [
        ("OQSmuquc01", search(Birthdate="x")),
        ("OQSmuimm01", registration(InsuredBranchNumber=None)),
    ],
)
def test_one_typing_error_among_many_people_is_the_services_to_judge(
    interface: str, person: str
) -> None:
    kept = KeptRequest(f"{interface}req_1.xml", message({**HEADER}, person * 3))
    assert not read(kept).repeatable


def test_a_registration_for_a_later_stage_patient_needs_no_branch_number() -> None:
    content = registration(InsurerNumber="39139998", InsuredBranchNumber=None)
    assert read(KeptRequest("OQSsiimm01req_1.xml", message({**HEADER}, content)))


@pytest.mark.parametrize(
    "name",
    [
        "OQSsiquc01req_.xml",
        "OQSsiquc01req_../../etc/passwd.xml",
        "OQSsiquc01req_2026\n0001.xml",
        "OQSsiquc01req_20261120.xml\n",
        "OQSsiquc01req_" + "1" * 300 + ".xml",
        "OQSsiquc01req_１２.xml",
        "OQSsiquc01res_202611200001.xml",
        "OQSsiquc01req_202611200001.xml.tmp",
        ".OQSsiquc01req_202611200001.xml",
        "desktop.ini",
    ],
)
def test_other_names_are_no_requests(name: str) -> None:
    assert interface_of(name) is None
    with pytest.raises(ValueError, match="not the name of a request"):
        FORMS.read(KeptRequest(name, b""))
