"""What staff are needed for, state by state; every screen that sends for staff says so."""

from dataclasses import replace

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.session import SessionId
from kiosk.domain.token import TokenKind
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem, ServiceProblem, StaffReason
from kiosk.services.needs import needs, stays
from tests.fakes import people
from tests.flow.saying import CHECK_IN
from tests.screens.of_shapes import FORM

VISIT = s.Visit(SessionId(1))
FACTS = people.facts()
NO_PHOTO = replace(FACTS, no_face=FaceProblem.NO_PHOTO)
PHONE = s.Visit(SessionId(1), token=TokenKind.IPHONE)
CHOOSING = s.ChoosingMethod(VISIT, FACTS)

NEEDED: list[tuple[s.State, str]] = [
    (s.OfferingHelp(VISIT, CHOOSING), "help"),
    (s.OfferingHelp(VISIT, s.ChoosingMethod(VISIT, NO_PHOTO)), "help.no_photo"),
    (s.OfferingHelp(PHONE, s.ChoosingMethod(PHONE, FACTS)), "help"),
    (s.AskingStillThere(VISIT, s.PinLocked(VISIT, FACTS)), "pin_locked"),
    (s.CheckingAtDesk(VISIT, FACTS), "visual_check"),
    (s.ConsentOnPaper(VISIT, FORM), "form"),
    (s.SeeStaff(VISIT, StaffReason.CARD_OF_ANOTHER), "see_staff.card_of_another"),
    (s.CardNotUsable(VISIT, CardProblem.OLD_CARD), "card.old_card"),
    (s.PinLocked(VISIT, FACTS), "pin_locked"),
    (s.FaceRefused(VISIT, FACTS, FaceProblem.NOT_MATCHED), "face.not_matched"),
    (s.FaceRefused(VISIT, FACTS, FaceProblem.NOT_LIVE), "attack"),
    (s.PasscodePaused(VISIT, FACTS, 60), "passcode_paused"),
    (
        s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PIN, ServiceProblem.STILL_PROCESSING),
        "service.still_processing",
    ),
    (s.CheckInNotKept(VISIT, CHECK_IN), "not_kept"),
    (s.ReceivedProvisionally(VISIT, 7), "provisional"),
    (s.TakeCard(VISIT, CardLeft.FINISHED), "card_left"),
    (s.TakeCard(VISIT, CardLeft.GAVE_UP, reminders=1), "card_left"),
]


@pytest.mark.parametrize(("state", "code"), NEEDED)
def test_what_staff_are_needed_for(state: s.State, code: str) -> None:
    assert needs(state) == code


@pytest.mark.parametrize(
    "state",
    [
        CHOOSING,
        s.WaitingForCard(VISIT),
        s.Done(VISIT),
        s.TakeCard(VISIT, CardLeft.GAVE_UP),
        s.EnteringPin(VISIT, FACTS),
        s.CheckingIn(VISIT, CHECK_IN),
    ],
)
def test_who_gets_along_alone_needs_nobody(state: s.State) -> None:
    assert needs(state) is None


@pytest.mark.parametrize("why", StaffReason)
def test_whoever_is_sent_to_staff_waits_for_them_also_after_the_card_is_taken(
    why: StaffReason,
) -> None:
    need = needs(s.SeeStaff(VISIT, why))
    assert need is not None
    assert stays(need)


@pytest.mark.parametrize("need", ["help", "face.unsure", "service.no_answer", "card_left"])
def test_what_goes_with_the_moment(need: str) -> None:
    assert not stays(need)


def test_every_code_fits_its_column() -> None:
    reasons = [needs(s.SeeStaff(VISIT, why)) for why in StaffReason]
    problems = [needs(s.FaceRefused(VISIT, FACTS, why)) for why in FaceProblem]
    cards = [needs(s.CardNotUsable(VISIT, why)) for why in CardProblem]
    assert all(code and len(code) <= 64 for code in (*reasons, *problems, *cards))
