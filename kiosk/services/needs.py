"""What staff are needed for, as the console's code: pure functions of the state."""

from typing import Final

from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.doors import may_be_looked_at
from kiosk.flow.proving import OfCard
from kiosk.flow.reasons import CardLeft, FaceProblem, ServiceProblem
from kiosk.flow.visit import Call
from kiosk.ports.board import PROVISIONAL

HELP: Final = "help"
HELP_WITHOUT_PHOTO: Final = "help.no_photo"  # staff cannot help by looking
ATTACK: Final = "attack"  # what stood before the camera was not taken for a person
_STAY: Final = frozenset({ATTACK, "passcode_paused", PROVISIONAL, "see_staff", "card"})


def needs(state: s.State) -> str | None:
    """Return what is needed while the kiosk stands here, None for nothing."""
    match state:
        case s.AskingStillThere(back=back):
            return needs(back)
        case s.OfferingHelp():
            return HELP_WITHOUT_PHOTO if _lacks_a_photo(state) else HELP
        case s.CheckingAtDesk():
            return "visual_check"
        case s.ConsentOnPaper():
            return "form"
        case s.SeeStaff(why=why):
            return f"see_staff.{why.value}"
        case s.CardNotUsable(why=why):
            return f"card.{why.value}"
        case s.ReceivedProvisionally():
            return PROVISIONAL
        case s.TakeCard(why=why, reminders=reminders):
            asked_just_now = why is CardLeft.GAVE_UP and reminders == 0
            return _of_a_trouble(state) if asked_just_now else "card_left"
        case _:
            return _of_a_trouble(state)


def _lacks_a_photo(state: s.State) -> bool:
    here = beneath(state)
    if not isinstance(here, OfCard) or here.visit.token.is_phone:
        return False
    return not may_be_looked_at(here.visit, here.facts)


def _of_a_trouble(state: s.State) -> str | None:
    match state:
        case s.PinLocked():
            return "pin_locked"
        case s.FaceRefused(why=FaceProblem.NOT_LIVE):
            return ATTACK
        case s.FaceRefused(why=why):
            return f"face.{why.value}"
        case s.PasscodePaused():
            return "passcode_paused"
        case s.ServiceUnavailable(why=why):
            return f"service.{why.value}"
        case s.ConsentsNotSent():
            return f"service.{ServiceProblem.NO_ANSWER.value}"
        case s.CheckInNotKept() | s.ProvisionalNotKept():
            return "not_kept"
        case _:
            return None if state.visit.call is Call.NONE else HELP


def stays(need: str) -> bool:
    """Tell whether a need outlives its moment, whatever follows, until staff have dealt with it.

    The others are over when the patient goes on: who called for help and was received after all
    needs nobody any more.
    """
    return need.partition(".")[0] in _STAY


def goes_with_the_card(need: str) -> bool:
    """Tell whether a need is over when the card is taken."""
    return need in {"card_left", "visual_check", "form"}
