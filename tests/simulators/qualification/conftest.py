"""The desk of the simulated service, without network."""

import pytest

from simulators.qualification.desk import Desk
from tests.simulators.qualification.cards import PEOPLE, Authority, HeldClock


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def desk(clock: HeldClock) -> Desk:
    return Desk(PEOPLE, Authority().pem, "1319999999", clock)
