"""Steps 1 to 3 as tables: the card, the doors, PIN, face and passcode."""

from dataclasses import replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.face import MatchBand
from kiosk.domain.fault import Device
from kiosk.domain.language import Language
from kiosk.domain.pin import Passcode, Pin, PinTries
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import start
from kiosk.flow.doors import Doors, doors
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.visit import Visit
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    RULES,
    VISIT,
    Happening,
    after,
    choosing,
    digits,
    faulted,
    of,
    rejected,
    time_is_over,
)

READING = s.ReadingCard(VISIT)

LOOK = s.CheckingVisually(VISIT, FACTS, 5, VisualReason.FACE_AND_PIN)


def _placed(state: s.State) -> e.Event:
    return e.CardPlaced(ONE)


def test_a_card_placed_is_read_and_the_staff_door_looked_up() -> None:
    state, effects = after(start(Rules()), _placed)
    assert isinstance(state, s.ReadingCard)
    assert effects[:3] == [fx.ReadCard(ONE), fx.ReadFront(ONE, 1), fx.LookUpStaffDoor(ONE)]


def test_a_language_chosen_before_the_card_is_kept_and_forgotten_after_it() -> None:
    def english(state: s.State) -> e.Event:
        return e.LanguageChosen(Language.ENGLISH)

    state, _ = after(start(Rules()), english, _placed)
    assert state.visit.language is Language.ENGLISH
    state, _ = after(state, of(e.Broken, error="KeyError"), lambda _: e.CardRemoved())
    assert state.visit.language is Language.JAPANESE


@pytest.mark.parametrize(
    ("certificate", "leads_to"),
    [
        (CertificateState.VALID, s.ChoosingMethod),
        (CertificateState.EXPIRES_SOON, s.Noticing),
        (CertificateState.IN_GRACE, s.Noticing),
        (CertificateState.EXPIRED, s.CardNotUsable),
    ],
)
def test_what_a_certificate_means_for_the_patient(
    certificate: CertificateState, leads_to: type[s.State]
) -> None:
    state, effects = after(READING, of(e.CardRead, facts=people.facts(certificate)))
    assert type(state) is leads_to
    assert (fx.ReleaseCard(ONE) in effects) is (leads_to is s.CardNotUsable)


def test_a_notice_is_read_before_going_on() -> None:
    state, _ = after(s.Noticing(VISIT, FACTS), of(e.WentOn))
    assert isinstance(state, s.ChoosingMethod)


@pytest.mark.parametrize(
    ("happening", "why"),
    [
        (faulted(Device.CARD, "malformed_tlv"), CardProblem.UNREADABLE),
        (time_is_over, CardProblem.UNREADABLE),
        (of(e.CardRefused, why=CardProblem.OLD_CARD), CardProblem.OLD_CARD),
    ],
)
def test_a_card_that_cannot_go_on(happening: Happening, why: CardProblem) -> None:
    state, effects = after(READING, happening)
    assert isinstance(state, s.CardNotUsable)
    assert state.why is why
    assert fx.ReleaseCard(ONE) in effects


STANDING_STILL: list[tuple[s.State, Device]] = [
    (READING, Device.RECORDS),
    (READING, Device.CAMERA),
    (s.CheckingPin(VISIT, FACTS), Device.RECORDS),
    (s.ReadingPortrait(VISIT, FACTS), Device.VISION),
    (s.MatchingFace(VISIT, FACTS), Device.RECORDS),
    (s.CheckingPasscode(VISIT, FACTS), Device.SERVICE),
    (s.Qualifying(VISIT, FACTS, VerifiedBy.PIN), Device.RECORDS),
    (choosing(), Device.SERVICE),
]


@pytest.mark.parametrize(("state", "device"), STANDING_STILL)
def test_a_fault_of_a_device_that_a_state_does_not_wait_for_changes_nothing(
    state: s.State, device: Device
) -> None:
    assert after(state, faulted(device)) == (state, [])


