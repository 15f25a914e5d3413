"""A bench in the test's process and kiosks in processes of their own, on the same records."""

import logging
import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.config import Config
from kiosk.demo.development import write_development_config
from kiosk.output.shared_folder import MARKER
from simulators.bench import Bench
from simulators.personas.cast import load_cast
from tests.journeys.on_bench.leaks import found_in, leaks_in_files, logged, marks
from tests.journeys.on_bench.parts import as_new, running_bench
from tests.persistence.killed import KioskProcess


class StartKiosk(Protocol):
    """Starts a kiosk process on the records of the test."""

    def __call__(self, die: str = "") -> KioskProcess: ...


@dataclass(frozen=True)
class Left:
    """What a kiosk has left behind on the disk."""

    config: Config

    def files(self) -> list[str]:
        """Every name in the receipt computer's folder, also what is half written."""
        names = (path.name for path in self.config.output.face_folder.iterdir())
        return sorted(name for name in names if name != MARKER)

    def take(self) -> list[str]:
        """Take away what a receipt computer takes; return the names."""
        taken = [name for name in self.files() if not name.startswith(".")]
        for name in taken:
            (self.config.output.face_folder / name).unlink()
        return taken

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with closing(sqlite3.connect(self.config.records.folder / DATABASE_FILE)) as connection:
            return connection.execute(question).fetchall()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where configuration, records, face files and log lie."""
    return tmp_path / "kiosk"


@pytest.fixture(autouse=True)
def _nothing_personal_left(caplog: pytest.LogCaptureFixture, folder: Path) -> Generator[None]:
    """Search the kiosks' log at its most talkative, their database and their folders."""
    caplog.set_level(logging.DEBUG)
    yield
    looked_for = marks(load_cast())
    assert (folder / "kiosk.log").stat().st_size > 0
    assert leaks_in_files([folder], looked_for) == {}
    assert found_in(logged(caplog.get_records("call")), looked_for) == []


@pytest.fixture
def bench(_nothing_personal_left: None) -> Generator[Bench]:
    """Simulators that begin anew and outlive every kiosk of the test."""
    with running_bench() as bench:
        as_new(bench)
        yield bench
        bench.take_card()


@pytest.fixture
def left(bench: Bench, folder: Path) -> Left:
    """A kiosk's configuration, with a staff passcode set, and what it has left on the disk."""
    return Left(write_development_config(folder, bench.endpoints_file))


@pytest.fixture
def start_kiosk(left: Left, folder: Path) -> Generator[StartKiosk]:
    """Start kiosk processes; those still alive at the end are switched off."""
    started: list[KioskProcess] = []
    assert left.files() == []

    def start(die: str = "") -> KioskProcess:
        started.append(KioskProcess(folder, die))
        return started[-1]

    yield start
    for kiosk in started:
        kiosk.stop()
