"""The face does not open the way: no face, no match, no camera, no portrait; other doors do."""

import pytest

from kiosk.domain.check_number import CardFront, check_number_b
from kiosk.domain.face import FaceVerdict, MatchBand, MatchScore
from kiosk.domain.fault import Device
from kiosk.domain.refusal import (
    FaceImpossible,
    PortraitRefusal,
)
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.doors import doors
from kiosk.flow.reasons import PORTRAIT_PROBLEMS, FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import FaceResult
from kiosk.screens.present import present
from kiosk.screens.texts import load
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk, HeldWorker
from tests.fakes.vision import NOT_MATCHED

TEXTS = load()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (FaceImpossible.NO_FACE, FaceProblem.NO_FACE),
        (FaceImpossible.SEVERAL_FACES, FaceProblem.SEVERAL_FACES),
        (FaceImpossible.PORTRAIT_UNUSABLE, FaceProblem.PORTRAIT_UNUSABLE),
        (FaceImpossible.PORTRAIT_NO_FACE, FaceProblem.PORTRAIT_NO_FACE),
        (FaceImpossible.PORTRAIT_SEVERAL_FACES, FaceProblem.PORTRAIT_SEVERAL_FACES),
        (FaceImpossible.PORTRAIT_TOO_SMALL, FaceProblem.PORTRAIT_TOO_SMALL),
        (FaceResult(FaceVerdict.NOT_MATCHED), FaceProblem.NOT_MATCHED),
        (FaceResult(FaceVerdict.UNSURE), FaceProblem.UNSURE),
        (FaceResult(FaceVerdict.NOT_LIVE), FaceProblem.CHALLENGE),
        (FaceResult(FaceVerdict.ATTACK), FaceProblem.NOT_LIVE),
    ],
)
def test_whatever_keeps_a_face_out_has_a_reason_of_its_own_and_leaves_the_pin(
    kiosk: FakeKiosk, answer: FaceImpossible | FaceResult, why: FaceProblem
) -> None:
    kiosk.vision.answers.now(answer)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is why
    attacked = why is FaceProblem.NOT_LIVE
    assert kiosk.records.words[-1] == ("presentation_attack" if attacked else "face_refused")
    portrait = isinstance(answer, FaceImpossible) and why in PORTRAIT_PROBLEMS
    assert doors(kiosk.state.visit, kiosk.state.facts, Rules()).face is not portrait
    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.EnteringPin)


@pytest.mark.parametrize("verdict", FaceVerdict)
def test_a_score_goes_no_further_than_the_port(
    kiosk: FakeKiosk, caplog: pytest.LogCaptureFixture, verdict: FaceVerdict
) -> None:
    score = 0.46491234
    kiosk.vision.answers.now(FaceResult(verdict, MatchScore(score)))
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kept = f"{kiosk.seen!r} {kiosk.records.audit!r} {kiosk.records.charges!r} {caplog.text}"
    screens = [present(state, TEXTS, Rules(), simulated=False) for state in kiosk.seen]
    assert "0.46" not in f"{kept} {screens!r}"
    assert "MatchScore" not in f"{kept} {screens!r}"


@pytest.mark.parametrize(
    ("birth_date", "expiry_year", "band"),
    [("昭和55年2月17日", 2035, MatchBand.ORDINARY), ("平成25年2月17日", 2030, MatchBand.MINOR)],
)
def test_the_portrait_of_a_minor_is_judged_by_the_stricter_band(
    birth_date: str, expiry_year: int, band: MatchBand
) -> None:
    kiosk = FakeKiosk()
    seen = CardFront(birth_date, expiry_year, "2285", has_photo=True)
    kiosk.face.fronts.now(seen)
    number = check_number_b(seen, people.TODAY)
    assert number is not None
    kiosk.card.opens_with(number)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert kiosk.vision.bands == [band]
    kiosk.stop()


def test_after_three_faces_that_did_not_match_the_pin_is_left(kiosk: FakeKiosk) -> None:
    kiosk.vision.answers.now(NOT_MATCHED)
    kiosk.place_card()
    for _ in range(5):
        kiosk.touch(t.FaceChosen)
        assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.vision.asked.count("match") == 3
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.GivingConsent)


