"""目視確認: what staff are asked, and the portrait beside the question, step by step."""

from dataclasses import replace

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.effects import Effect
from kiosk.flow.reasons import FaceProblem, StaffReason
from kiosk.flow.visit import Front
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    Happening,
    after,
    choosing,
    digits,
    faulted,
    of,
    removed,
    time_is_over,
)

SHOW, HIDE = fx.ShowPortrait(ONE, people.PORTRAIT), fx.HidePortrait(ONE)
ASK = fx.ReadPortrait(ONE, people.CHECK_NUMBER)
ACCEPTED, REASON = of(e.PasscodeAccepted, staff=5), VisualReason.CANNOT_OPERATE
CHOSEN = of(e.ReasonChosen, reason=REASON)
READ = of(e.PortraitRead, portrait=people.PORTRAIT)
BEGUN = of(e.DeskCheckBegun, staff=5, reason=REASON)
YES = of(e.PersonConfirmed, same_person=True)
DESK_YES = of(e.DeskAnswered, staff=5, same_person=True)
FORGED = of(e.CardFaceForged)
AT_KIOSK = after(choosing(), of(e.StaffChosen), *digits("8020"), ACCEPTED, CHOSEN)[0]
AT_DESK = after(choosing(), BEGUN)[0]
LOOKS = pytest.mark.parametrize("look", [AT_KIOSK, AT_DESK], ids=["at the kiosk", "at the desk"])


def asked(effects: list[Effect]) -> list[Effect]:
    """Return what is done about the portrait."""
    return [one for one in effects if isinstance(one, fx.ReadPortrait | type(SHOW) | type(HIDE))]


def test_the_right_passcode_asks_staff_for_the_reason_and_then_for_their_word() -> None:
    state, _ = after(choosing(), of(e.StaffChosen), *digits("8020"), ACCEPTED)
    assert isinstance(state, s.ChoosingReason)
    assert state.staff == 5
    assert isinstance(after(state, YES)[0], s.ChoosingReason)  # no word without a reason
    state, _ = after(state, CHOSEN)
    assert isinstance(state, s.CheckingVisually)
    assert (state.staff, state.reason) == (5, REASON)
    state, effects = after(state, YES)
    assert isinstance(state, s.Qualifying)
    assert state.verified_by is VerifiedBy.VISUAL_CHECK
    assert fx.RequestChallenge(ONE, question=1) in effects


@pytest.mark.parametrize("aside", [of(e.HelpAsked), time_is_over])
def test_a_passcode_that_staff_left_behind_opens_nothing_for_the_patient(aside: Happening) -> None:
    state, _ = after(choosing(), of(e.StaffChosen), *digits("8020"), ACCEPTED, aside)
    assert isinstance(after(state, of(e.WentOn))[0], s.ChoosingMethod)


@LOOKS
def test_the_portrait_comes_beside_the_question_and_goes_with_it(look: s.State) -> None:
    assert isinstance(look, s.CheckingVisually | s.CheckingAtDesk)
    assert look.facts.portrait_asked
    state, effects = after(look, READ)
    assert asked(effects) == [SHOW]
    state, effects = after(state, of(e.PortraitShown, shown=True))
    assert isinstance(state, s.CheckingVisually | s.CheckingAtDesk)
    assert state.portrait_shown
    assert effects == []  # and the timer runs on
    for leaving in (
        YES if look is AT_KIOSK else DESK_YES,
        of(e.PersonConfirmed, same_person=False)
        if look is AT_KIOSK
        else of(e.DeskAnswered, staff=5, same_person=False),
        of(e.WentBack),
        of(e.HelpAsked),
        time_is_over,
        removed,
        lambda _: e.ReaderLost(),
        of(e.Broken, error="ValueError"),
    ):
        assert asked(after(state, leaving)[1]) == [HIDE]


@LOOKS
def test_the_question_waits_for_no_portrait(look: s.State) -> None:
    state, effects = after(look, YES if look is AT_KIOSK else DESK_YES)
    assert isinstance(state, s.Qualifying)
    assert asked(effects) == []
    state, effects = after(state, READ)  # too late: nobody looks any more
    assert isinstance(state, s.Qualifying)
    assert effects == []


def test_looking_is_no_try_by_face() -> None:
    _, effects = after(choosing(), BEGUN, READ, of(e.PortraitShown, shown=True), DESK_YES)
    assert not [one for one in effects if isinstance(one, fx.ChargeFaceTry | fx.MatchFace)]


def test_a_print_told_late_brings_the_portrait_late() -> None:
    early = replace(FACTS, front=Front(1, pending=True))
    state, effects = after(choosing(early), BEGUN)
    assert asked(effects) == []
    state, effects = after(state, of(e.FrontRead, front=people.front()))
    assert asked(effects) == [ASK]
    assert isinstance(after(state, of(e.FrontRead, front=Front(1)))[0], s.CheckingAtDesk)


