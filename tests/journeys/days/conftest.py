"""One service for all days; whatever a day leaves is searched for the people of it."""

import logging
from collections.abc import Generator
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.flow.rules import Rules
from kiosk.output.encoding import Encoding
from simulators.qualification.service import SimulatedService
from tests.journeys.days.cast import MARKS, NUMBERS, PEOPLE
from tests.journeys.days.counter import Counter
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, logged
from tests.services.waiting import eventually
from tests.simulators.qualification.serving import running_service

PERSONAL = MARKS | NUMBERS


class OpenCounter(Protocol):
    """Opens a counter; those of one test share their folders and their records."""

    def __call__(
        self, name: str = ..., rules: Rules | None = ..., encoding: Encoding = ...
    ) -> Counter: ...


@pytest.fixture(scope="module")
def one_service(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with running_service(tmp_path_factory.mktemp("service"), PEOPLE) as service:
        yield service


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], one_service: SimulatedService) -> tuple[str, ...]:
    return (*kept_threads, "simulated-qualification", "AnyIO worker thread")


@pytest.fixture
def served(one_service: SimulatedService) -> SimulatedService:
    """The service, as it should be, without a memory."""
    one_service.up()
    one_service.reset()
    return one_service


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where records and shared folders lie."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    return folder


@pytest.fixture
def open_counter(
    folder: Path, served: SimulatedService, caplog: pytest.LogCaptureFixture
) -> Generator[OpenCounter]:
    caplog.set_level(logging.DEBUG)
    opened: list[Counter] = []

    def open_one(
        name: str = "kiosk-1", rules: Rules | None = None, encoding: Encoding = Encoding.UTF_8
    ) -> Counter:
        opened.append(Counter(folder, served, name, rules, encoding))
        return opened[-1]

    yield open_one
    served.up()
    try:
        for counter in opened:
            if counter.running:
                counter.all_delivered()
        # Database and write-ahead log as a kiosk has them: erased a moment after the delivery.
        eventually(lambda: leaks_in_files([folder], PERSONAL) == {}, "all is erased")
    finally:
        for counter in opened:
            counter.off()
    assert leaks_in_files([folder], PERSONAL) == {}
    assert found_in(logged(caplog.get_records("call")), PERSONAL) == []


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """A counter with one kiosk."""
    return open_counter()
