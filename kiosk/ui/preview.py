"""The patient's own picture in an oval: draws the newest camera frame while it is shown."""

from PySide6.QtCore import Property, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.ports.vision import PreviewFrame
from kiosk.ui.bridge import Bridge

QML_IMPORT_NAME = "Uketsuke"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 33  # as often as a camera has frames; without a new one nothing is copied nor drawn


@QmlElement
class CameraView(QQuickPaintedItem):
    """Shows frames only while `running`; keeps none once it stops."""

    runningChanged = Signal()  # noqa: N815 - Qt's name for the notify signal

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._frame: PreviewFrame | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Take the newest frame; repaint only when there is a new one."""
        bridge = Bridge.current
        frame = bridge.preview() if bridge else None
        if frame is not None and (self._frame is None or frame.number != self._frame.number):
            self._frame = frame
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the frame as large as the oval, its middle in the middle."""
        frame = self._frame
        if frame is None:
            return
        # on the frame's own bytes: nothing is copied; it lives no longer than this call
        image = QImage(
            frame.rgb, frame.width, frame.height, frame.width * 3, QImage.Format.Format_RGB888
        )
        oval = QPainterPath()
        oval.addEllipse(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(oval)
        painter.drawImage(self.boundingRect(), image, _middle(frame, self.boundingRect()))

    def _is_running(self) -> bool:
        return self._timer.isActive()

    def _set_running(self, running: bool) -> None:
        if running == self._is_running():
            return
        if running:
            self._timer.start()
        else:
            self._timer.stop()
            self._frame = None
            self.update()  # else what was painted last would stay in the item's own picture
        self.runningChanged.emit()

    running = Property(bool, _is_running, _set_running, notify=runningChanged)


def _middle(frame: PreviewFrame, shape: QRectF) -> QRectF:
    """Return the largest part of the frame with the shape's proportions, in its middle."""
    width = min(frame.width, frame.height * shape.width() / max(shape.height(), 1))
    height = min(frame.height, frame.width * shape.height() / max(shape.width(), 1))
    return QRectF((frame.width - width) / 2, (frame.height - height) / 2, width, height)
