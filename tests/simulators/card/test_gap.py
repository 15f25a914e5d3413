"""The gap between two cards: pcscd looks every 0.4 s, and never sees a card that comes faster."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.card import vpcd
from simulators.card.chip import CONTACTLESS, Chip
from simulators.card.pins import PinStore
from simulators.card.vpcd import ABSENCE, VirtualSlot
from simulators.personas.cast import FULL_TRIES


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Path]:
    """A virtual reader's socket, where nobody ever speaks."""
    address = tmp_path / "slot"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(address))
        listener.listen()
        yield address


def test_the_gap_is_kept_whichever_object_held_the_card_before(
    reader: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(vpcd, "time", clock)
    chip = Chip((), PinStore(FULL_TRIES), atr=CONTACTLESS)
    one, other = VirtualSlot(reader), VirtualSlot(reader)
    clock.now = 100.0
    one.insert(chip)
    assert clock.now == 100.0
    one.remove()
    other.insert(chip)
    assert clock.now == pytest.approx(100.0 + ABSENCE)
    other.remove()
