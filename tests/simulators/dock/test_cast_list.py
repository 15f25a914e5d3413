"""The dock's list stays usable with the whole cast: everybody is there, and can be found."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from simulators.dock.cast_list import CastList
from simulators.personas.cast import load_cast
from simulators.personas.looks import names

CAST = load_cast()


@pytest.fixture
def people(qtbot: QtBot) -> Iterator[CastList]:
    made = CastList(CAST.values())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_painter()


def seen(people: CastList) -> list[str]:
    return [key for key, card in people.cards.items() if card.isVisibleTo(people)]


def test_everybody_is_in_the_list(people: CastList) -> None:
    assert seen(people) == list(CAST)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ume", {"ume"}),
        ("青葉", {"hanako", "ren", "no_photo"}),
        ("カオル", {"kaoru"}),
        ("証明書", {"saki", "yuko", "kirie", "tomeo", "keisuke"}),
        ("foreign alias", {"yukari"}),
        ("nobody-is-called-so", set[str]()),
    ],
)
def test_people_are_found_by_key_name_kana_and_role(
    people: CastList, words: str, found: set[str]
) -> None:
    people.arrange(words)
    assert set(seen(people)) == found
    people.arrange("")
    assert seen(people) == list(CAST)


def test_the_buttons_say_whose_card_and_whose_face(people: CastList) -> None:
    placed: list[str] = []
    shown: list[str] = []
    people.placed.connect(placed.append)
    people.shown.connect(shown.append)
    for button in people.cards["momo"].findChildren(QPushButton):
        button.click()
    assert (placed, shown) == (["momo"], ["momo"])


def test_who_cannot_be_drawn_cannot_stand_before_the_camera(people: CastList) -> None:
    enabled = {
        key
        for key, card in people.cards.items()
        if all(button.isEnabled() for button in card.findChildren(QPushButton))
    }
    assert enabled == set(names()) & set(CAST)


def test_no_portrait_is_drawn_before_the_window_asks_for_them(people: CastList) -> None:
    assert all(not card.has_picture() for card in people.cards.values())


def test_portraits_appear_when_they_are_drawn(people: CastList, qtbot: QtBot) -> None:
    first = next(card for card in people.cards.values() if card.drawn)
    people.draw_portraits()
    qtbot.waitUntil(first.has_picture, timeout=30_000)
