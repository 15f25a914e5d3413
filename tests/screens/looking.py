"""Screens of the examples, looked at without a window."""

from dataclasses import replace

from kiosk.domain.language import Language
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from kiosk.screens.screen import Intent, Screen
from kiosk.screens.texts import load
from tests.screens.examples import EXAMPLES

RULES = Rules()
WRITTEN_FIRST = (Language.JAPANESE, Language.ENGLISH)
"""The languages whose very words tests look for; of the others they look for the same keys."""
TEXTS = load()
NOT_CALLED_OUT = (
    "answering_option_specific_diseases",
    "answering_option_public_expense",
    "answering_option_public_expense_four",
)
"""Which certificates somebody has is for their own eyes."""


def shown(name: str, language: Language = Language.JAPANESE, *, simulated: bool = False) -> Screen:
    """Return the screen of an example."""
    state = EXAMPLES[name]
    spoken = replace(state, visit=replace(state.visit, language=language))
    return present(spoken, TEXTS, RULES, simulated=simulated)


def intents(screen: Screen) -> set[Intent]:
    """Return what can be chosen on a screen."""
    return {choice.intent for choice in screen.choices}
