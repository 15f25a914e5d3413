"""The patients of the fuzzed wire: their keys are made once a test run."""

import shutil
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from tests.drivers.mynacard.fuzz_holder import Holder, holders, remembered_signatures


@pytest.fixture(scope="session")
def card_state() -> Generator[Path]:
    """Where the keys of these cards are kept."""
    folder = tempfile.mkdtemp(prefix="uk")
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def patients(card_state: Path) -> Generator[Mapping[str, Holder]]:
    """Yield one holder for each kind of token; whoever uses up tries renews the card."""
    with remembered_signatures():
        yield holders(card_state)
