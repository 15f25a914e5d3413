"""One service for all; an office for each journey, its log and folders searched for people."""

import logging
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from simulators.qualification.service import SimulatedService
from simulators.receipt_computer.share import Manners
from tests.journeys.requests.office import PEOPLE, PERSON, Office
from tests.simulators.qualification.serving import running_service

BRISK = Manners(settle=0.02)
OpenOffice = Callable[..., Office]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with running_service(tmp_path_factory.mktemp("service"), PEOPLE) as service:
        yield service


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], served: SimulatedService) -> tuple[str, ...]:
    return (*kept_threads, "simulated-qualification", "AnyIO worker thread")


@pytest.fixture
def open_office(
    tmp_path: Path,
    served: SimulatedService,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Generator[OpenOffice]:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    caplog.set_level(logging.DEBUG)
    served.up()
    served.reset()
    opened: list[Office] = []

    def open_one(manners: Manners = BRISK) -> Office:
        opened.append(Office(tmp_path, served, manners))
        return opened[-1]

    yield open_one
    for office in opened:
        office.close()
    for private in (PERSON["Name"], PERSON["NameKana"], PERSON["Birthdate"], "req_", "res_"):
        assert private not in caplog.text


@pytest.fixture
def office(open_office: OpenOffice) -> Office:
    return open_office()
