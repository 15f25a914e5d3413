"""The reference screens are drawn as they were recorded: no change of them goes unseen."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.recordings import PROBE, different, draw, hash_of, kept, key_of, looks


def test_the_reference_screens_are_drawn_as_recorded(qtbot: QtBot) -> None:
    del qtbot  # its application
    pictures = draw()
    if hash_of(pictures[PROBE]) != kept()[PROBE]:
        pytest.skip("letters are drawn otherwise here (Qt, typefaces, processor): no comparison")
    changed = different(pictures)
    remedy = "look: python -m tests.ui.recordings report DIR; as meant? … record, and commit"
    assert changed == [], remedy


def test_every_recording_has_a_name_of_its_own_and_is_kept() -> None:
    keys = [key_of(look) for look in looks()]
    assert len(set(keys)) == len(set(looks()))
    assert {*keys, PROBE} == kept().keys()


def test_one_pixel_makes_another_hash() -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    before = hash_of(picture)
    picture.setPixelColor(3, 3, QColor("#fffffe"))
    assert hash_of(picture) != before
