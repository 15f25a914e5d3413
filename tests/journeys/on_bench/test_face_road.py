"""The face before the camera: the real vision child, the simulated camera, the chip's portrait."""

import dataclasses

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.pcsc.reader import opener
from drivers.pcsc.slot import PcscSlot
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.services.assembly import Ports
from simulators.camera.scenes import Nobody, Scene, TwoPeople, stranger
from simulators.personas.cast import load_cast
from tests.journeys.on_bench.aftermath import assert_forgotten, next_patient_is_received
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, names
from tests.journeys.on_bench.leaks import leaks_in_value, marks

pytestmark = [pytest.mark.reader, pytest.mark.vision]
BRIEF = Rules(face_seconds=2.0, face_tries=2)


def without_terminal(ports: Ports) -> Ports:
    """A kiosk that cannot prove to the card that it is a terminal of the national service."""
    assert isinstance(ports.slot, PcscSlot)
    return dataclasses.replace(ports, card=MyNumberCard(opener(ports.slot.reader_in_use)))


def test_a_patient_is_received_by_face(desk: Desk) -> None:
    desk.bench.show_person("hanako")
    desk.choose_face("hanako")
    desk.agree()
    desk.leave()
    desk.files(1)
    assert desk.received_by() == ["face"]
    assert names(desk.seen)[:6] == [
        "ReadingCard", "ChoosingMethod", "ReadingPortrait", "MatchingFace", "Qualifying",
        "GivingConsent",
    ]  # fmt: skip


def test_a_locked_card_is_offered_no_pin_and_received_by_face(desk: Desk) -> None:
    desk.bench.show_person("ichiro")
    desk.place("ichiro")
    assert desk.expect(s.ChoosingMethod).facts.pin_tries.locked
    assert (desk.doors().face, desk.doors().pin) == (True, False)
    desk.touch(t.PinChosen)
    assert isinstance(desk.state, s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    desk.agree()
    assert desk.received_by() == ["face"]


def test_the_third_wrong_pin_locks_and_the_face_still_opens(desk: Desk) -> None:
    desk.bench.show_person("hanako")
    desk.choose_pin("hanako")
    desk.enter("9990")
    desk.expect(s.CheckingPin)
    assert desk.expect(s.EnteringPin).facts.pin_tries.left == 2
    desk.enter("9991")
    assert desk.take_the_risk().facts.pin_tries.left == 1
    desk.enter("9992")
    desk.expect(s.PinLocked)
    desk.touch(t.FaceChosen)
    desk.agree()
    assert desk.received_by() == ["face"]


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        (stranger(), FaceProblem.NOT_MATCHED),
        (Nobody(), FaceProblem.NO_FACE),
        (TwoPeople("hanako", "taro"), FaceProblem.SEVERAL_FACES),
    ],
    ids=["a stranger", "nobody", "two people"],
)
def test_no_match_without_the_holder_alone(
    open_desk: OpenDesk, scene: Scene, why: FaceProblem
) -> None:
    desk = open_desk(BRIEF)
    desk.bench.show(scene)
    desk.choose_face("hanako")
    assert desk.expect(s.FaceRefused).why is why
    assert (desk.doors().face, desk.doors().pin, desk.doors().staff) == (True, True, True)
    assert "Qualifying" not in names(desk.seen)


def test_after_the_last_try_of_the_face_pin_and_staff_are_left(open_desk: OpenDesk) -> None:
    desk = open_desk(dataclasses.replace(BRIEF, face_seconds=0.5))
    desk.choose_face("hanako")
    desk.expect(s.FaceRefused)
    desk.touch(t.FaceChosen)
    desk.expect(s.MatchingFace)
    desk.expect(s.FaceRefused)
    assert (desk.doors().face, desk.doors().pin, desk.doors().staff) == (False, True, True)
    desk.touch(t.FaceChosen)
    assert isinstance(desk.state, s.FaceRefused)
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    desk.agree()


def test_a_camera_lost_in_a_match_leaves_the_other_doors_until_it_is_back(desk: Desk) -> None:
    desk.choose_face("hanako")
    desk.bench.camera.lose()
    assert desk.expect(s.FaceRefused).why is FaceProblem.CAMERA
    desk.until(lambda: not desk.state.visit.camera_works, "the camera is known to be lost")
    assert (desk.doors().face, desk.doors().pin, desk.doors().staff) == (False, True, True)

    desk.bench.camera.restore()
    desk.bench.show_person("hanako")
    desk.until(lambda: desk.state.visit.camera_works, "the camera is back")
    desk.touch(t.FaceChosen)
    desk.agree()


def test_an_unproven_terminal_gets_no_signature_after_the_face(open_desk: OpenDesk) -> None:
    desk = open_desk(change=without_terminal)
    desk.bench.show_person("hanako")
    desk.choose_face("hanako")
    assert desk.expect(s.SeeStaff).why is StaffReason.SIGNING_REFUSED
    desk.leave()
    assert desk.received_by() == []
    desk.receive("hanako")
    assert desk.received_by() == ["pin"]


def test_a_card_taken_in_a_match_ends_the_match(desk: Desk) -> None:
    desk.choose_face("hanako")
    desk.until(lambda: desk.ports.vision.preview() is not None, "the match has begun")
    desk.take()
    desk.expect(s.Interrupted)
    assert desk.ports.vision.preview() is None
    assert_forgotten(desk)
    assert desk.state.visit.face_failures == 0
    next_patient_is_received(desk)
    assert desk.received_by() == ["pin"]


def test_a_reader_lost_in_a_match_ends_the_match(desk: Desk) -> None:
    desk.choose_face("hanako")
    desk.until(lambda: desk.ports.vision.preview() is not None, "the match has begun")
    desk.bench.reader.stop_pcscd()
    assert leaks_in_value(desk.expect(s.OutOfService), marks(load_cast())) == []
    assert desk.ports.vision.preview() is None
    desk.bench.reader.start_pcscd()
    desk.expect(s.ChoosingMethod)
    desk.bench.show_person("hanako")
    desk.touch(t.FaceChosen)
    desk.agree()
