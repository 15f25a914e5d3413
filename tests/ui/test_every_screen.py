"""Every example on the glass: whole, legible, touchable and within reach, however it is wanted.

Here every example is seen in every language, each time in another of the thirty-two ways of shape,
letters, reach and hand. All of them: `python -m tests.ui.whole`, half an hour.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, TextSize
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts
from tests.screens.examples import EXAMPLES
from tests.ui.glass import is_text, name_of, shape, visible
from tests.ui.unpainted import Unpainted
from tests.ui.whole import FORMATS, OTHER_FORMATS, Format, Way, screens, wrong_on

OpenGlass = Callable[[Format], Unpainted]
KINDS = ("waiting", "choosing", "entering_pin", "giving_consent", "still_there", "done")


@pytest.fixture
def open_glass(qtbot: QtBot) -> Iterator[OpenGlass]:
    opened: list[Unpainted] = []

    def open_(shown: Format) -> Unpainted:
        for glass in opened:
            glass.close()
        opened.clear()
        opened.append(Unpainted(shown.width, shown.height, shown.dots_per_mm))
        return opened[-1]

    yield open_
    for glass in opened:
        glass.close()
    qtbot.wait(1)


def share(
    ways: Sequence[Way], texts: Texts, first: int = 0, step: int = 1
) -> Iterator[tuple[Way, str, Screen]]:
    """Yield a part of the examples, once each: every way has its own, from `first` on."""
    names = list(EXAMPLES)
    for number, way in enumerate(ways):
        mine = frozenset(names[number * step + first :: len(ways) * step])
        for name, screen in screens(way, texts, mine):
            yield way, name, screen


def wrong(glass: Unpainted, shown: Iterator[tuple[Way, str, Screen]]) -> list[str]:
    return [
        f"{way} {name}: {fault}"
        for way, name, screen in shown
        for fault in dict.fromkeys(wrong_on(glass, screen))
    ]


@pytest.mark.parametrize("language", Language)
def test_every_screen_is_whole_and_in_reach(
    language: Language, open_glass: OpenGlass, texts: Texts
) -> None:
    wanted = product(TextSize, (False, True), (False, True))
    ways = [Way(language, size, reach, left_handed) for size, reach, left_handed in wanted]
    turn = list(Language).index(language)  # another language sees an example in another way
    turned = ways[turn:] + ways[:turn]
    for number, shown in enumerate(FORMATS.values()):
        glass = open_glass(shown)
        first = (number + turn) % len(FORMATS)
        faults = wrong(glass, share(turned, texts, first, len(FORMATS)))
        assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", Language)
def test_every_language_is_found_in_the_largest_letters(
    language: Language, open_glass: OpenGlass, texts: Texts
) -> None:
    glass = open_glass(FORMATS["wide"])
    for reach in (False, True):
        way = Way(language, TextSize.LARGEST, reach)
        [(_, screen)] = screens(way, texts, frozenset({"panel_languages"}))
        assert wrong_on(glass, screen) == []


@pytest.mark.parametrize("shown", FORMATS.values(), ids=FORMATS)
def test_staff_are_called_by_as_large_a_button_as_opens_a_panel(
    shown: Format, open_glass: OpenGlass, texts: Texts
) -> None:
    glass = open_glass(shown)
    for name in ("waiting", "choosing"):
        [(_, screen)] = screens(Way(Language.JAPANESE, TextSize.NORMAL), texts, frozenset({name}))
        glass.show(screen)
        frame = screen.frame
        wanted = [one.label for one in (frame.help, frame.languages, frame.comfort)]
        letters = {
            name_of(one): one.property("font").pixelSize()
            for one in visible(glass.root)
            if is_text(one) and name_of(one) in wanted
        }
        assert sorted(letters) == sorted(wanted)
        assert len(set(letters.values())) == 1


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_other_glasses_show_whole_screens_too(
    name: str, open_glass: OpenGlass, texts: Texts
) -> None:
    shown = OTHER_FORMATS[name]
    ways = [Way(language, size) for size, language in product(shown.sizes, Language)]
    faults = wrong(open_glass(shown), share(ways, texts))
    assert not faults, "\n".join(faults)


def test_a_glass_that_is_too_small_is_told_from_one_that_is_not(
    open_glass: OpenGlass, texts: Texts
) -> None:
    small = Format(480, 320, FORMATS["wide"].dots_per_mm)
    way = Way(Language.JAPANESE, TextSize.NORMAL, reach=True)
    shown = screens(way, texts, frozenset({"choosing", "entering_pin", "giving_consent"}))
    faults = wrong(open_glass(small), ((way, name, screen) for name, screen in shown))
    for kind in ("cut off", "overlap", "out of reach"):
        assert any(kind in fault for fault in faults), kind


@pytest.mark.parametrize("name", KINDS)
def test_colours_move_nothing(name: str, open_glass: OpenGlass, texts: Texts) -> None:
    glass = open_glass(FORMATS["wide"])
    way = Way(Language.JAPANESE, TextSize.NORMAL)
    [(_, screen)] = screens(way, texts, frozenset({name}))
    places: list[list[QRectF]] = []
    for colours in ColourTheme:
        glass.show(replace(screen, preferences=replace(screen.preferences, colours=colours)))
        places.append([shape(item) for item in visible(glass.root)])
    assert places[1:] == places[:-1]
