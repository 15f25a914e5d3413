"""The desk of the simulated service, without network."""

from pathlib import Path

import pytest

from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from tests.simulators.qualification.cards import PEOPLE, Authority, HeldClock


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(PEOPLE, tmp_path / "registry.sqlite")


@pytest.fixture
def desk(registry: Registry, clock: HeldClock) -> Desk:
    return Desk(registry, Authority().pem, "1319999999", clock)
