"""The dock: the cast as cards to place, what the camera sees, and what can be switched off."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from simulators.bench import Bench
from simulators.dock.arrivals import Arrivals
from simulators.dock.cast_list import CastList
from simulators.dock.switchboard import Switchboard

LOOK = 100  # ms between looks at the camera's picture
CAMERA_WIDTH = 400
SIZE = (1240, 860)


class _Hop(QObject):
    """Brings what a worker found to Qt's thread."""

    said = Signal(str)
    ended = Signal()


def dock_application() -> QApplication:
    """Make Qt's application; without a usable display Qt ends the process here."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("uketsuke dock")
    return application


class Dock:
    """The window; the bench's verbs run on a thread of their own, so that it never freezes."""

    def __init__(
        self, application: QApplication, bench: Bench, arrivals: Arrivals | None = None
    ) -> None:
        self._bench = bench
        self._switches = bench.switches()
        self._application = application
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bench")
        self._hop = _Hop()
        self._window = QWidget()
        self._window.setWindowTitle("受付 模擬ドック / simulation dock")
        self._camera = QLabel()
        self._camera.setFixedSize(CAMERA_WIDTH, CAMERA_WIDTH * 3 // 4)
        self._status = QLabel("カードを置いてください / place a card")
        self._cast = CastList(bench.personas.values())
        self._arrivals = arrivals
        self._build()
        self._hop.said.connect(self._status.setText)
        self._hop.ended.connect(self._application.quit, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self._window)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK)

    def run(self) -> int:
        """Show the window until it is closed or `end` is called."""
        self._window.resize(*SIZE)
        self._window.show()
        self._cast.draw_portraits()
        if self._arrivals is not None:
            self._arrivals.start()
        status = self._application.exec()
        self._timer.stop()
        if self._arrivals is not None:
            self._arrivals.close_worker()
        self._cast.close_painter()
        self._worker.shutdown(wait=True, cancel_futures=True)
        return status

    def end(self) -> None:
        """Close the dock, from any thread."""
        self._hop.ended.emit()

    def _build(self) -> None:
        outer = QHBoxLayout(self._window)
        left, right = QVBoxLayout(), QVBoxLayout()
        outer.addLayout(left, 1)
        outer.addLayout(right, 0)
        self._cast.placed.connect(self._place)
        self._cast.shown.connect(self._show)
        left.addWidget(self._cast, 1)
        take = QPushButton("カードを取る / take the card")
        take.setMinimumHeight(48)
        take.clicked.connect(lambda: self._do("take_card", self._bench.take_card))
        left.addWidget(take)
        left.addWidget(self._status)
        if self._arrivals is not None:
            left.addWidget(self._arrivals)
        right.addWidget(self._camera)
        switchboard = Switchboard()
        switchboard.pressed.connect(self._switch)
        right.addWidget(switchboard, 1)

    def _switch(self, caption: str, name: str) -> None:
        self._do(caption, self._switches[name])

    def _place(self, key: str) -> None:
        self._do(f"{key} のカード / card of {key}", partial(self._bench.place_card, key))

    def _show(self, key: str) -> None:
        self._do(
            f"{key} がカメラの前に / {key} before the camera", partial(self._bench.show_person, key)
        )

    def _do(self, what: str, action: Callable[[], None], *_: object) -> None:
        self._status.setText(f"… {what}")
        self._worker.submit(action).add_done_callback(partial(self._done, what))

    def _done(self, what: str, future: Future[None]) -> None:
        if not future.cancelled():
            error = future.exception()
            self._hop.said.emit(f"✗ {what}: {type(error).__name__}" if error else f"✓ {what}")

    def _look(self) -> None:
        """Show what the camera sees; the wire's own JPEG."""
        jpeg = self._bench.camera_frame()
        image = QImage.fromData(QByteArray(jpeg)) if jpeg else QImage()
        if image.isNull():
            self._camera.setText("カメラ停止 / camera off")
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        self._camera.setPixmap(QPixmap.fromImage(image.scaledToWidth(CAMERA_WIDTH, smooth)))
