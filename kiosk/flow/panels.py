"""The panels 言語 and 見やすさ・音声: they lie over the screen while work goes on beneath.

A touch on a panel never reaches what is beneath; what somebody chose is theirs for one reception.
"""

from dataclasses import replace

from kiosk.domain.preferences import Preferences
from kiosk.flow import states as s
from kiosk.flow.aside import beneath, over
from kiosk.flow.effects import ShuffleKeypad
from kiosk.flow.events import (
    Event,
    HelpAsked,
    LanguageChosen,
    PanelClosed,
    PanelOpened,
    PreferencesChosen,
    Touch,
)
from kiosk.flow.pads import Pad
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Panel

Over = s.WaitingForCard | s.Interactive | s.OfferingHelp
"""What a panel can be opened over: whatever waits for a person."""

Closing = s.AskingStillThere | s.OfferingHelp | s.Ending | s.Idle
"""What a panel may not hide when it comes."""


def opened(state: s.State, event: PanelOpened) -> Transition | None:
    """Lay a panel over the screen, or another one in its place."""
    if not isinstance(state, Over):
        return None
    return to(replace(state, visit=replace(state.visit, panel=event.panel)))


def closed(state: s.State) -> s.State:
    """Return the state without a panel."""
    if state.visit.panel is Panel.NONE:
        return state
    return replace(state, visit=replace(state.visit, panel=Panel.NONE))


def covers(state: s.State, event: Event) -> bool:
    """Say whether a touch was meant for what a panel covers by now."""
    reaches = isinstance(event, PanelOpened | PanelClosed | HelpAsked)
    return state.visit.panel is not Panel.NONE and isinstance(event, Touch) and not reaches


def given_way(before: s.State, transition: Transition) -> Transition:
    """Take the panel away where something begins that must be seen."""
    after = transition.state
    began = type(after) is not type(before) and isinstance(after, Closing)
    return Transition(closed(after), transition.effects) if began else transition


def chosen(state: s.State, event: LanguageChosen | PreferencesChosen) -> Transition:
    """Take a choice in at once. A language is all that its panel asks, so it closes."""
    visit = state.visit
    if isinstance(event, PreferencesChosen):
        return _preferred(state, event.preferences)
    panel = Panel.NONE if visit.panel is Panel.LANGUAGES else visit.panel
    return to(replace(state, visit=replace(visit, language=event.language, panel=panel)))


def _preferred(state: s.State, preferences: Preferences) -> Transition:
    """Change how the kiosk behaves; a pad that is shown takes the order that is now wanted."""
    visit, here = replace(state.visit, preferences=preferences), beneath(state)
    told = replace(state, visit=visit)
    same_order = preferences.usual_digits is state.visit.preferences.usual_digits
    if same_order or not isinstance(here, Pad):
        return to(told)
    if here is state:
        return to(told, ShuffleKeypad(visit.session, usual=preferences.usual_digits))
    return to(over(told, replace(here, keypad=())))  # given anew by `pads.come_back`
