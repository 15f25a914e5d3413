"""Qt's bindings give back only references that they own (kiosk/decisions/0003)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from pytestqt.qtbot import QtBot

CALLS = 200


class _Sender(QObject):
    said = Signal(object)


def lost(call: Callable[[], object]) -> int:
    """Count references to None, True and False that the calls gave away."""
    watched = (None, True, False)
    before = [sys.getrefcount(value) for value in watched]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(value) for value in watched]
    return max(b - a for b, a in zip(before, after, strict=True))


@pytest.mark.parametrize("call", ["emit", "absent property", "process events"])
def test_no_reference_is_lost(qtbot: QtBot, call: str) -> None:
    sender = _Sender()
    sender.said.connect(lambda _: None)
    calls: dict[str, Callable[[], object]] = {
        "emit": lambda: sender.said.emit(1),
        "absent property": lambda: sender.property("absent"),
        "process events": QCoreApplication.processEvents,
    }
    assert lost(calls[call]) < CALLS // 2
