"""Every drawing in the colours of every theme: none forgotten, all signs seen."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kiosk.domain.preferences import ColourTheme, Preferences
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.texts import load
from kiosk.screens.theme.colours import COLOURS, OUTLINE_CONTRAST, contrast
from kiosk.screens.theme.drawings import COLOUR, LIGHT, PALETTES, SIGN_PAIRS, recoloured
from tests.screens.examples import EXAMPLES

ASSETS = Path(__file__).resolve().parents[2] / "assets"
DRAWINGS = sorted([*ASSETS.glob("icons/*.svg"), *ASSETS.glob("illustrations/*.svg")])
FRAME = {
    "icons/check",
    "icons/forward",
    "icons/back",
    "illustrations/stripes",
    "illustrations/oval",
}
ICONS = [file for file in DRAWINGS if file.parent.name == "icons"]


def test_no_two_roles_share_a_colour_that_is_to_be_replaced() -> None:
    colours = list(asdict(LIGHT).values())
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_every_colour_of_a_drawing_has_a_role(file: Path) -> None:
    used = set(COLOUR.findall(file.read_text()))
    assert used
    assert used <= set(asdict(LIGHT).values())


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_drawing_has_no_words_and_nothing_that_qt_does_not_draw(file: Path) -> None:
    text = file.read_text()
    assert not [
        tag
        for tag in ("<text", "<image", "<style", "<mask", "<filter", "<use", "clip", "Gradient")
        if tag in text
    ]


@pytest.mark.parametrize("theme", ColourTheme)
def test_a_theme_replaces_every_colour_by_its_own(theme: ColourTheme) -> None:
    palette = set(asdict(PALETTES[theme]).values())
    for file in DRAWINGS:
        assert set(COLOUR.findall(recoloured(file.read_text(), theme))) <= palette


def test_the_light_theme_draws_what_is_in_the_file() -> None:
    for file in DRAWINGS:
        assert recoloured(file.read_text(), ColourTheme.LIGHT) == file.read_text()


def test_a_colour_without_a_role_is_refused() -> None:
    with pytest.raises(KeyError):
        recoloured('<path fill="#123456"/>', ColourTheme.DARK)


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize(("sign", "ground"), SIGN_PAIRS)
def test_what_a_drawing_says_can_be_seen(sign: str, ground: str, theme: ColourTheme) -> None:
    palette = asdict(PALETTES[theme])
    assert contrast(palette[sign], palette[ground]) >= OUTLINE_CONTRAST


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize("ground", ["surface", "background", "pressed", "primary_soft"])
def test_an_icon_is_seen_on_every_ground(ground: str, theme: ColourTheme) -> None:
    ink = PALETTES[theme].ink
    assert {colour for file in ICONS for colour in COLOUR.findall(file.read_text())} == {LIGHT.ink}
    assert contrast(ink, asdict(COLOURS[theme])[ground]) >= OUTLINE_CONTRAST


def named(screen: Screen) -> Iterator[str]:
    """Yield what a screen draws, as folder and name."""
    frame, pad = screen.frame, screen.keypad
    choices = [
        *screen.choices,
        *(one for group in screen.groups for one in group.choices),
        *((pad.correct, pad.confirm) if pad else ()),
        *(frame.help, frame.languages, frame.comfort),
    ]
    icons = {screen.guidance_icon, *(one.icon for one in (*choices, *screen.rows))}
    yield from (f"icons/{icon}" for icon in icons if icon)
    if screen.illustration:
        yield f"illustrations/{screen.illustration}"


def test_every_drawing_that_is_named_is_there_and_none_lies_idle() -> None:
    texts, used = load(), set(FRAME)
    for state in EXAMPLES.values():
        loud = replace(state.visit, preferences=Preferences(voice=True))
        for shown in (state, replace(state, visit=loud)):
            used |= set(named(present(shown, texts, Rules(), simulated=True)))
    there = {f"{file.parent.name}/{file.stem}" for file in DRAWINGS}
    assert there == used
