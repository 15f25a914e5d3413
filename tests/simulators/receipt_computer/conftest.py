"""A simulated receipt computer in folders of its own, which never waits."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from simulators.receipt_computer.computer import FACE, REQ, RES, ReceiptComputer
from simulators.receipt_computer.share import Manners

Make = Callable[[Manners], ReceiptComputer]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    for name in (FACE, REQ, RES):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def make(folder: Path) -> Iterator[Make]:
    """Switch on a receipt computer of such manners; its pauses take no time."""
    made: list[ReceiptComputer] = []

    def switch_on(manners: Manners) -> ReceiptComputer:
        made.append(
            ReceiptComputer(
                folder,
                manners=manners,
                pause=lambda _: None,
                today=lambda: date(2026, 11, 20),
            )
        )
        return made[-1]

    yield switch_on
    for computer in made:
        computer.close()


@pytest.fixture
def computer(make: Make) -> ReceiptComputer:
    return make(Manners())
