"""The panels: which language, and how the kiosk looks, sounds and waits."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Pace, Preferences, TextSize
from kiosk.screens.page import Page
from kiosk.screens.screen import Choice, Group, Intent, Kind, Role, Screen
from kiosk.screens.voices import spoken_languages

TOGGLES = {
    "reach": "reach",
    "left_handed": "left_hand",
    "voice": "voice",
    "fixed_keypad": "ten_key",
    "more_time": "more_time",
    "still": "motion_off",
}
"""What is either so or not, in the order of the glass, with its icon."""


def languages(page: Page) -> Screen:
    """言語: every language under its own name, in its own script."""
    choices = tuple(
        Choice(
            Intent.SET,
            page.words.say(f"language.{one.value}"),
            sets=one,
            value=one.value,
            chosen=one is page.words.language,
        )
        for one in Language
    )
    screen = page.screen("panel.languages_screen", Kind.LANGUAGES, choices=(*choices, _close(page)))
    return replace(screen, place="panel:languages")


def comfort(page: Page, sizes: Sequence[TextSize]) -> Screen:
    """見やすさ・音声: each choice shows its effect at once. `sizes` are those the glass holds."""
    now, usual = page.visit.preferences, page.visit.usual
    groups = (
        _one_of(page, "text_size", [(one.value, replace(now, text_size=one)) for one in sizes]),
        _one_of(page, "colours", [(one.value, replace(now, colours=one)) for one in ColourTheme]),
        _toggles(page),
        *_paces(page),
    )
    reset = Choice(
        Intent.SET,
        page.words.say("panel.reset"),
        icon="again",
        enabled=now != usual,
        sets=usual,
        value="reset",
    )
    screen = page.screen("panel.comfort_screen", Kind.COMFORT, choices=(reset, _close(page)))
    return replace(screen, place="panel:comfort", groups=groups)


def _close(page: Page) -> Choice:
    return page.choice(Intent.CLOSE_PANEL, "panel.close", Role.QUIET, "back")


def _one_of(page: Page, name: str, offers: list[tuple[str, Preferences]]) -> Group:
    now, words = page.visit.preferences, page.words
    choices = tuple(
        Choice(
            Intent.SET,
            words.say(f"panel.{name}.{value}"),
            icon=f"{name}_{value}" if name == "pace" else "",
            sets=sets,
            value=f"{name}={value}",
            chosen=sets == now,
        )
        for value, sets in offers
    )
    return Group(
        name, words.say(f"panel.{name}.label"), choices, words.find(f"panel.{name}.sample")
    )


def _paces(page: Page) -> tuple[Group, ...]:
    """Return how fast the voice may be, where there is one."""
    now = page.visit.preferences
    offers = [(one.value, replace(now, pace=one)) for one in Pace]
    return (_one_of(page, "pace", offers),) if now.voice else ()


def _toggles(page: Page) -> Group:
    now, words = page.visit.preferences, page.words
    choices = tuple(
        Choice(
            Intent.SET,
            words.say(f"panel.{name}"),
            _detail(page, name),
            icon=icon,
            sets=replace(now, **{name: not getattr(now, name)}),
            value=name,
            chosen=getattr(now, name),
        )
        for name, icon in TOGGLES.items()
    )
    return Group("toggles", "", choices)


def _detail(page: Page, name: str) -> str:
    """Say what a choice does, and of the voice, where it speaks another language alone."""
    silent = name == "voice" and page.words.language not in spoken_languages()
    return page.words.say("panel.voice_elsewhere" if silent else f"panel.{name}_detail")
