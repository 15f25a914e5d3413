"""A database of its own for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from kiosk.storage.records import SqlRecords, open_records
from tests.new_records import lay_new_records


@pytest.fixture
def new_path(tmp_path: Path) -> Path:
    """Where no records lie yet, nor a folder for them."""
    return tmp_path / "records" / "kiosk.sqlite3"


@pytest.fixture
def path(new_path: Path) -> Path:
    """Where records lie that nobody has written in."""
    return lay_new_records(new_path)


@pytest.fixture
def records(path: Path) -> Generator[SqlRecords]:
    opened = open_records(path)
    yield opened
    opened.close()
