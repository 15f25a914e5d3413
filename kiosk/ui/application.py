"""Qt's application object and its loop; ends in order on SIGINT, SIGTERM and a closed window."""

import signal
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

SIGNAL_LOOK = 200  # ms; Python sees a signal only when it runs
WAIT_SLICE = 10  # ms


class Application:
    """The one application of the process."""

    def __init__(self) -> None:
        self._qt = QGuiApplication(sys.argv[:1])
        self._qt.setApplicationName("uketsuke")
        self._look = QTimer(self._qt)
        self._look.timeout.connect(lambda: None)

    def run(self) -> int:
        """Run until the last window is closed or a signal comes; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._qt.quit())
        self._look.start(SIGNAL_LOOK)
        return self._qt.exec()

    def end(self, status: int) -> None:
        """Let `run` return this; for the thread of the interface alone."""
        self._qt.exit(status)

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Let the interface live until the condition holds; False when time ran out first."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, WAIT_SLICE)
            time.sleep(0.002)
        return True

    def close(self) -> None:
        """Take the application down, so that another may be made."""
        self._look.stop()
        self._qt.processEvents()
        self._qt.shutdown()
