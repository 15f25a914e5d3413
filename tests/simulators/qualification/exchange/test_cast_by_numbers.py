"""The cast asked for by their numbers: the same answer as at the kiosk, without the card."""

from datetime import UTC, date, datetime

import pytest

from simulators.personas.cast import insured, load_cast
from simulators.qualification.exchange.exchange import Exchange
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.registry import Registry
from tests.simulators.qualification.exchange.clinic import INSTITUTION, results

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
CAST = load_cast(today=date(2026, 11, 20))
NUMBERS = ("InsurerNumber", "InsuredCardSymbol", "InsuredIdentificationNumber", "Birthdate")
INSURED = sorted(
    name
    for name, persona in CAST.items()
    if persona.insured and any("InsurerNumber" in result for result in persona.insured.results)
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> tuple[Registry, Exchange]:
    folder = tmp_path_factory.mktemp("service")
    registry = Registry(insured(CAST), folder / "registry.sqlite")
    store = ExchangeStore(folder / "exchange.sqlite")
    return registry, Exchange(registry, store, INSTITUTION, lambda: NOW)


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("name", INSURED)
def test_a_query_finds_what_a_reception_would(
    service: tuple[Registry, Exchange], name: str, late: bool
) -> None:
    registry, exchange = service
    registry.caught_up = late
    serial = CAST[name].certificate_serial
    first = registry.results(serial)[0]
    info = {key: first[key] for key in (*NUMBERS, "InsuredBranchNumber") if key in first}
    header = {
        "MedicalInstitutionCode": INSTITUTION,
        "QualificationConfirmationDate": "20261120",
    }
    body = {"QualificationConfirmSearchInfo": info}
    answer = exchange.answer(
        "OQSsiquc01", {"XmlMsg": {"MessageHeader": header, "MessageBody": body}}
    )["XmlMsg"]["MessageBody"]
    assert answer["QualificationValidity"] == registry.validity(serial)
    assert {one["Name"] for one in results(answer)} == {first["Name"]}
    assert len(results(answer)) == len(registry.results(serial))
