"""Icons and illustrations in the colours of a theme, as sharp as they are large.

QML asks for ``image://drawings/<theme>/<folder>/<name>``; Qt keeps what it was given, so each is
drawn once per theme and size.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.domain.preferences import ColourTheme
from kiosk.screens.theme.drawings import recoloured

ASSETS: Final = Path(__file__).resolve().parents[2] / "assets"
PROVIDER: Final = "drawings"


def url(folder: str, name: str, theme: ColourTheme) -> str:
    """Return where QML finds a drawing of `assets/<folder>`; empty for no name."""
    return f"image://{PROVIDER}/{theme.value}/{folder}/{name}" if name else ""


def draw(theme: ColourTheme, folder: str, name: str, wanted: QSize) -> QImage:
    """Draw as large as `wanted` (pixels) allows, keeping proportions; a side below 1 is free.

    Raises OSError where there is no such drawing.
    """
    svg = (ASSETS / folder / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(recoloured(svg, theme).encode()))
    image = QImage(
        _fitted(renderer.defaultSize(), wanted), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _fitted(natural: QSize, wanted: QSize) -> QSize:
    free = 1 << 15
    room = QSize(*(side if side > 0 else free for side in (wanted.width(), wanted.height())))
    alone = wanted.width() < 1 and wanted.height() < 1
    return natural if alone else natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)


class Drawings(QQuickImageProvider):
    """What a window's engine asks for drawings."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 - Qt's names
        """Draw what `id` names; empty, so that Qt complains, where there is no such drawing."""
        theme, folder, name = id.split("/")
        try:
            image = draw(ColourTheme(theme), folder, name, requestedSize)
        except OSError:
            return QImage()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
