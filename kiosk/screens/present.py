"""`present(state, …) -> Screen`: the one function from the truth to what is seen."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.language import Language
from kiosk.domain.preferences import TextSize
from kiosk.flow import states as s
from kiosk.flow.panels import Over
from kiosk.flow.rules import Rules
from kiosk.flow.steps import shown_step
from kiosk.flow.visit import Call, Panel
from kiosk.screens import asking, completion, panels, patient, refusals, staff
from kiosk.screens.page import Page
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts
from kiosk.screens.voiced import awake, greeted, voiced


def present(
    state: s.State,
    texts: Texts,
    rules: Rules,
    *,
    simulated: bool,
    sizes: Sequence[TextSize] = tuple(TextSize),
) -> Screen:
    """Return the screen of a state, or of the panel that lies over it.

    `simulated` puts the mark 模擬 on it; `sizes` are the text sizes that the glass holds.
    """
    visit = state.visit
    words = texts.about(visit.token, _read_by_whoever_answers(state))
    helps = visit.call is Call.NONE and not isinstance(state, s.OfferingHelp)
    opens = isinstance(state, Over)
    page = Page(words, visit, shown_step(state), simulated, helps, opens)
    rules = replace(rules, limits=rules.limits.of(visit.preferences))
    match visit.panel:
        case Panel.LANGUAGES:
            return voiced(panels.languages(page), words)
        case Panel.COMFORT:
            return voiced(panels.comfort(page, sizes), words)
        case Panel.NONE:
            screen = voiced(_beneath(page, state, rules), words)
            return screen if _is_for_staff(state) else awake(screen, words)


def _read_by_whoever_answers(state: s.State) -> Language:
    """Return the language of a screen: what staff alone decide is asked in theirs, Japanese."""
    return Language.JAPANESE if _is_for_staff(state) else state.visit.language


def _is_for_staff(state: s.State) -> bool:
    return isinstance(state, s.ChoosingReason | s.CheckingVisually)


def _beneath(page: Page, state: s.State, rules: Rules) -> Screen:
    match state:
        case s.WaitingForCard():
            return greeted(patient.waiting(page), page.words)
        case s.Noticing():
            return patient.noticing(page, state)
        case s.ChoosingMethod():
            return patient.choosing(page, state, rules)
        case s.LastPinTry():
            return patient.last_pin_try(page, state, rules)
        case s.EnteringPin():
            return patient.entering_pin(page, state, rules)
        case s.MatchingFace():
            return patient.matching_face(page, state)
        case (
            s.EnteringPasscode()
            | s.PasscodePaused()
            | s.ChoosingReason()
            | s.CheckingVisually()
            | s.CheckingAtDesk()
        ):
            return staff.screen(page, state)
        case s.AskingStillThere():
            return patient.still_there(page, state, rules)
        case s.OfferingHelp():
            return patient.offering_help(page, state)
        case _:
            return _rest(page, state, rules)


Asked = s.OfferingRegistration | s.ConsentingFirst | s.GivingConsent | s.AnsweringOption
Rest = (
    refusals.Refusal
    | patient.Working
    | Asked
    | s.ConsentOnPaper
    | s.Done
    | s.ReceivedProvisionally
    | s.NumberInSight
    | s.TakeCard
)


def _rest(page: Page, state: Rest, rules: Rules) -> Screen:
    if isinstance(state, patient.Working):
        return patient.working(page, state)
    match state:
        case s.OfferingRegistration():
            return asking.offering_registration(page)
        case s.ConsentingFirst():
            return asking.consenting_first(page, state)
        case s.GivingConsent():
            return asking.giving_consent(page, state)
        case s.AnsweringOption():
            return asking.answering_option(page, state)
        case s.ConsentOnPaper():
            return completion.on_paper(page, state)
        case s.Done():
            return completion.done(page, state)
        case s.ReceivedProvisionally() | s.NumberInSight():
            return completion.provisional(page, state)
        case s.TakeCard():
            return completion.take_card(page, state)
        case _:
            return refusals.refused(page, state, rules)
