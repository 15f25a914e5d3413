"""Every example on the glass, wide and tall, in both languages: whole, legible, touchable."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.screens.screen import Role
from kiosk.screens.texts import Texts
from kiosk.screens.theme import dots_per_mm
from kiosk.ui.window import KioskWindow
from tests.screens.examples import EXAMPLES
from tests.ui.conftest import OpenWindow
from tests.ui.gallery import SIZES, screen_of
from tests.ui.glass import bounds, buttons, ink, is_button, is_text, name_of, shape, visible, within

TOUCH_MM = 12.7  # VVSG 2.0 7.2-I
MAIN_MM = 20.0


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_every_screen_is_whole(
    size: tuple[int, int], language: Language, open_window: OpenWindow, texts: Texts
) -> None:
    window, _ = open_window(*size)
    faults: list[str] = []
    for name, state in EXAMPLES.items():
        window.show_screen(screen_of(state, texts, language))
        QCoreApplication.processEvents()
        window.view.grabWindow()
        faults += [f"{name}: {fault}" for fault in _faults(window)]
    assert not faults, "\n".join(faults)


def _faults(window: KioskWindow) -> list[str]:
    items = list(visible(window.root))
    words = [item for item in items if is_text(item)]
    touched = [item for item in items if is_button(item)]
    return [
        *(f"cut off: {name_of(one)}" for one in words if not _whole(one, window.root)),
        *(f"cut off: {name_of(one)}" for one in touched if not _inside(one, window.root)),
        *(f"overlap: {name_of(a)} / {name_of(b)}" for a, b in _overlaps(words)),
        *(f"overlap: {name_of(a)} / {name_of(b)}" for a, b in _overlaps(touched)),
        *(f"too small: {name_of(one)}" for one in touched if not _large_enough(one, window)),
    ]


def _whole(text: QQuickItem, top: QQuickItem) -> bool:
    return not text.property("truncated") and within(ink(text), bounds(text, top))


def _inside(item: QQuickItem, top: QQuickItem) -> bool:
    return within(shape(item), bounds(item, top))


def _overlaps(items: list[QQuickItem]) -> list[tuple[QQuickItem, QQuickItem]]:
    shapes = [
        (item, (ink(item) if is_text(item) else shape(item)).adjusted(2, 2, -2, -2))
        for item in items
    ]
    return [
        (one, other)
        for index, (one, first) in enumerate(shapes)
        for other, second in shapes[index + 1 :]
        if first.intersects(second)
    ]


def _large_enough(item: QQuickItem, window: KioskWindow) -> bool:
    least = TOUCH_MM * window.theme.dots_per_mm
    return min(item.width(), item.height()) >= least


OTHER_GLASSES = {
    "15.6 inch": (1920, 1080, 15.6),
    "21.5 inch upright": (1080, 1920, 21.5),
    "13.3 inch": (1366, 768, 13.3),
    "15 inch": (1024, 768, 15.0),
}


@pytest.mark.parametrize("glass", OTHER_GLASSES.values(), ids=OTHER_GLASSES.keys())
def test_other_glasses_show_whole_screens_too(
    glass: tuple[int, int, float], open_window: OpenWindow, texts: Texts
) -> None:
    width, height, inches = glass
    window, _ = open_window(width, height, density=dots_per_mm(width, height, inches))
    faults: list[str] = []
    for name, state in EXAMPLES.items():
        window.show_screen(screen_of(state, texts, Language.JAPANESE))
        QCoreApplication.processEvents()
        window.view.grabWindow()
        faults += [f"{name}: {fault}" for fault in _faults(window)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["choosing", "giving_consent", "giving_consent_item_0"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_main_choices_are_twenty_millimetres(
    size: tuple[int, int], name: str, open_window: OpenWindow, texts: Texts
) -> None:
    window, _ = open_window(*size)
    screen = screen_of(EXAMPLES[name], texts, Language.JAPANESE)
    window.show_screen(screen)
    QCoreApplication.processEvents()
    window.view.grabWindow()
    main = {choice.label for choice in screen.choices if choice.role is not Role.QUIET}
    heights = {label: item.height() for label, item in buttons(window).items() if label in main}
    assert heights.keys() == main
    assert min(heights.values()) >= MAIN_MM * window.theme.dots_per_mm