@pytest.mark.parametrize(
    "why",
    [
        FaceProblem.CHECK_NUMBER_WRONG,
        FaceProblem.CHECK_NUMBER_SPARED,
        FaceProblem.PORTRAIT_UNUSABLE,
    ],
)
@LOOKS
def test_no_check_number_is_risked_twice_for_a_look(look: s.State, why: FaceProblem) -> None:
    state, effects = after(look, of(e.FaceNotMatched, why=why))
    assert type(state) is type(look)
    assert asked(effects) == []
    state, effects = after(state, of(e.WentBack), BEGUN)
    assert isinstance(state, s.CheckingAtDesk)
    assert asked(effects) == []
    assert isinstance(after(state, DESK_YES)[0], s.Qualifying)


@pytest.mark.parametrize("why", [FaceProblem.TRIES_SPENT, FaceProblem.UNCOUNTED])
def test_spent_tries_by_face_do_not_keep_the_portrait_from_staff(why: FaceProblem) -> None:
    assert asked(after(choosing(replace(FACTS, no_face=why)), BEGUN)[1]) == [ASK]


@LOOKS
def test_a_forged_face_ends_the_look(look: s.State) -> None:
    state, effects = after(look, FORGED)
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.CARD_NOT_AUTHENTIC
    assert fx.ReleaseCard(ONE) in effects


def test_a_forged_face_ends_the_reception_even_after_staff_have_said_yes() -> None:
    for look, yes in ((AT_KIOSK, YES), (AT_DESK, DESK_YES)):
        state, _ = after(look, yes, FORGED)
        assert isinstance(state, s.SeeStaff)
        assert state.why is StaffReason.CARD_NOT_AUTHENTIC


def test_a_forged_face_told_to_nobody_who_asked_changes_nothing() -> None:
    assert after(choosing(), FORGED) == (choosing(), [])


@LOOKS
def test_a_chip_without_photo_leads_back_to_the_doors(look: s.State) -> None:
    state, _ = after(look, of(e.FaceNotMatched, why=FaceProblem.NO_PHOTO))
    assert isinstance(state, s.ChoosingMethod)
    assert isinstance(after(state, BEGUN)[0], s.ChoosingMethod)
    assert isinstance(after(state, of(e.StaffChosen))[0], s.ChoosingMethod)


@LOOKS
def test_a_fault_of_the_card_while_the_portrait_is_read_ends_no_look(look: s.State) -> None:
    state, effects = after(look, faulted(Device.CARD, "malformed_tlv"))
    assert type(state) is type(look)
    assert asked(effects) == []


def test_the_one_answer_of_the_chip_serves_the_match_that_follows_a_look() -> None:
    state, effects = after(choosing(), BEGUN, of(e.WentBack), of(e.FaceChosen))
    assert isinstance(state, s.ReadingPortrait)
    assert asked(effects) == [ASK]  # once: its answer must not be taken for a second one's
    state, effects = after(state, of(e.FaceTryCharged, left=9), READ)
    assert isinstance(state, s.MatchingFace)


def test_a_pin_checked_while_the_portrait_is_read_is_judged_by_its_own_answer() -> None:
    state, _ = after(choosing(), BEGUN, of(e.WentBack), of(e.PinChosen), *digits("4649"))
    state, _ = after(state, faulted(Device.CARD, "malformed_tlv"))  # the portrait's
    assert isinstance(state, s.CheckingPin)
    assert isinstance(after(state, of(e.PinAccepted))[0], s.Qualifying)


def test_a_portrait_that_cannot_be_drawn_is_said_to_nobody() -> None:
    state, _ = after(AT_KIOSK, READ, of(e.PortraitShown, shown=False))
    assert isinstance(state, s.CheckingVisually)
    assert not state.portrait_shown
    assert after(choosing(), of(e.PortraitShown, shown=True)) == (choosing(), [])


@LOOKS
def test_a_portrait_of_one_card_and_the_answer_of_another_are_not_let_in(look: s.State) -> None:
    other = replace(people.confirmation(), results=(people.ANOTHER,))
    answered = of(e.Qualified, receipt=people.RECEIPT, confirmation=other)
    yes = YES if look is AT_KIOSK else DESK_YES
    proven = (yes, of(e.ChallengeReceived, challenge=people.CHALLENGE))
    signed = of(e.ChallengeSigned, proof=people.PROOF)
    for told in ((READ, *proven), (*proven, READ)):  # beside the question, or only after it
        state, _ = after(look, *told, signed, answered)
        assert isinstance(state, s.SeeStaff)
        assert state.why is StaffReason.CARD_OF_ANOTHER
    state, _ = after(look, *proven, signed, answered)  # nobody knows whose print it is
    assert isinstance(state, s.GivingConsent)
