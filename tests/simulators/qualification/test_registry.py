"""What the simulated service keeps between its starts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulators.personas.insured import Insured
from simulators.qualification.registry import Registry

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
FIRST, SECOND, NEW = 1, 2, 3
FAMILY = {"InsurerNumber": "  139998", "InsuredCardSymbol": "見本", "Birthdate": "19860908"}
PEOPLE = {
    FIRST: Insured(
        ({**FAMILY, "InsuredIdentificationNumber": "0045", "InsuredBranchNumber": "00"},),
        reference_number="P-1",
        later=Insured(({"InsurerNumber": "06139992", "InsuredIdentificationNumber": "9"},), "3"),
    ),
    SECOND: Insured(
        ({**FAMILY, "InsuredIdentificationNumber": "0045", "InsuredBranchNumber": "01"},)
    ),
    NEW: Insured(registered=False),
}


def opened(folder: Path) -> Registry:
    return Registry(PEOPLE, folder / "registry.sqlite")


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return opened(tmp_path)


def test_everything_a_reception_adds_survives_a_restart(tmp_path: Path) -> None:
    before = opened(tmp_path)
    before.register(NEW)
    before.add_reception(FIRST, "face", NOON)
    before.add_reception(FIRST, "pin", NOON)
    before.record_consents(FIRST, {"OperationInfo": False, "PharmacistsInfo": True}, NOON)
    before.set_reference_number(SECOND, "12345")
    after = opened(tmp_path)
    assert after.is_registered(NEW)
    assert after.methods(FIRST) == ("face", "pin")
    consents = after.consents(FIRST)
    assert {kind: one.given for kind, one in consents.items()} == {
        "OperationInfo": False,
        "PharmacistsInfo": True,
    }
    assert consents["PharmacistsInfo"].at == NOON
    assert consents["PharmacistsInfo"].until == NOON + timedelta(hours=24)
    assert after.reference_number(SECOND) == "12345"


def test_a_reset_leaves_what_the_cast_says(registry: Registry) -> None:
    registry.register(NEW)
    registry.add_reception(FIRST, "face", NOON)
    registry.record_consents(FIRST, {"OperationInfo": True}, NOON)
    registry.set_reference_number(FIRST, "other")
    registry.reset()
    assert not registry.is_registered(NEW)
    assert registry.methods(FIRST) == ()
    assert registry.consents(FIRST) == {}
    assert registry.reference_number(FIRST) == "P-1"


def test_new_answers_replace_all_of_the_earlier(registry: Registry) -> None:
    registry.record_consents(FIRST, {"OperationInfo": True, "PharmacistsInfo": True}, NOON)
    registry.record_consents(FIRST, {"PharmacistsInfo": False}, NOON + timedelta(hours=1))
    assert [(k, c.given) for k, c in registry.consents(FIRST).items()] == [
        ("PharmacistsInfo", False)
    ]


def test_a_consent_is_in_force_for_24_hours_and_until_the_next_reception(
    registry: Registry,
) -> None:
    given = {"OperationInfo": True, "DiagnosisInfo": False}
    registry.add_reception(FIRST, "face", NOON)
    registry.record_consents(FIRST, given, NOON)
    day_later = NOON + timedelta(hours=24)
    assert registry.consents_in_force(FIRST, NOON).keys() == {"OperationInfo"}
    assert registry.consents_in_force(FIRST, day_later).keys() == {"OperationInfo"}
    assert registry.consents_in_force(FIRST, day_later + timedelta(microseconds=1)) == {}
    registry.add_reception(SECOND, "face", NOON)
    assert registry.consents_in_force(FIRST, NOON).keys() == {"OperationInfo"}
    registry.add_reception(FIRST, "face", NOON)
    assert registry.consents_in_force(FIRST, NOON) == {}


def test_what_insurers_register_late_replaces_what_there_was(registry: Registry) -> None:
    assert registry.validity(FIRST) == "1"
    registry.caught_up = True
    assert registry.validity(FIRST) == "3"
    assert [result["InsurerNumber"] for result in registry.results(FIRST)] == ["06139992"]
    assert registry.validity(SECOND) == "1"


def test_who_changes_an_answer_changes_nobody(registry: Registry) -> None:
    result = registry.results(FIRST)[0]
    assert result.pop("ReferenceNumber") == "P-1"
    result["InsurerNumber"] = "other"
    assert registry.results(FIRST)[0]["InsurerNumber"] == "  139998"


def test_nobody_knows_strangers(registry: Registry) -> None:
    assert registry.person(99) is None
    assert registry.validity(99) == "4"
    assert registry.results(99) == []
    assert not registry.is_registered(99)
