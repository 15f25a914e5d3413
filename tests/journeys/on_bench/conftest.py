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
from tests.journeys.on_bench.eyes import Eyes, open_eyes
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, logged, marks
from tests.journeys.on_bench.parts import as_new, mended, running_bench
from tests.journeys.on_bench.tray import ToldTray

BENCH_THREADS = ("camera-server", "camera-client", "simulated-qualification")


class OpenDesk(Protocol):
    """Starts a kiosk; the one before it must have been stopped."""

    def __call__(
        self,
        rules: Rules | None = None,
        change: Callable[[Ports], Ports] = ...,
        *,
        own_child: bool = False,
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


@pytest.fixture(scope="module")
def one_bench() -> Generator[Bench]:
    """Yield the simulators of a module: their start takes longer than many a journey."""
    with running_bench() as bench:
        yield bench


@pytest.fixture(scope="module")
def warm_eyes(one_bench: Bench) -> Generator[Eyes]:
    """Yield the module's vision child."""
    with open_eyes(one_bench) as eyes:
        yield eyes


@pytest.fixture
def shared_parts(request: pytest.FixtureRequest) -> None:
    """Begin what outlives a journey before the journey begins; mend what the last one broke."""
    if request.node.get_closest_marker("reader") is None:
        return
    bench: Bench = request.getfixturevalue("one_bench")
    mended(bench)
    if request.node.get_closest_marker("vision") is not None:
        request.getfixturevalue("warm_eyes")
    else:
        bench.show_front("empty")  # nobody looks: nothing needs to be drawn


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], shared_parts: None) -> tuple[str, ...]:
    """Let the module's simulators live on, also those that a journey stopped and started."""
    return (*kept_threads, *BENCH_THREADS)


@pytest.fixture
def bench(one_bench: Bench, _nothing_personal_left: None) -> Generator[Bench]:
    """Yield simulators that begin anew: full counters, nobody before the camera, no card."""
    as_new(one_bench)
    yield one_bench
    one_bench.take_card()


@pytest.fixture
def tray() -> ToldTray:
    """What lies under the card-face camera, where no vision child looks at it."""
    return ToldTray()


@pytest.fixture
def config(bench: Bench, folder: Path) -> Config:
    """A kiosk's configuration, with a staff passcode set."""
    return write_development_config(folder, bench.endpoints_file)


@pytest.fixture
def open_desk(
    bench: Bench, config: Config, tray: ToldTray, request: pytest.FixtureRequest
) -> Generator[OpenDesk]:
    """Start kiosks on the same records; only tests marked `vision` have the vision child.

    It is the module's, warm already, unless the journey is about the child itself.
    """
    opened: list[Desk] = []
    with_camera = request.node.get_closest_marker("vision") is not None

    def open_one(
        rules: Rules | None = None,
        change: Callable[[Ports], Ports] = lambda ports: ports,
        *,
        own_child: bool = False,
    ) -> Desk:
        eyes: Eyes | None = None if own_child else (FakeVision(), tray)
        if with_camera and not own_child:
            eyes = request.getfixturevalue("warm_eyes")
        opened.append(Desk(bench, config, rules or Rules(), tray, eyes, change))
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
