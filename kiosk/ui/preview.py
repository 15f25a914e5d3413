"""What the vision gives to see: the patient's own picture in an oval, or the chip's portrait."""

from PySide6.QtCore import Property, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.ports.vision import PreviewFrame
from kiosk.ui.bridge import Bridge

QML_IMPORT_NAME = "Uketsuke"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 33  # as often as a camera has frames; without a new one nothing is copied nor drawn


class _Seen(QQuickPaintedItem):
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
        frame = self._wanted(bridge.preview() if bridge else None)
        if frame is not self._frame:
            self._frame = frame
            self.update()

    def _wanted(self, frame: PreviewFrame | None) -> PreviewFrame | None:
        raise NotImplementedError

    def _is_running(self) -> bool:
        return self._timer.isActive()

    def _set_running(self, running: bool) -> None:
        if running == self._is_running():
            return
        if running:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
            self._frame = None
            self.update()  # else what was painted last would stay in the item's own picture
        self.runningChanged.emit()

    running = Property(bool, _is_running, _set_running, notify=runningChanged)


@QmlElement
class CameraView(_Seen):
    """The patient, mirrored as the frames are, in an oval."""

    def _wanted(self, frame: PreviewFrame | None) -> PreviewFrame | None:
        """Return a newer frame of the camera; the last one stays while there is none."""
        if frame is None or frame.still:
            return self._frame
        is_same = self._frame is not None and frame.number == self._frame.number
        return self._frame if is_same else frame

    def paint(self, painter: QPainter) -> None:
        """Draw the frame as large as the oval, its middle in the middle."""
        frame = self._frame
        if frame is None:
            return
        oval = QPainterPath()
        oval.addEllipse(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(oval)
        painter.drawImage(self.boundingRect(), _image(frame), _middle(frame, self.boundingRect()))


@QmlElement
class PortraitView(_Seen):
    """The chip's portrait for staff: whole, not mirrored; empty as soon as it is hidden."""

    def _wanted(self, frame: PreviewFrame | None) -> PreviewFrame | None:
        """Return the still that is shown at this moment, and nothing else."""
        return frame if frame is not None and frame.still else None

    def paint(self, painter: QPainter) -> None:
        """Draw it as large as fits, in its proportions and in the middle."""
        frame = self._frame
        if frame is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_whole(frame, self.boundingRect()), _image(frame))


def _image(frame: PreviewFrame) -> QImage:
    """Return an image on the frame's own bytes: nothing is copied; it must not outlive them."""
    return QImage(
        frame.rgb, frame.width, frame.height, frame.width * 3, QImage.Format.Format_RGB888
    )


def _middle(frame: PreviewFrame, shape: QRectF) -> QRectF:
    """Return the largest part of the frame with the shape's proportions, in its middle."""
    width = min(frame.width, frame.height * shape.width() / max(shape.height(), 1))
    height = min(frame.height, frame.width * shape.height() / max(shape.width(), 1))
    return QRectF((frame.width - width) / 2, (frame.height - height) / 2, width, height)


def _whole(frame: PreviewFrame, shape: QRectF) -> QRectF:
    """Return the largest place in the shape with the frame's proportions, in its middle."""
    size = QRectF(0, 0, frame.width, frame.height).size()
    size.scale(shape.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(shape.topLeft(), size)
    place.moveCenter(shape.center())
    return place
