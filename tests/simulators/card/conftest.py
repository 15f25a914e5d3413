"""One state folder for the whole run: keys and portraits are made once, counters per test."""

import shutil
import tempfile
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulators.card.authority import Authority
from simulators.card.chip import Chip
from simulators.card.issue import authority_of, issue_card, reset_tries
from simulators.card.virtual_reader import PrivateReader
from simulators.personas.cast import Persona, load_cast
from tests.reader import private_reader
from tests.simulators.card.dialogue import Issue


@pytest.fixture(scope="session")
def state() -> Generator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="uk"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def authority(state: Path) -> Authority:
    return authority_of(state)


@pytest.fixture(scope="session")
def cast() -> dict[str, Persona]:
    return load_cast()


@pytest.fixture
def issue(state: Path, cast: dict[str, Persona]) -> Issue:
    """Return `issue(name)`: the persona's card with its first counters.

    `changed` are fields of the persona that differ, the rest options of `issue_card`.
    """

    def issued(
        name: str, *, fresh: bool = True, changed: dict[str, Any] | None = None, **options: Any
    ) -> Chip:
        persona = replace(cast[name], **(changed or {}))
        if fresh:
            reset_tries(persona, state)
        return issue_card(persona, state, **options)

    return issued


@pytest.fixture(scope="module")
def reader() -> Generator[PrivateReader]:
    with private_reader() as started:
        yield started
