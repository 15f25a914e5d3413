"""Receptions that end well, by each of the three doors."""

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Information
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardLeft, FaceProblem
from kiosk.flow.timing import DONE_REMINDERS
from kiosk.ports.card import PinAccepted, PinIsLocked, PinRejected
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.records import with_passcode
from tests.fakes.vision import MATCHED, NOT_MATCHED, UNSURE

MEDICATION, CHECKUPS = Information.PHARMACISTS, Information.HEALTH_CHECKUPS


def test_a_reception_by_pin(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ChoosingMethod)

    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.EnteringPin)
    assert sorted(kiosk.state.keypad) == list(range(10))

    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.GivingConsent)

    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert {consent.information for consent in kiosk.state.shared} == {MEDICATION, CHECKUPS}

    kiosk.remove_card()
    assert isinstance(kiosk.state, s.WaitingForCard)
    assert kiosk.deliver()
    assert kiosk.output.folder == ["face-1.xml"]
    assert kiosk.card.pins_seen == [Pin(people.PIN)]
    assert kiosk.records.words == ["card_placed", "holder_verified", "checked_in"]
    assert kiosk.records.audit[-1].details == {
        "by": "pin", "validity": "1", "PharmacistsInfo": 1, "SpecificHealthCheckupsInfo": 1,
    }  # fmt: skip


def test_a_reception_by_face(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert kiosk.card.signed_after == [VerifiedBy.FACE]
    assert kiosk.service.verified_by == [VerifiedBy.FACE]
    assert kiosk.vision.asked == ["match", "stop_matching"]
    assert kiosk.card.pins_seen == []
    assert kiosk.records.check_ins[0].verified_by is VerifiedBy.FACE


def test_a_wrong_pin_and_then_the_right_one(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinRejected(PinTries(2)), PinAccepted())
    kiosk.place_card()
    kiosk.touch(t.PinChosen)

    kiosk.enter(people.WRONG_PIN)
    assert isinstance(kiosk.state, s.EnteringPin)
    assert kiosk.state.was_wrong
    assert kiosk.state.facts.pin_tries.left == 2
    assert kiosk.state.typed.count == 0

    kiosk.enter(people.PIN)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert kiosk.records.words.count("pin_rejected") == 1


def test_a_pin_locked_at_the_third_wrong_one_and_then_the_face(kiosk: FakeKiosk) -> None:
    wrong = [PinRejected(PinTries(left)) for left in (2, 1, 0)]
    kiosk.card.pins.now(*wrong)
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    for _ in range(2):
        kiosk.enter(people.WRONG_PIN)
    assert isinstance(kiosk.state, s.LastPinTry)
    kiosk.enter(people.WRONG_PIN)  # nothing to type on before the patient takes the risk
    assert len(kiosk.card.pins_seen) == 2
    kiosk.touch(t.WentOn)
    kiosk.enter(people.WRONG_PIN)
    assert isinstance(kiosk.state, s.PinLocked)

    kiosk.touch(t.PinChosen)  # a closed door does not answer
    assert isinstance(kiosk.state, s.PinLocked)

    kiosk.touch(t.FaceChosen)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert len(kiosk.card.pins_seen) == 3
    assert kiosk.records.words.count("pin_rejected") == 2
    assert kiosk.records.words.count("pin_locked") == 1


def test_a_chip_that_is_locked_already_says_so_to_whoever_asks(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinIsLocked())
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.PinLocked)
    assert kiosk.state.facts.pin_tries.locked


def test_a_face_matched_at_the_second_try(kiosk: FakeKiosk) -> None:
    kiosk.vision.answers.now(UNSURE, MATCHED)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is FaceProblem.UNSURE
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.GivingConsent)


def test_a_visual_check_after_the_face_was_refused(kiosk: FakeKiosk) -> None:
    with_passcode(kiosk.records)
    kiosk.vision.answers.now(NOT_MATCHED)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.touch(t.StaffChosen)
    assert isinstance(kiosk.state, s.EnteringPasscode)

    kiosk.enter(people.WRONG_PASSCODE)
    assert isinstance(kiosk.state, s.EnteringPasscode)
    assert kiosk.state.tries_left == 4

    kiosk.enter(people.PASSCODE)
    assert isinstance(kiosk.state, s.ChoosingReason)
    kiosk.touch(lambda session: t.ReasonChosen(session, VisualReason.FACE_AND_PIN))
    assert isinstance(kiosk.state, s.CheckingVisually)
    assert kiosk.state.portrait_shown
    assert kiosk.vision.preview() is not None

    kiosk.answer(t.PersonConfirmed, yes=True)
    assert isinstance(kiosk.state, s.GivingConsent)
    assert kiosk.vision.preview() is None
    kiosk.answer(t.AllAnswered, yes=False)
    assert isinstance(kiosk.state, s.Done)
    assert kiosk.records.check_ins[0].verified_by is VerifiedBy.VISUAL_CHECK
    assert kiosk.card.signed_after == [VerifiedBy.VISUAL_CHECK]


def test_staff_say_it_is_not_the_person_on_the_card(kiosk: FakeKiosk) -> None:
    with_passcode(kiosk.records)
    kiosk.place_card()
    kiosk.touch(t.StaffChosen)
    kiosk.enter(people.PASSCODE)
    kiosk.touch(lambda session: t.ReasonChosen(session, VisualReason.UNWELL))
    kiosk.answer(t.PersonConfirmed, yes=False)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert "visual_check_refused" in kiosk.records.words
    assert "sign" not in kiosk.card.asked


def test_without_a_passcode_there_is_no_staff_door(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.StaffChosen)
    assert isinstance(kiosk.state, s.ChoosingMethod)


def test_consent_one_by_one_is_kept_as_it_was_given(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.touch(t.OneByOneChosen)
    kiosk.answer(t.ItemAnswered, yes=False)
    kiosk.answer(t.ItemAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert kiosk.service.consents_seen[0].answers == {MEDICATION: False, CHECKUPS: True}
    kept = kiosk.records.check_ins[0]
    assert kept.consents.answers == {MEDICATION: False, CHECKUPS: True}
    assert {consent.information for consent in kept.confirmation.consents} == {CHECKUPS}


def test_a_card_left_behind_is_asked_for_until_it_is_taken(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.answer(t.AllAnswered, yes=True)
    for _ in range(DONE_REMINDERS):
        kiosk.time_passes()
        assert isinstance(kiosk.state, s.Done)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.TakeCard)
    assert kiosk.state.why is CardLeft.FINISHED
    for reminders in range(1, 50):
        kiosk.time_passes()
        assert isinstance(kiosk.state, s.TakeCard)
        assert kiosk.state.reminders == reminders
    assert kiosk.records.words.count("card_left_behind") == 1
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.WaitingForCard)


def test_two_patients_one_after_the_other_share_nothing(kiosk: FakeKiosk) -> None:
    for _ in range(2):
        kiosk.place_card()
        kiosk.touch(t.FaceChosen)
        kiosk.answer(t.AllAnswered, yes=True)
        kiosk.remove_card()
    assert kiosk.deliver()
    assert [one.session for one in kiosk.records.check_ins] == [1, 2]
    assert kiosk.output.folder == ["face-1.xml", "face-2.xml"]
    assert kiosk.records.delivered == [1, 2]
