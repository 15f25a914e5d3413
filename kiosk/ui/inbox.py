"""The hop from any thread to Qt's: `post(call)` runs `call` there, in order, never at once."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Inbox(QObject):
    """Calls posted from any thread run on the thread that made the inbox.

    An exception in a call reaches `sys.excepthook`; the calls behind it still run.
    """

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run on the inbox's thread. Never blocks."""
        self._posted.emit(call)

    def close(self) -> None:
        """Run nothing any more, not even what waits."""
        self._open = False

    @Slot(object)
    def _run(self, call: object) -> None:
        if self._open:
            cast("Callable[[], None]", call)()
