"""A `Screen` as the plain maps and lists that QML reads."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, TextSize
from kiosk.screens.screen import Choice, Frame, Group, Intent, Keypad, Role, Row, Screen, Tone, Turn
from kiosk.screens.theme import FAMILIES, Theme, leading_of_labels
from kiosk.screens.theme.colours import COLOURS
from kiosk.ui.drawings import url

QML = Path(__file__).resolve().parent / "qml"

TICK_MS = 100  # how often a countdown moves
CLEAR = "#00000000"
GROUPS = ("text_size", "colours", "toggles", "pace")
_NO_KEY = Choice(Intent.CORRECT, "", enabled=False)
NO_KEYPAD = Keypad((), 0, 0, "", _NO_KEY, _NO_KEY)  # QML reads it until the pad is gone

Map = dict[str, Any]


def token(screen: Screen) -> str:
    """Name what a touch answers: another session, question or layout has another token.

    Where letters grow or sides change, the controls move, and a finger on its way meets others.
    """
    wanted = screen.preferences
    layout = f"{wanted.text_size.value}{wanted.reach:d}{wanted.left_handed:d}"
    return f"{screen.session}/{screen.place}/{layout}"


def screen_map(screen: Screen) -> Map:
    """Return what changes often: words, picture, what was typed."""
    colours = screen.preferences.colours
    return {
        "token": token(screen),
        "source": _url(QML / "screens" / f"{screen.kind.value}.qml"),
        "step": screen.step,
        "title": screen.title,
        "message": screen.message,
        "detail": screen.detail,
        "attention": screen.tone is Tone.ATTENTION,
        "illustration": url("illustrations", screen.illustration, colours),
        "camera": screen.camera,
        "portrait": screen.portrait,
        "guidance": screen.guidance,
        "guidanceIcon": url("icons", screen.guidance_icon, colours),
        "turnsLeft": screen.turn is Turn.LEFT,
        "turnsRight": screen.turn is Turn.RIGHT,
        "number": screen.number,
        "countdown": screen.countdown or 0,
        "timer": screen.timer,
        "keypad": _keypad_map(screen.keypad or NO_KEYPAD, colours),
    }


def _keypad_map(keypad: Keypad, colours: ColourTheme) -> Map:
    return {
        "typed": keypad.typed,
        "expected": keypad.expected,
        "typedLabel": keypad.typed_label,
        "correct": choice_map(keypad.correct, colours),
        "confirm": choice_map(keypad.confirm, colours),
        "ready": keypad.ready,
    }


def choice_map(choice: Choice, colours: ColourTheme) -> Map:
    """Return a button; a language has its own typeface, in which its name is written."""
    own = choice.sets if isinstance(choice.sets, Language) else None
    return {
        "intent": choice.key,
        "label": choice.label,
        "detail": choice.detail,
        "primary": choice.role is Role.PRIMARY,
        "quiet": choice.role is Role.QUIET,
        "icon": url("icons", choice.icon, colours),
        "enabled": choice.enabled,
        "chosen": choice.chosen,
        "family": FAMILIES[own] if own else "",
        "leading": leading_of_labels(own) if own else 0.0,
    }


def groups_map(groups: tuple[Group, ...], colours: ColourTheme) -> Map:
    """Return choices of a panel that belong together, by name; those that are not there are empty.

    QML reads them until the panel is gone.
    """
    there = {group.name: group for group in groups}
    return {name: _group(there.get(name, Group(name, "", ())), colours) for name in GROUPS}


def _group(group: Group, colours: ColourTheme) -> Map:
    return {
        "label": group.label,
        "sample": group.sample,
        "choices": [choice_map(one, colours) for one in group.choices],
    }


def row_map(row: Row, colours: ColourTheme) -> Map:
    """Return a line of a list."""
    return {
        "label": row.label,
        "detail": row.detail,
        "icon": url("icons", row.icon, colours),
        "note": row.note,
    }


def frame_map(frame: Frame, colours: ColourTheme) -> Map:
    """Return what surrounds every screen."""
    return {
        "steps": list(frame.steps),
        "now": list(frame.now),
        "onward": frame.pager.onward,
        "back": frame.pager.back,
        "languages": choice_map(frame.languages, colours),
        "comfort": choice_map(frame.comfort, colours),
        "help": choice_map(frame.help, colours),
        "helpNote": frame.help_note,
        "simulated": frame.simulated,
        "family": frame.family,
        "stripes": url("illustrations", "stripes", colours),
        "check": url("icons", "check", colours),
        "forward": url("icons", "forward", colours),
        "backward": url("icons", "back", colours),
        "oval": url("illustrations", "oval", colours),
    }


def theme_map(theme: Theme) -> Map:
    """Return sizes in pixels, colours, families and durations."""
    colours = theme.colours
    return {
        "sizes": dict(theme.pixels()),
        "colours": {name: getattr(colours, name) for name in vars(colours)},
        "motion": {**vars(theme.motion), "tick": TICK_MS, "second": 1000},
        "leading": theme.leading,
        "leadingOfLabels": theme.leading_of_labels,
        "clear": CLEAR,
        "letters": {
            f"set:text_size={one.value}": _like(theme, text_size=one).pixels()["body"]
            for one in TextSize
        },
        "grounds": {
            f"set:colours={one.value}": {"ground": colours.surface, "ink": colours.primary}
            for one, colours in COLOURS.items()
        },
        "reach": theme.preferences.reach,
        "leftHanded": theme.preferences.left_handed,
    }


def _like(theme: Theme, **preferences: object) -> Theme:
    return replace(theme, preferences=replace(theme.preferences, **preferences))


def _url(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()
