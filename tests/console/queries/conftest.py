"""A kiosk that does what staff want to know when the test says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ports.desk.desk import Desk
from kiosk.services.desk_queries import DeskQueries, Line
from kiosk.services.workers import InlineWorker
from kiosk.storage.query_book import open_query_book
from tests.console.conftest import INSTITUTION
from tests.console.filled import fill
from tests.console.queries.line import KioskLine
from tests.fakes.clock import FakeClock
from tests.fakes.service import FakeService


@pytest.fixture
def line(records_file: Path, desk: Desk, clock: FakeClock) -> Iterator[KioskLine]:
    fill(records_file, clock.now())
    service = FakeService()
    book = open_query_book(records_file, "kiosk-1")
    queries = DeskQueries(book, Line(service, InlineWorker(), lambda: False), clock, INSTITUTION)
    yield KioskLine(queries, desk, service)
    queries.stop()
