"""OQSsiimm01: the clinic's own number of a patient (照会番号)."""

from typing import Any

import pytest

from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    ELDER,
    PEOPLE,
    TWIN,
    Clinic,
    asking,
    results,
)

INFO = "ReferenceNumberRegistrationInfo"


def registering(serial: int, number: str = "24434", **changed: str) -> dict[str, str]:
    info = asking(serial) | {"ReferenceNumber": number, **changed}
    return {name: value for name, value in info.items() if value and name != "Birthdate"}


def register(clinic: Clinic, info: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    return clinic.send("OQSsiimm01", {INFO: info}, ArbitraryFileIdentifier="AFI-1")


def test_the_next_answers_carry_the_number(clinic: Clinic) -> None:
    info = registering(ADULT)
    header, body = register(clinic, info)
    assert (header["SegmentOfResult"], header["ArbitraryFileIdentifier"]) == ("1", "AFI-1")
    assert body == {INFO: info, "ProcessingResultStatus": "1"}
    assert results(clinic.search(asking(ADULT)))[0]["ReferenceNumber"] == "24434"
    assert clinic.registry.results(ADULT)[0]["ReferenceNumber"] == "24434"
    assert "ReferenceNumber" not in results(clinic.search(asking(TWIN)))[0]


def test_a_new_number_replaces_the_old_and_frees_it(clinic: Clinic) -> None:
    register(clinic, registering(ADULT, "1"))
    register(clinic, registering(ADULT, "2"))
    assert clinic.registry.reference_number(ADULT) == "2"
    assert register(clinic, registering(TWIN, "1"))[1]["ProcessingResultStatus"] == "1"


def test_an_elder_needs_neither_symbol_nor_branch(clinic: Clinic) -> None:
    info = registering(ELDER)
    assert info.keys() == {"ReferenceNumber", "InsurerNumber", "InsuredIdentificationNumber"}
    assert register(clinic, info)[1]["ProcessingResultStatus"] == "1"
    empty = {**info, "InsuredCardSymbol": "", "InsuredBranchNumber": ""}  # programs write both
    assert register(clinic, empty)[1]["ProcessingResultStatus"] == "1"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": ""}, "SIM-1004"),
        ({"number": "9" * 51}, "SIM-1005"),
        ({"InsurerNumber": "139998"}, "SIM-1005"),
        ({"InsuredCardSymbol": "見" * 21}, "SIM-1005"),
        ({"InsuredIdentificationNumber": ""}, "SIM-1004"),
        ({"InsuredIdentificationNumber": "4" * 21}, "SIM-1005"),
        ({"InsuredBranchNumber": ""}, "SIM-1004"),
        ({"InsuredBranchNumber": "000"}, "SIM-1005"),
    ],
)
def test_a_wrong_registration_is_refused_whole(
    clinic: Clinic, changed: dict[str, str], code: str
) -> None:
    header, body = register(clinic, registering(ADULT, **changed))
    assert (header["SegmentOfResult"], header["ErrorCode"], body) == ("9", code, {})
    assert clinic.registry.reference_number(ADULT) is None


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (registering(ADULT, InsuredBranchNumber="07"), "SIM-1101"),
        (registering(ADULT, InsuredIdentificationNumber="46"), "SIM-1101"),
        (registering(ADULT, "taken"), "SIM-1301"),
    ],
)
def test_whoever_cannot_be_registered_is_told_as_that_persons_result(
    clinic: Clinic, info: dict[str, str], code: str
) -> None:
    clinic.registry.set_reference_number(TWIN, "taken")
    header, body = register(clinic, info)
    assert header["SegmentOfResult"] == "1"
    assert (body["ProcessingResultStatus"], body["ProcessingResultCode"]) == ("2", code)
    assert body[INFO] == info
    assert body["ProcessingResultMessage"]
    assert clinic.registry.reference_number(ADULT) is None


def test_fifty_characters_are_not_too_many(clinic: Clinic) -> None:
    _, body = register(clinic, registering(ADULT, "9" * 50))
    assert body["ProcessingResultStatus"] == "1"


def test_a_number_stays_over_a_restart(clinic: Clinic) -> None:
    register(clinic, registering(ADULT))
    again = Clinic(clinic.folder, clinic.clock)
    assert results(again.search(asking(ADULT)))[0]["ReferenceNumber"] == "24434"
    assert PEOPLE[ADULT].reference_number is None
