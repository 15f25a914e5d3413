"""A scripted service behind TLS, clients to it, and a clock that a test holds."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.settings import ServiceSettings
from simulators.qualification.tls import TlsFiles, tls_files
from tests.drivers.qualification.scripted import ScriptedService, serving
from tests.drivers.qualification.wire import INSTITUTION


class HeldWaiting:
    """Time that passes only in pauses; `meanwhile` happens during each."""

    def __init__(self) -> None:
        self.time, self.pauses, self.ended = 1000.0, list[float](), False
        self.meanwhile: Callable[[], object] | None = None

    def now(self) -> float:
        return self.time

    def pause(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        self.time += seconds
        if self.meanwhile is not None:
            self.meanwhile()
        return not self.ended

    def end(self) -> None:
        self.ended = True


class Connect(Protocol):
    """Makes a client to the service, with whatever of the settings changed."""

    def __call__(self, **changes: object) -> HttpsQualificationService: ...


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return tls_files(tmp_path_factory.mktemp("service") / "state")


@pytest.fixture
def other_tls(tmp_path: Path) -> TlsFiles:
    """Files of another authority."""
    return tls_files(tmp_path / "others")


@pytest.fixture
def service(tls: TlsFiles) -> Generator[ScriptedService]:
    with serving(tls) as service:
        yield service


@pytest.fixture
def waiting() -> HeldWaiting:
    return HeldWaiting()


@pytest.fixture
def connect(service: ScriptedService, tls: TlsFiles, waiting: HeldWaiting) -> Iterator[Connect]:
    opened: list[HttpsQualificationService] = []

    def make(**changes: object) -> HttpsQualificationService:
        settings: dict[str, object] = {
            "url": service.url,
            "ca": tls.ca,
            "client_certificate": tls.client_certificate,
            "client_key": tls.client_key,
            "institution": INSTITUTION,
            **changes,
        }
        client = HttpsQualificationService(
            ServiceSettings(**settings),  # pyright: ignore[reportArgumentType] - fields by name
            waiting,
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def client(connect: Connect) -> HttpsQualificationService:
    return connect()
