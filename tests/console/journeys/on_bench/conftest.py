"""A kiosk on the bench, and the console on its records; what both leave is searched."""

import logging
from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.config import Config
from kiosk.demo.development import write_development_config
from kiosk.flow.rules import Rules
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from tests.journeys.days.parts import DayClock
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.eyes import Eyes, open_eyes
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, logged, marks
from tests.journeys.on_bench.parts import as_new, mended, running_bench
from tests.journeys.on_bench.tray import ToldTray


@pytest.fixture(scope="module")
def one_bench() -> Generator[Bench]:
    with running_bench() as bench:
        yield bench


@pytest.fixture(scope="module")
def eyes(one_bench: Bench) -> Generator[Eyes]:
    with open_eyes(one_bench) as eyes:
        yield eyes


@pytest.fixture
def kept_threads(kept_threads: tuple[str, ...], eyes: Eyes) -> tuple[str, ...]:
    of_service = ("simulated-qualification", "AnyIO worker thread", "asyncio_")
    return (*kept_threads, "camera-server", "camera-client", *of_service)


@pytest.fixture
def bench(one_bench: Bench) -> Generator[Bench]:
    mended(one_bench)
    as_new(one_bench)
    yield one_bench
    one_bench.take_card()


@pytest.fixture
def clock() -> DayClock:
    return DayClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture
def config(bench: Bench, folder: Path) -> Config:
    return write_development_config(folder, bench.endpoints_file)


@pytest.fixture
def records_file(config: Config) -> Path:
    return config.records.folder / DATABASE_FILE


@pytest.fixture(autouse=True)
def _nothing_personal_left(
    caplog: pytest.LogCaptureFixture, folder: Path, config: Config
) -> Generator[None]:
    """Search logs, records and folders of both, the kiosk and the console."""
    caplog.set_level(logging.DEBUG)
    yield
    log = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    assert found_in(logged(log), marks(load_cast())) == []
    assert leaks_in_files([folder], marks(load_cast())) == {}


@pytest.fixture
def kiosk(bench: Bench, config: Config, eyes: Eyes) -> Generator[Desk]:
    kiosk = Desk(bench, config, Rules(), ToldTray(), eyes)
    yield kiosk
    kiosk.all_delivered()
    kiosk.stop()
