"""The printed front is read beside the chip: early, late, not at all, again."""

from dataclasses import replace

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.visit import CardFacts, Front
from tests.fakes import people
from tests.flow.saying import FACTS, ONE, VISIT, Happening, after, digits, of, removed, time_is_over

PENDING = Front(1, pending=True)
READING = s.ReadingCard(VISIT, PENDING)
UNTOLD = CardFacts(FACTS.pin_tries, FACTS.certificate, card_key=people.CARD_KEY)
EARLY = replace(FACTS, front=PENDING)
CHOOSING = s.ChoosingMethod(VISIT, EARLY)
CARD_READ = of(e.CardRead, facts=UNTOLD)
NO_PHOTO = of(e.FrontRead, front=people.front(has_photo=False))
UNREADABLE = of(e.FrontRead, front=Front(1))
BUG = of(e.Broken, error="KeyError")
STOP = fx.StopReadingFront(ONE, 1)


def read(front: Front | None = None) -> Happening:
    """Say that the front was read."""
    return of(e.FrontRead, front=front or people.front())


@pytest.mark.parametrize("order", [(read(), CARD_READ), (CARD_READ, read())])
def test_front_and_chip_come_in_any_order(order: tuple[Happening, ...]) -> None:
    state, effects = after(READING, *order)
    assert isinstance(state, s.ChoosingMethod)
    assert state.facts == FACTS
    assert not [effect for effect in effects if isinstance(effect, fx.StopReadingFront)]


def test_the_choice_does_not_wait_for_the_front() -> None:
    state, _ = after(READING, CARD_READ)
    assert isinstance(state, s.ChoosingMethod)
    assert state.facts.front.pending
    assert isinstance(after(state, of(e.PinChosen))[0], s.EnteringPin)


def test_whoever_chooses_the_face_early_waits_and_nothing_is_asked_of_the_chip() -> None:
    state, effects = after(CHOOSING, of(e.FaceChosen))
    assert isinstance(state, s.ReadingPortrait)
    assert [type(effect) for effect in effects] == [fx.StartTimer]
    for bogus in (
        of(e.PortraitRead, portrait=people.PORTRAIT),
        of(e.FaceNotMatched, why=FaceProblem.PORTRAIT_UNUSABLE),
        of(e.CardFaceForged),
    ):
        assert after(state, bogus) == (state, [])
    state, effects = after(state, read())
    assert isinstance(state, s.ReadingPortrait)
    assert effects[:2] == [
        fx.ChargeFaceTry(ONE, people.CARD_KEY),
        fx.ReadPortrait(ONE, people.CHECK_NUMBER),
    ]
    assert isinstance(effects[2], fx.StartTimer)  # the chip gets its own time


@pytest.mark.parametrize(
    ("happening", "why"),
    [
        (UNREADABLE, FaceProblem.FRONT),
        (read(Front(1, has_photo=True)), FaceProblem.FRONT),  # read, but not plausible
        (read(Front(1, camera=False)), FaceProblem.FRONT),
        (time_is_over, FaceProblem.FRONT),
        (NO_PHOTO, FaceProblem.NO_PHOTO),
    ],
)
def test_a_front_that_does_not_serve_is_explained_and_costs_no_try(
    happening: Happening, why: FaceProblem
) -> None:
    state, effects = after(CHOOSING, of(e.FaceChosen), happening)
    assert isinstance(state, s.FaceRefused)
    assert state.why is why
    assert state.visit.face_failures == 0
    assert not state.facts.front.pending
    assert not [effect for effect in effects if isinstance(effect, fx.ReadPortrait)]
    assert (STOP in effects) is (happening is time_is_over)


def test_a_camera_lost_while_the_front_is_waited_for_is_said_at_once() -> None:
    waiting, _ = after(CHOOSING, of(e.FaceChosen))
    state, effects = after(waiting, lambda _: e.CameraLost())
    assert isinstance(state, s.FaceRefused)
    assert state.why is FaceProblem.CAMERA
    assert STOP not in effects  # should the camera come back, what is printed is known
    state, effects = after(state, read(), lambda _: e.CameraBack(), of(e.FaceChosen))
    assert fx.ReadPortrait(ONE, people.CHECK_NUMBER) in effects


def test_the_front_is_read_afresh_as_often_as_the_patient_asks_for_it() -> None:
    state, _ = after(CHOOSING, of(e.FaceChosen), UNREADABLE)
    for number in (2, 3):
        state, effects = after(state, of(e.FaceChosen))
        assert isinstance(state, s.ReadingPortrait)
        assert effects[0] == fx.ReadFront(ONE, number)
        state, _ = after(state, read(Front(number)))
        assert isinstance(state, s.FaceRefused)
    state, effects = after(state, of(e.FaceChosen), read(replace(people.front(), reading=4)))
    assert fx.ReadPortrait(ONE, people.CHECK_NUMBER) in effects


