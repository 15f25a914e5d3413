"""The simulated レセコン in the dock: what has arrived, newest first, and its switch."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGroupBox, QListWidget, QPushButton, QVBoxLayout

from simulators.receipt_computer.computer import ReceiptComputer
from simulators.receipt_computer.display import line_of

POLL: Final = 700  # ms between two looks: such software takes 0.5 to 1 s
HEIGHT: Final = 150
MOST: Final = 500  # lines


class Arrivals(QGroupBox):
    """Looks into the folder on a thread of its own, for a share may hang."""

    _took = Signal(list)

    def __init__(self, computer: ReceiptComputer) -> None:
        super().__init__("レセコンに届いたもの / what the receipt computer took")
        self._computer = computer
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="receipt-computer")
        self._looking: Future[list[str]] | None = None
        self._told_of: set[str] = set()
        self.lines = QListWidget()
        self.lines.setMinimumHeight(HEIGHT)
        self.lines.setWordWrap(True)  # warnings are sentences
        self.switch = QPushButton()
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self._turn)
        outer = QVBoxLayout(self)
        outer.addWidget(self.lines)
        outer.addWidget(self.switch)
        self._took.connect(self._show)
        self.switch.setChecked(True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start(POLL)

    def look(self) -> None:
        """Look once, unless the last look still lasts."""
        if self._looking is None or self._looking.done():
            self._looking = self._worker.submit(self._look)
            self._looking.add_done_callback(self._looked)

    def close_worker(self) -> None:
        """Stop looking; the look in hand is finished."""
        self._timer.stop()
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._computer.close()

    def _look(self) -> list[str]:
        lines = [line_of(taken) for taken in self._computer.look()]
        rejected = self._computer.rejected
        new = rejected.keys() - self._told_of
        self._told_of |= new
        return lines + [f"✗ {name}: {rejected[name]}" for name in sorted(new)]

    def _looked(self, future: Future[list[str]]) -> None:
        if not future.cancelled():
            error = future.exception()
            self._took.emit([f"✗ {type(error).__name__}"] if error else future.result())

    def _show(self, lines: list[str]) -> None:
        for line in lines:
            self.lines.insertItem(0, line)
            self.lines.item(0).setToolTip(line)
        while self.lines.count() > MOST:
            self.lines.takeItem(self.lines.count() - 1)

    def _turn(self, on: bool) -> None:
        self._computer.on = on
        self.switch.setText(
            "動いています（止める）/ running: switch off"
            if on
            else "止まっています（動かす）/ off: switch on"
        )
