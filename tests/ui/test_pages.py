"""An explanation that one page does not hold: whole lines, page after page, and nothing lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.domain.preferences import TextSize
from kiosk.screens.texts import Texts
from tests.ui.glass import is_button, name_of, shape, visible
from tests.ui.unpainted import Unpainted
from tests.ui.whole import FORMATS, Way, screens, turn
from tests.ui.wholeness import lines, sights, turners

LARGEST = Way(Language.VIETNAMESE, TextSize.LARGEST)
SMALL = Way(Language.VIETNAMESE, TextSize.SMALL)
LONG = "giving_consent_as_last_time"


@pytest.fixture
def glass(qtbot: QtBot) -> Iterator[Unpainted]:
    wide = FORMATS["wide"]
    opened = Unpainted(wide.width, wide.height, wide.dots_per_mm)
    yield opened
    opened.close()
    qtbot.wait(1)


def show(glass: Unpainted, way: Way, name: str, texts: Texts) -> None:
    [(_, screen)] = screens(way, texts, frozenset({name}))
    glass.show(screen)


def turner(glass: Unpainted) -> QQuickItem:
    [found] = turners(glass.root)
    return found


def lines_in_sight(glass: Unpainted) -> set[tuple[str, int]]:
    [sight] = sights(glass.root)
    page = shape(sight)
    return {
        (text.property("text"), round(line.top() - shape(sight.childItems()[0]).top()))
        for text in visible(sight)
        if text.inherits("QQuickText")
        for line in lines(text)
        if page.contains(line.center())
    }


def test_every_line_is_on_one_page_and_on_no_other(glass: Unpainted, texts: Texts) -> None:
    show(glass, LARGEST, LONG, texts)
    pages = [lines_in_sight(glass)]
    for _ in range(turner(glass).property("count") - 1):
        turn(glass, turner(glass), 1)
        pages.append(lines_in_sight(glass))
    assert len(pages) > 1
    assert sum(len(page) for page in pages) == len(set[tuple[str, int]]().union(*pages))


def test_small_letters_need_no_pages(glass: Unpainted, texts: Texts) -> None:
    show(glass, SMALL, LONG, texts)
    assert turners(glass.root) == []


def test_the_first_page_leads_on_alone_and_the_last_back_alone(
    glass: Unpainted, texts: Texts
) -> None:
    show(glass, LARGEST, LONG, texts)
    words = texts[Language.VIETNAMESE]
    onward, back = words.say("pages.next"), words.say("pages.previous")

    def offered() -> set[str]:
        return {name_of(one) for one in visible(turner(glass)) if is_button(one)}

    assert offered() == {onward}
    turn(glass, turner(glass), turner(glass).property("count") - 1)
    assert offered() == {back}


def test_another_question_begins_on_its_first_page(glass: Unpainted, texts: Texts) -> None:
    show(glass, LARGEST, LONG, texts)
    turn(glass, turner(glass), 1)
    assert turner(glass).property("page") == 1
    show(glass, LARGEST, "giving_consent_as_last_time_item_1", texts)
    show(glass, LARGEST, LONG, texts)
    assert turner(glass).property("page") == 0


def test_a_digit_typed_leaves_the_page_where_it_is(glass: Unpainted, texts: Texts) -> None:
    seated = Way(Language.ENGLISH, TextSize.LARGEST, reach=True)
    show(glass, seated, "entering_pin", texts)
    turn(glass, turner(glass), 1)
    show(glass, seated, "entering_pin_half", texts)
    assert turner(glass).property("page") == 1
