"""A kiosk on the bench for each journey; whatever it leaves is searched for what is personal."""

import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.config import Config
from kiosk.demo.development import write_development_config
from kiosk.flow.rules import Rules
from kiosk.services.assembly import Ports
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from tests.fakes.vision import FakeVision
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, logged, marks
from tests.journeys.on_bench.parts import as_new, running_bench


class OpenDesk(Protocol):
    """Starts a kiosk; the one before it must have been stopped."""

    def __call__(
        self, rules: Rules | None = None, change: Callable[[Ports], Ports] = ...
    ) -> Desk: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the kiosk of the test lives: configuration, records, face files."""
    return tmp_path / "kiosk"


@pytest.fixture(autouse=True)
def _nothing_personal_left(caplog: pytest.LogCaptureFixture, folder: Path) -> Generator[None]:
    """Search the log at its most talkative, the database, the configuration and the folders."""
    caplog.set_level(logging.DEBUG)
    yield
    looked_for = marks(load_cast())
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    log = logged([*records, *caplog.get_records("teardown")])
    assert found_in(log, looked_for) == []
    assert leaks_in_files([folder], looked_for) == {}


@pytest.fixture
def bench(_nothing_personal_left: None) -> Generator[Bench]:
    """Yield simulators that begin anew: full counters, nobody before the camera."""
    with running_bench() as bench:
        as_new(bench)
        yield bench
        bench.take_card()


@pytest.fixture
def config(bench: Bench, folder: Path) -> Config:
    """A kiosk's configuration, with a staff passcode set."""
    return write_development_config(folder, bench.endpoints_file)


@pytest.fixture
def open_desk(bench: Bench, config: Config, request: pytest.FixtureRequest) -> Generator[OpenDesk]:
    """Start kiosks on the same records; only tests of the face start the vision child."""
    opened: list[Desk] = []
    with_camera = request.node.get_closest_marker("vision") is not None

    def open_one(
        rules: Rules | None = None, change: Callable[[Ports], Ports] = lambda ports: ports
    ) -> Desk:
        vision = None if with_camera else FakeVision()
        opened.append(Desk(bench, config, rules or Rules(), vision, change))
        return opened[-1]

    yield open_one
    for desk in (one for one in opened if one.running):
        try:
            desk.all_delivered()  # what waits for delivery may stand in the database until then
        finally:
            desk.stop()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """A kiosk with the factory's rules."""
    return open_desk()
