"""How words are drawn: Qt breaks Japanese between phrases; a screen reader gets them unmarked."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QFont, QTextLayout, QTextOption
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.screens.phrases import JOINER, in_phrases
from kiosk.screens.texts import Texts
from kiosk.screens.theme import FAMILIES
from kiosk.ui.window import KioskWindow
from tests.screens.examples import EXAMPLES
from tests.ui.conftest import OpenWindow
from tests.ui.gallery import SIZES, screen_of
from tests.ui.glass import buttons, is_text, name_of, shape, visible

JA = Language.JAPANESE
SENTENCE = "マイナンバーカードを、顔写真を上にして、カードリーダーに置いてください。"


def lines(text: str, width: float) -> list[str]:
    """Lay a text out as Qt Quick does."""
    font = QFont(FAMILIES[JA])
    font.setPixelSize(30)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return [line.replace(JOINER, "") for line in found]


@pytest.mark.parametrize("width", range(330, 700, 10))
def test_no_width_breaks_inside_a_phrase(width: int, open_window: OpenWindow) -> None:
    open_window()
    phrases = [
        "マイナンバーカードを、",
        "顔写真を",
        "上にして、",
        "カードリーダーに",
        "置いてください。",
    ]
    starts = {line[:2] for line in lines(in_phrases(SENTENCE, JA), width)}
    assert starts <= {phrase[:2] for phrase in phrases}


def test_without_joiners_qt_breaks_inside_a_word(open_window: OpenWindow) -> None:
    open_window()
    found = [line for width in range(330, 700, 10) for line in lines(SENTENCE, width)]
    assert any(line.startswith(("ードリ", "ドリ", "リーダー", "ダーに")) for line in found)


def drawn(window: KioskWindow) -> list[QQuickItem]:
    return [item for item in visible(window.root) if is_text(item)]


@pytest.mark.parametrize("name", ["waiting", "choosing", "giving_consent", "still_there"])
def test_a_screen_reader_gets_no_joiners(name: str, open_window: OpenWindow, texts: Texts) -> None:
    QAccessible.setActive(True)
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES[name], texts, JA))
    words = drawn(window)
    assert any(JOINER in item.property("text") for item in words)
    read = map(QAccessible.queryAccessibleInterface, (*words, *buttons(window).values()))
    heard = list(filter(None, read))  # a row is read as one, and its words by themselves not
    assert heard
    for accessible in heard:
        assert JOINER not in accessible.text(QAccessible.Text.Name)
        assert JOINER not in accessible.text(QAccessible.Text.Description)


def test_english_is_drawn_as_it_is(open_window: OpenWindow, texts: Texts) -> None:
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES["choosing"], texts, Language.ENGLISH))
    assert not [item for item in drawn(window) if JOINER in item.property("text")]


def test_a_countdown_says_what_it_counts_or_nothing(open_window: OpenWindow, texts: Texts) -> None:
    window, _ = open_window()
    window.show_screen(screen_of(EXAMPLES["still_there"], texts, JA))
    assert "あと20秒で、この受付を中止します。" in {name_of(item) for item in drawn(window)}
    window.show_screen(screen_of(EXAMPLES["done"], texts, JA))
    assert "8" not in {name_of(item) for item in drawn(window)}


def _corner(item: QQuickItem) -> tuple[float, float]:
    return (shape(item).x(), shape(item).y())


def test_guidance_that_changes_moves_nothing(open_window: OpenWindow, texts: Texts) -> None:
    words = texts[Language.ENGLISH]
    last_line = {words.say("matching_face.message"), words.say("guidance_message.turn_left")}
    for size in SIZES.values():
        window, _ = open_window(*size)
        places: set[tuple[float, ...]] = set()
        for name in (name for name in EXAMPLES if name.startswith("matching_face")):
            window.show_screen(screen_of(EXAMPLES[name], texts, Language.ENGLISH))
            QCoreApplication.processEvents()
            window.view.grabWindow()
            still = next(item for item in drawn(window) if name_of(item) in last_line)
            oval = next(item for item in visible(window.root) if item.inherits("CameraView"))
            places.add((*_corner(still), *_corner(oval)))
        assert len(places) == 1


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("language", Language)
def test_no_guidance_needs_a_third_line(
    language: Language, size: tuple[int, int], open_window: OpenWindow, texts: Texts
) -> None:
    window, _ = open_window(*size)
    for name in (name for name in EXAMPLES if name.startswith("matching_face")):
        screen = screen_of(EXAMPLES[name], texts, language)
        window.show_screen(screen)
        QCoreApplication.processEvents()
        window.view.grabWindow()
        said = next(item for item in drawn(window) if name_of(item) == screen.guidance)
        assert said.property("lineCount") <= 2, screen.guidance


def test_on_a_tall_glass_the_keys_are_in_the_lower_half(
    open_window: OpenWindow, texts: Texts
) -> None:
    width, height = SIZES["tall"]
    window, _ = open_window(width, height)
    window.show_screen(screen_of(EXAMPLES["entering_pin"], texts, JA))
    QCoreApplication.processEvents()
    window.view.grabWindow()
    keys = [item for name, item in buttons(window).items() if len(name) == 1]
    assert len(keys) == 10
    assert min(shape(key).top() for key in keys) > height * 0.45
