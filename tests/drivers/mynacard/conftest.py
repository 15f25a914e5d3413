"""The patients of the fuzzed wire: their keys are made once a test run."""

import shutil
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from tests.drivers.mynacard.fuzz_holder import Holder, holders


@pytest.fixture(scope="session")
def patients() -> Generator[Mapping[str, Holder]]:
    """Yield one holder for each kind of token; whoever uses up tries renews the card."""
    folder = tempfile.mkdtemp(prefix="uk")
    yield holders(Path(folder))
    shutil.rmtree(folder)
