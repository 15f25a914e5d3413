"""A database of its own for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.storage.records import SqlRecords, open_records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records" / "kiosk.sqlite3"


@pytest.fixture
def records(path: Path) -> Generator[SqlRecords]:
    opened = open_records(path)
    yield opened
    opened.close()
