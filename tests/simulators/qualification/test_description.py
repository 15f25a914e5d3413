"""The published description of the service: valid, and of exactly what is served."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import ValidationError
from openapi_spec_validator import validate
from starlette.routing import Route

from simulators.qualification.app import service_app
from simulators.qualification.desk import Desk
from simulators.qualification.exchange.exchange import Exchange
from simulators.qualification.exchange.routes import exchange_routes
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.registry import Registry
from tests.simulators.qualification.asking import ask
from tests.simulators.qualification.cards import Chip
from tests.simulators.qualification.description import DESCRIPTION, hold


def test_it_is_openapi() -> None:
    validate(DESCRIPTION)


def test_every_address_is_described_and_no_other(
    desk: Desk, registry: Registry, tmp_path: Path
) -> None:
    store = ExchangeStore(tmp_path / "exchange.sqlite")
    exchange = Exchange(registry, store, "1319999999", lambda: datetime.now(UTC))
    app = service_app(desk, exchange_routes(exchange, dict))
    served = {route.path for route in app.routes if isinstance(route, Route)}
    interfaces = {f"/exchange/{interface}" for interface in exchange.interfaces}
    assert served | interfaces == set(DESCRIPTION["paths"])


def test_an_element_that_nobody_described_is_noticed(desk: Desk) -> None:
    answer = ask(desk, Chip())
    [result] = answer["XmlMsg"]["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"]
    result["InsurerNumbre"] = "06139992"
    with pytest.raises(ValidationError):
        hold("/qualification", answer)


def test_a_consent_without_its_end_is_noticed(desk: Desk) -> None:
    receipt = ask(desk, Chip())["receipt"]
    answer = desk.consents({"receipt": receipt, "flags": {"OperationInfoConsFlg": "1"}})
    [result] = answer["XmlMsg"]["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"]
    del result["OperationInfoAvailableTime"]
    with pytest.raises(ValidationError):
        hold("/consents", answer)
