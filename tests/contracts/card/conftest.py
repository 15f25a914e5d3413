"""The card driver over the real pcscd, with simulated cards in a virtual reader."""

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.terminal import Terminal, terminal_from_files
from drivers.pcsc.reader import first_reader_with_card, opener
from simulators.card.authority import TERMINAL_CERTIFICATE, TERMINAL_KEY, Authority
from simulators.card.issue import authority_of, issue_card, reset_tries
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import Faults, VirtualSlot
from simulators.personas.cast import Persona, load_cast
from tests.reader import eventually, private_reader


@pytest.fixture(scope="session")
def state() -> Generator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="uk"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def authority(state: Path) -> Authority:
    return authority_of(state)


@pytest.fixture(scope="module")
def reader() -> Generator[PrivateReader]:
    with private_reader() as started:
        yield started


class Counter:
    """The desk with its reader: cards are put into it and taken out."""

    def __init__(self, reader: PrivateReader, state: Path, slot: int = 0) -> None:
        self.cast: dict[str, Persona] = load_cast()
        self._slot = VirtualSlot(reader.slot_address(slot))
        self._state = state

    def place(self, name: str, faults: Faults | None = None) -> Persona:
        """Put the persona's card into the reader, its counters as they were left."""
        self._slot.insert(issue_card(self.cast[name], self._state), faults)
        return self.cast[name]

    def take(self) -> None:
        self._slot.remove()

    def municipal_office(self, name: str) -> None:
        reset_tries(self.cast[name], self._state)


@pytest.fixture
def desk(reader: PrivateReader, state: Path) -> Generator[Counter]:
    counter = Counter(reader, state)
    for name in counter.cast:
        counter.municipal_office(name)
    eventually(lambda: first_reader_with_card() is None, "the reader is empty")
    yield counter
    counter.take()


@pytest.fixture
def terminal(authority: Authority) -> Terminal:
    return terminal_from_files(
        authority.folder / TERMINAL_CERTIFICATE, authority.folder / TERMINAL_KEY
    )


@pytest.fixture
def card(desk: Counter, terminal: Terminal) -> Generator[MyNumberCard]:
    made = MyNumberCard(opener(card_reader), terminal)
    yield made
    made.release()


def card_reader() -> str | None:
    """Name of the reader with the card, once pcscd has noticed it."""
    eventually(lambda: first_reader_with_card() is not None, "a card is in the reader")
    return first_reader_with_card()
