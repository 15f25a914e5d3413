"""`present(state, …) -> Screen`: the one function from the truth to what is seen."""

from kiosk.flow import states as s
from kiosk.flow.rules import Rules
from kiosk.flow.steps import step
from kiosk.screens import asking, completion, patient, refusals, staff
from kiosk.screens.page import Page
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts


def present(state: s.State, texts: Texts, rules: Rules, *, simulated: bool) -> Screen:
    """Return the screen of a state. `simulated` puts the mark 模擬 on it."""
    words = texts.about(state.visit.token, state.visit.language)
    helps = isinstance(state, s.Interactive)
    page = Page(words, state.visit, step(state), simulated, helps)
    match state:
        case s.WaitingForCard():
            return patient.waiting(page)
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
            return patient.still_there(page, rules)
        case s.OfferingHelp():
            return patient.offering_help(page, state)
        case _:
            return _rest(page, state, rules)


Asked = s.OfferingRegistration | s.GivingConsent | s.AnsweringOption
Rest = (
    refusals.Refusal
    | patient.Working
    | Asked
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
        case s.GivingConsent():
            return asking.giving_consent(page, state)
        case s.AnsweringOption():
            return asking.answering_option(page, state)
        case s.Done():
            return completion.done(page, state, rules)
        case s.ReceivedProvisionally() | s.NumberInSight():
            return completion.provisional(page, state)
        case s.TakeCard():
            return completion.take_card(page, state)
        case _:
            return refusals.refused(page, state, rules)