def test_going_back_from_the_camera_is_a_try_too() -> None:
    vision = HeldWorker()  # nobody is before the camera yet
    kiosk = FakeKiosk(workers={"vision": vision})
    kiosk.place_card()
    for _ in range(3):
        kiosk.touch(t.FaceChosen)
        assert isinstance(kiosk.state, s.MatchingFace)
        kiosk.touch(t.WentBack)
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.ChoosingMethod)
    kiosk.stop()


def test_a_match_that_was_left_before_it_began_never_begins() -> None:
    vision = HeldWorker()
    kiosk = FakeKiosk(workers={"vision": vision})
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.remove_card()
    vision.carry_out()
    assert kiosk.vision.asked == ["stop_matching"]

    kiosk.place_card()  # the next patient is matched as ever
    kiosk.touch(t.FaceChosen)
    vision.carry_out()
    assert kiosk.vision.asked == ["stop_matching", "match", "stop_matching"]
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.stop()


@pytest.mark.parametrize("refusal", sorted(set(PortraitRefusal) - {PortraitRefusal.NOT_AUTHENTIC}))
def test_a_chip_that_gives_no_portrait_leaves_the_other_doors(
    kiosk: FakeKiosk, refusal: PortraitRefusal
) -> None:
    kiosk.card.portraits.now(refusal)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is FaceProblem(refusal.value)
    kiosk.touch(t.FaceChosen)  # a check number is never risked twice
    assert kiosk.card.asked.count("read_portrait") == 1
    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.EnteringPin)


def test_a_forged_card_face_ends_at_the_desk_and_is_audited(kiosk: FakeKiosk) -> None:
    kiosk.card.portraits.now(PortraitRefusal.NOT_AUTHENTIC)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is StaffReason.CARD_NOT_AUTHENTIC
    assert kiosk.records.words.count("card_not_authentic") == 1
    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert "verify_pin" not in kiosk.card.asked
    assert kiosk.card.asked[-1] == "release"


def test_a_front_that_could_not_be_read_is_read_again_and_no_try_is_lost(kiosk: FakeKiosk) -> None:
    kiosk.face.fronts.now(None, None, people.FRONT)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is FaceProblem.FRONT
    assert "read_portrait" not in kiosk.card.asked
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.GivingConsent)
    assert kiosk.card.asked.count("read_portrait") == 1


def test_the_choice_waits_for_no_print_and_the_face_waits_for_it() -> None:
    slow = HeldWorker()
    kiosk = FakeKiosk(workers={"front": slow})
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ChoosingMethod)
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.ReadingPortrait)
    assert "read_portrait" not in kiosk.card.asked
    slow.carry_out()
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.stop()


def test_a_print_read_too_late_belongs_to_nobody() -> None:
    slow = HeldWorker()
    kiosk = FakeKiosk(workers={"front": slow})
    kiosk.place_card()
    kiosk.remove_card()
    assert kiosk.face.stopped == 1
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.ReadingPortrait)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.face.stopped == 2
    slow.carry_out()
    assert kiosk.face.fronts.asked == 0
    assert isinstance(kiosk.state, s.FaceRefused)
    kiosk.stop()


def test_without_a_camera_over_the_card_the_face_door_alone_is_closed(kiosk: FakeKiosk) -> None:
    kiosk.face.fronts.now(DeviceFault(Device.CAMERA, "no_card_face_camera"))
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ChoosingMethod)
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.ChoosingMethod)
    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.EnteringPin)


def test_a_camera_lost_while_matching_and_back(kiosk: FakeKiosk) -> None:
    kiosk.vision.answers.meanwhile = kiosk.lose_camera
    kiosk.vision.answers.now(FaceImpossible.STOPPED)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is FaceProblem.CAMERA

    kiosk.touch(t.FaceChosen)  # the door is closed while the camera is away
    assert kiosk.vision.asked.count("match") == 1

    kiosk.bring_camera_back()
    kiosk.vision.answers.now(NOT_MATCHED)
    kiosk.touch(t.FaceChosen)
    assert kiosk.vision.asked.count("match") == 2


def test_a_camera_lost_while_the_portrait_is_read_begins_no_match(kiosk: FakeKiosk) -> None:
    kiosk.card.portraits.meanwhile = kiosk.lose_camera
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert kiosk.state.why is FaceProblem.CAMERA
    assert "match" not in kiosk.vision.asked


def test_a_broken_vision_leaves_the_pin(kiosk: FakeKiosk) -> None:
    kiosk.vision.answers.now(DeviceFault(Device.VISION, "child_died"))
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.GivingConsent)
