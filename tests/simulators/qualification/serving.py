"""The simulated service, running for as long as somebody needs it."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulators.qualification.service import SimulatedService
from tests.simulators.qualification.cards import Authority


@contextmanager
def running_service(state: Path, people: Mapping[int, Any]) -> Generator[SimulatedService]:
    """Serve these people, by the serial number of their certificates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        service = SimulatedService(state, people, Authority().pem)
        service.start()
        yield service
        service.close()
