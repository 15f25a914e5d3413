"""The desk of the simulated service, without network."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulators.personas.insured import Insured
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from tests.simulators.qualification import on_stage
from tests.simulators.qualification.cards import PEOPLE, TARO, Authority, HeldClock
from tests.simulators.qualification.description import DescribedDesk


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(PEOPLE, tmp_path / "registry.sqlite")


@pytest.fixture
def desk(registry: Registry, clock: HeldClock) -> Desk:
    return DescribedDesk(registry, Authority().pem, "1319999999", clock)


@pytest.fixture
def make_desk(tmp_path: Path, clock: HeldClock) -> Callable[[Insured], Desk]:
    """Make desks that know one person: who holds `Chip`."""

    def make(person: Insured) -> Desk:
        registry = Registry({TARO: person}, tmp_path / "one.sqlite")
        return DescribedDesk(registry, Authority().pem, "1319999999", clock)

    return make


@pytest.fixture
def casts_registry(tmp_path: Path) -> Registry:
    return Registry(on_stage.PEOPLE, tmp_path / "cast.sqlite")


@pytest.fixture
def casts_desk(casts_registry: Registry, clock: HeldClock) -> Desk:
    """A desk for the cast, at noon of the day for which the cast is loaded."""
    clock.time = on_stage.NOON
    return on_stage.desk_of(casts_registry, clock)