def test_a_pin_is_sent_only_when_four_digits_are_confirmed() -> None:
    typing, _ = after(choosing(), of(e.PinChosen))
    for typed in ("", "4", "464"):
        state, effects = after(typing, *digits(typed))
        assert isinstance(state, s.EnteringPin)
        assert not [effect for effect in effects if isinstance(effect, fx.VerifyPin)]
    state, effects = after(typing, *digits("46499"))  # a fifth digit is not taken
    assert isinstance(state, s.CheckingPin)
    assert fx.VerifyPin(ONE, Pin("4649")) in effects


def test_a_digit_is_taken_back() -> None:
    typing, _ = after(choosing(), of(e.PinChosen), of(e.DigitPressed, digit=7))
    state, effects = after(typing, of(e.DigitCorrected), of(e.DigitCorrected), *digits("4649"))
    assert isinstance(state, s.CheckingPin)
    assert fx.VerifyPin(ONE, Pin("4649")) in effects


def test_a_pin_wrong_twice_shows_the_tries_left_and_the_third_locks() -> None:
    state, _ = after(choosing(), of(e.PinChosen))
    state, effects = after(state, *digits("9517"), rejected(2))
    assert isinstance(state, s.EnteringPin)
    assert (state.was_wrong, state.facts.pin_tries.left) == (True, 2)
    assert state.typed.count == 0
    assert fx.ShuffleKeypad(ONE) in effects
    state, _ = after(state, *digits("9518"), rejected(1), of(e.WentOn), *digits("9519"))
    state, _ = after(state, rejected(0))
    assert isinstance(state, s.PinLocked)
    assert doors(state.visit, state.facts, RULES) == Doors(face=True, pin=False, staff=True)
    assert after(state, of(e.PinChosen))[0] is state
    assert isinstance(after(state, of(e.FaceChosen))[0], s.ReadingPortrait)
    assert isinstance(after(state, of(e.StaffChosen))[0], s.EnteringPasscode)


def test_the_tries_that_the_chip_told_are_remembered_at_the_doors() -> None:
    state, _ = after(choosing(), of(e.PinChosen), *digits("9517"), rejected(2), of(e.WentBack))
    assert isinstance(state, s.ChoosingMethod)
    assert state.facts.pin_tries == PinTries(2)


def test_the_face_road() -> None:
    state, effects = after(choosing(), of(e.FaceChosen))
    assert effects[:2] == [
        fx.ChargeFaceTry(ONE, people.CARD_KEY),
        fx.ReadPortrait(ONE, people.CHECK_NUMBER),
    ]
    state, _ = after(state, of(e.FaceTryCharged, left=9))
    state, effects = after(state, of(e.PortraitRead, portrait=people.PORTRAIT))
    assert isinstance(state, s.MatchingFace)
    ordinary = MatchBand.ORDINARY
    assert effects[0] == fx.MatchFace(ONE, people.PORTRAIT, RULES.face_seconds, ordinary)
    state, effects = after(state, of(e.FaceMatched))
    assert isinstance(state, s.Qualifying)
    assert state.verified_by is VerifiedBy.FACE
    assert effects[:2] == [fx.StopMatching(ONE), fx.RequestChallenge(ONE, question=1)]


@pytest.mark.parametrize(
    ("happening", "why"),
    [
        (of(e.FaceNotMatched, why=FaceProblem.NOT_MATCHED), FaceProblem.NOT_MATCHED),
        (of(e.FaceNotMatched, why=FaceProblem.NO_FACE), FaceProblem.NO_FACE),
        (of(e.FaceNotMatched, why=FaceProblem.PORTRAIT_NO_FACE), FaceProblem.PORTRAIT_NO_FACE),
        (faulted(Device.VISION), FaceProblem.CAMERA),
        (faulted(Device.CAMERA), FaceProblem.CAMERA),
        (time_is_over, FaceProblem.CAMERA),
        (lambda _: e.CameraLost(), FaceProblem.CAMERA),
    ],
)
def test_a_match_that_fails_is_stopped_counted_and_explained(
    happening: Happening, why: FaceProblem
) -> None:
    state, effects = after(s.MatchingFace(VISIT, FACTS), happening)
    assert isinstance(state, s.FaceRefused)
    assert state.why is why
    assert state.visit.face_failures == 1
    assert effects[0] == fx.StopMatching(ONE)


