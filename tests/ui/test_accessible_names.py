"""What a screen reader finds: every control and every word has a name and a role, in the order of
the eye (WCAG 2.2, 1.3.2 and 4.1.2; EN 301 549, 5.2)."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.domain.preferences import TextSize
from kiosk.screens.texts import Texts
from tests.ui.glass import above, is_button, is_text, name_of, shape, visible
from tests.ui.unpainted import Unpainted
from tests.ui.whole import FORMATS, Way, screens
from tests.ui.wholeness import sight_of

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
}
NEAR = 4  # pixels by which a line may begin earlier than the one it follows


@pytest.mark.parametrize(("name", "size"), [("wide", TextSize.NORMAL), ("tall", TextSize.LARGEST)])
def test_every_control_says_what_it_is_and_words_come_in_the_order_of_the_eye(
    name: str, size: TextSize, qtbot: QtBot, texts: Texts
) -> None:
    QAccessible.setActive(True)
    shown = FORMATS[name]
    glass = Unpainted(shown.width, shown.height, shown.dots_per_mm)
    faults: list[str] = []
    for example, screen in screens(Way(Language.JAPANESE, size), texts):
        glass.show(screen)
        faults += [f"{example}: {fault}" for fault in _faults(glass.root)]
    glass.close()
    qtbot.wait(1)
    assert not faults, "\n".join(faults)


def _faults(root: QQuickItem) -> Iterator[str]:
    items = list(visible(root))
    for control in (one for one in items if is_button(one) and one.isEnabled()):
        accessible = QAccessible.queryAccessibleInterface(control)
        if not accessible.text(QAccessible.Text.Name).strip():
            yield f"a control without a name: {name_of(control)}"
        if accessible.role() not in ROLES:
            yield f"a control of no role: {name_of(control)}"
    read = [one for one in items if is_button(one) or (is_text(one) and not _inside_control(one))]
    yield from _out_of_order([one for one in read if not _on_another_page(one)])


def _out_of_order(read: list[QQuickItem]) -> Iterator[str]:
    """Yield what is read after something that stands below it in the same column."""
    for number, later in enumerate(read):
        area = shape(later)
        for earlier in read[:number]:
            before = shape(earlier)
            same_column = before.left() < area.right() and area.left() < before.right()
            if same_column and area.bottom() <= before.top() + NEAR:
                yield f"{name_of(later)} is read after {name_of(earlier)}, which stands below it"


def _inside_control(item: QQuickItem) -> bool:
    return any(is_button(one) for one in above(item))


def _on_another_page(item: QQuickItem) -> bool:
    sight = sight_of(item)
    return sight is not None and not shape(sight).contains(shape(item).center())
