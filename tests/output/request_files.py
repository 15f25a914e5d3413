"""Request files as receipt computers write them, with one thing changed where a test wants it."""

from kiosk.ports.records import KeptRequest
from tests.fakes import people

INSTITUTION = "1319999999"
QUERY = "OQSsiquc01req_202611200001.xml"
HEADER = {
    "QualificationConfirmationDate": "20261120",
    "MedicalInstitutionCode": INSTITUTION,
    "ArbitraryFileIdentifier": "abcDEF0123456789",
}
SEARCH = {
    "InsurerNumber": "139998",
    "InsuredCardSymbol": people.SYMBOL,
    "InsuredIdentificationNumber": people.IDENTIFICATION,
    "InsuredBranchNumber": "01",
    "Birthdate": "19800217",
}
REGISTRATION = {
    "ReferenceNumber": "12345",
    "InsurerNumber": "06139998",
    "InsuredCardSymbol": people.SYMBOL,
    "InsuredIdentificationNumber": people.IDENTIFICATION,
    "InsuredBranchNumber": "01",
}
MEDICAL_HEADER = HEADER | {
    "InsurerNumber": "06139998",
    "InsuranceCardSymbol": people.SYMBOL,
    "InsuredPersonIdentificationNumber": people.IDENTIFICATION,
}
VISITS = {
    "MedicalTreatmentFlag": "2",
    "ConsentDateFrom": "20261101",
    "ConsentDateTo": "20261120",
}


def elements(values: dict[str, str | None]) -> str:
    """Write elements; None leaves one out."""
    return "".join(f"<{name}>{text}</{name}>" for name, text in values.items() if text is not None)


def message(header: dict[str, str | None], body: str, declared: str = "Shift_JIS") -> bytes:
    """Write a message as the field does: Shift_JIS unless said, CRLF."""
    head = f"<MessageHeader>{elements(header)}</MessageHeader>\r\n"
    text = f"<XmlMsg>\r\n{head}<MessageBody>{body}</MessageBody>\r\n</XmlMsg>\r\n"
    declaration = f'<?xml version="1.0" encoding="{declared}" standalone="no"?>\r\n'
    codec = "cp932" if declared == "Shift_JIS" else "utf-8"
    return (declaration + text).encode(codec)


def search(**changes: str | None) -> str:
    """One person to be asked for."""
    inner = elements({**SEARCH, **changes})
    return f"<QualificationConfirmSearchInfo>{inner}</QualificationConfirmSearchInfo>"


def registration(**changes: str | None) -> str:
    """One patient number to be registered."""
    inner = elements({**REGISTRATION, **changes})
    return f"<ReferenceNumberRegistrationInfo>{inner}</ReferenceNumberRegistrationInfo>"


def query(**changes: str | None) -> KeptRequest:
    """A query for one person, some of its elements changed."""
    return KeptRequest(QUERY, message({**HEADER}, search(**changes)))


def query_declared(declared: str) -> KeptRequest:
    """A query in one of the two encodings."""
    return KeptRequest(QUERY, message({**HEADER}, search(), declared))


def good(interface: str, number: int = 1) -> KeptRequest:
    """A request of any interface with nothing wrong in it."""
    name = f"{interface}req_20261120{number:04}.xml"
    match interface:
        case "OQSsiquc01":
            content = message({**HEADER}, search())
        case "OQSmuquc01":
            content = message({**HEADER}, search() + search(InsuredBranchNumber=None))
        case "OQSsiimm01":
            content = message({**HEADER}, registration())
        case "OQSmuimm01":
            content = message({**HEADER}, registration() + registration(ReferenceNumber="12346"))
        case "OQSmuhvq01":
            content = message({**HEADER}, elements({**VISITS}))
        case "YZKsiquc01" | "TKKsiquc01":
            content = message({**MEDICAL_HEADER}, elements({"FileCategory": "1"}))
        case _:
            content = message({**HEADER}, elements({"ReceptionNumber": "202611200000001"}))
    return KeptRequest(name, content)
