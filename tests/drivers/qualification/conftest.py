"""The service served on this machine, and a client to it."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from simulators.qualification.service import SimulatedService
from tests.simulators.qualification.cards import PEOPLE, Authority

Connect = Callable[..., HttpsQualificationService]


@pytest.fixture(scope="session")
def tls_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service") / "state"


@pytest.fixture
def served(tls_state: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[SimulatedService]:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    service = SimulatedService(tls_state, PEOPLE, Authority().pem)
    service.start()
    yield service
    service.close()


@pytest.fixture
def connect(served: SimulatedService) -> Iterator[Connect]:
    """Connect to the service, with whatever of the settings changed."""
    opened: list[HttpsQualificationService] = []

    def make(**changes: object) -> HttpsQualificationService:
        settings: dict[str, object] = {
            "url": served.url,
            "ca": served.ca,
            "client_certificate": served.client_certificate,
            "client_key": served.client_key,
            **changes,
        }
        client = HttpsQualificationService(
            ServiceSettings(**settings)  # pyright: ignore[reportArgumentType] - fields by name
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def client(connect: Connect) -> HttpsQualificationService:
    return connect()
