"""Qt draws every drawing, in every theme, as large as asked."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.preferences import ColourTheme
from kiosk.ui.drawings import ASSETS, Drawings, draw, url

NAMES = [
    (folder, file.stem)
    for folder in ("icons", "illustrations")
    for file in sorted((ASSETS / folder).glob("*.svg"))
]


def drawn(image: QImage) -> int:
    """Count the dots that are not empty."""
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.qt_log_level_fail("WARNING")
@pytest.mark.parametrize("theme", ColourTheme)
def test_every_drawing_is_drawn_without_a_complaint(theme: ColourTheme) -> None:
    shares = {
        name: drawn(draw(theme, folder, name, QSize(24, 24))) / 24**2 for folder, name in NAMES
    }
    assert all(share > 0.05 for share in shares.values()), shares


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (QSize(80, 80), QSize(80, 80)),
        (QSize(90, 40), QSize(40, 40)),
        (QSize(0, 30), QSize(30, 30)),
        (QSize(), QSize(200, 200)),
    ],
)
def test_a_drawing_is_as_large_as_asked_and_keeps_its_shape(wanted: QSize, got: QSize) -> None:
    assert draw(ColourTheme.LIGHT, "illustrations", "done", wanted).size() == got


def test_an_address_leads_to_its_drawing(qtbot: QtBot) -> None:
    address = url("icons", "face", ColourTheme.DARK)
    size = QSize()
    image = Drawings().requestImage(address.split("/", 3)[3], size, QSize(40, 40))
    assert image == draw(ColourTheme.DARK, "icons", "face", QSize(40, 40))
    assert size == QSize(40, 40)


def test_no_name_has_no_address_and_a_wrong_one_no_picture(qtbot: QtBot) -> None:
    assert url("icons", "", ColourTheme.LIGHT) == ""
    assert Drawings().requestImage("light/icons/nothing", QSize(), QSize(9, 9)).isNull()