def test_after_the_last_try_the_face_door_closes() -> None:
    state = s.FaceRefused(Visit(ONE, face_failures=2), FACTS, FaceProblem.NOT_MATCHED)
    assert after(state, of(e.FaceChosen), rules=Rules(face_tries=2))[0] is state
    assert after(state, of(e.FaceChosen), rules=Rules(face_tries=3))[0] is not state


@pytest.mark.parametrize(
    ("happening", "leads_to"),
    [
        (of(e.PasscodeAccepted, staff=5), s.ChoosingReason),
        (of(e.PasscodeRejected, tries_left=4), s.EnteringPasscode),
        (of(e.PasscodeRefused, seconds=60), s.PasscodePaused),
        (faulted(Device.RECORDS), s.ChoosingMethod),
        (time_is_over, s.ChoosingMethod),
    ],
)
def test_what_a_passcode_leads_to(happening: Happening, leads_to: type[s.State]) -> None:
    state, effects = after(choosing(), of(e.StaffChosen), *digits("8020"))
    assert isinstance(state, s.CheckingPasscode)
    assert fx.CheckPasscode(ONE, Passcode("8020")) in effects
    assert type(after(state, happening)[0]) is leads_to


@pytest.mark.parametrize(
    ("happening", "leads_to"),
    [
        (of(e.PersonConfirmed, same_person=True), s.Qualifying),
        (of(e.PersonConfirmed, same_person=False), s.SeeStaff),
        (of(e.WentBack), s.ChoosingMethod),
    ],
)
def test_what_staff_say_leads_to(happening: Happening, leads_to: type[s.State]) -> None:
    state, _ = after(LOOK, happening)
    assert type(state) is leads_to
    if isinstance(state, s.SeeStaff):
        assert state.why is StaffReason.VISUAL_CHECK_REFUSED


def test_still_there_then_time_out_then_the_card_is_asked_for_again_and_again() -> None:
    state, _ = after(choosing(), of(e.PinChosen), of(e.DigitPressed, digit=4), time_is_over)
    assert isinstance(state, s.AskingStillThere)
    state, effects = after(state, time_is_over)
    assert isinstance(state, s.TakeCard)
    assert state.why is CardLeft.TIMED_OUT
    assert fx.ReleaseCard(ONE) in effects
    for reminders in (1, 2, 3):
        state, effects = after(state, time_is_over)
        assert isinstance(state, s.TakeCard)
        assert state.reminders == reminders
        assert [type(effect) for effect in effects] == [fx.StartTimer]


@pytest.mark.parametrize("aside", [of(e.HelpAsked), time_is_over])
def test_the_question_to_staff_does_not_come_back_once_it_was_left(aside: Happening) -> None:
    state, _ = after(LOOK, aside, of(e.WentOn))
    assert isinstance(state, s.ChoosingMethod)


@pytest.mark.parametrize(
    "state",
    [
        s.EnteringPin(VISIT, FACTS),
        s.MatchingFace(VISIT, FACTS),
        s.OfferingHelp(VISIT, s.ChoosingMethod(VISIT, FACTS)),
    ],
)
def test_a_staff_door_found_late_is_open_all_the_same(state: s.State) -> None:
    closed = replace(state, visit=replace(VISIT, staff_door=False))
    found, _ = after(closed, of(e.StaffDoorFound, open=True))
    assert found.visit.staff_door