def test_a_front_found_unreadable_before_the_choice_is_read_again_when_the_face_is_chosen() -> None:
    state, _ = after(CHOOSING, UNREADABLE)
    assert isinstance(state, s.ChoosingMethod)
    state, effects = after(state, of(e.FaceChosen))
    assert isinstance(state, s.ReadingPortrait)
    assert effects[0] == fx.ReadFront(ONE, 2)


def test_the_answer_of_an_older_reading_is_dropped() -> None:
    state, _ = after(CHOOSING, of(e.FaceChosen), time_is_over, of(e.FaceChosen))
    assert isinstance(state, s.ReadingPortrait)
    assert after(state, read()) == (state, [])


def test_a_front_known_is_known_for_good() -> None:
    known = s.ChoosingMethod(VISIT, FACTS)
    assert after(known, UNREADABLE) == (known, [])


@pytest.mark.parametrize(
    "state",
    [
        s.EnteringPasscode(VISIT, EARLY),
        s.ChoosingReason(VISIT, EARLY, None),
        s.CheckingAtDesk(VISIT, EARLY),
        s.CheckingAtDesk(VISIT, EARLY, 5, VisualReason.UNWELL),
        s.OfferingHelp(VISIT, s.CheckingAtDesk(VISIT, EARLY)),
        s.CheckingVisually(VISIT, EARLY, 5, VisualReason.FACE_AND_PIN),
        s.OfferingHelp(VISIT, s.EnteringPasscode(VISIT, EARLY)),
        s.AskingStillThere(VISIT, s.EnteringPasscode(VISIT, EARLY)),
        s.CheckingPasscode(VISIT, EARLY),
    ],
)
def test_staff_are_led_away_from_a_card_without_photo(state: s.State) -> None:
    told, effects = after(state, NO_PHOTO)
    assert not [effect for effect in effects if not isinstance(effect, fx.StartTimer)]
    if isinstance(told, s.OfferingHelp | s.AskingStillThere):
        told, _ = after(told, of(e.WentOn))
    if isinstance(told, s.CheckingPasscode):
        wrong, _ = after(told, of(e.PasscodeRejected, tries_left=2))
        assert isinstance(wrong, s.ChoosingMethod)  # not typed again for a door that is closed
        told, _ = after(told, of(e.PasscodeAccepted, staff=None))
    assert isinstance(told, s.ChoosingMethod)
    assert told.facts.front.has_photo is False


@pytest.mark.parametrize(
    "state",
    [
        CHOOSING,
        s.EnteringPin(VISIT, EARLY),
        s.CheckingPin(VISIT, EARLY),
        s.AskingStillThere(VISIT, CHOOSING),
        s.OfferingHelp(VISIT, CHOOSING),
        READING,
    ],
)
def test_a_front_read_late_gives_a_deserted_screen_no_more_time(state: s.State) -> None:
    told, effects = after(state, read())
    assert told != state
    assert not effects
    assert told.visit.timer == state.visit.timer


def _phone(token: TokenKind) -> Happening:
    return of(e.CardRead, facts=CardFacts(FACTS.pin_tries, None), token=token)


@pytest.mark.parametrize(
    ("state", "happenings"),
    [
        (CHOOSING, [removed]),
        (CHOOSING, [lambda _: e.CardPlaced(ONE)]),
        (CHOOSING, [lambda _: e.ReaderLost()]),
        (CHOOSING, [of(e.GaveUp)]),
        (READING, [BUG]),
        (READING, [time_is_over]),
        (READING, [_phone(TokenKind.ANDROID)]),
        (READING, [_phone(TokenKind.IPHONE)]),
        (s.AskingStillThere(VISIT, CHOOSING), [time_is_over]),
        (s.Qualifying(VISIT, EARLY, VerifiedBy.PIN), [BUG]),
    ],
)
def test_a_reading_that_nobody_waits_for_is_stopped_once(
    state: s.State, happenings: list[Happening]
) -> None:
    state, effects = after(state, *happenings, removed)
    # a card placed at once begins another session, whose own reading the removal stops
    of_this = [effect for effect in effects if effect == STOP]
    assert of_this[:1] == [STOP]
    assert len(of_this) <= 2


def test_a_reading_goes_on_while_the_pin_is_typed() -> None:
    state, effects = after(CHOOSING, of(e.PinChosen), *digits("4649"), of(e.PinAccepted))
    assert isinstance(state, s.Qualifying)
    assert STOP not in effects


def test_an_interrupted_reception_forgets_what_was_printed() -> None:
    state, _ = after(s.ChoosingMethod(VISIT, FACTS), removed, read())
    assert people.CHECK_NUMBER.digits not in repr(vars(state))
    assert isinstance(state, s.Interrupted)
