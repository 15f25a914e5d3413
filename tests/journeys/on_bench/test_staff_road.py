"""The staff visual check (目視確認) behind the passcode, counted in the real records."""

import pytest

from kiosk.demo.development import STAFF_PASSCODE
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import StaffReason
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.leaks import TYPED_WRONG

pytestmark = pytest.mark.reader


def pause(desk: Desk) -> s.PasscodePaused:
    """Type five wrong passcodes."""
    desk.choose_staff("taro")
    for left, wrong in zip((4, 3, 2, 1), TYPED_WRONG, strict=False):
        desk.enter(wrong)
        desk.expect(s.CheckingPasscode)
        assert desk.expect(s.EnteringPasscode).tries_left == left
    desk.enter(TYPED_WRONG[-1])
    return desk.expect(s.PasscodePaused)


def shows_portrait(state: s.State) -> bool:
    return isinstance(state, s.CheckingVisually) and bool(state.portrait_shown)


def test_staff_look_at_the_person_and_the_patient_is_received(desk: Desk) -> None:
    desk.choose_staff("jiro")
    desk.enter(STAFF_PASSCODE)
    desk.say_why()
    desk.until(lambda: shows_portrait(desk.state), "the chip's portrait is beside the question")
    still = desk.ports.vision.preview()
    assert still is not None
    assert still.still
    desk.answer(t.PersonConfirmed, yes=True)
    assert desk.ports.vision.preview() is None
    desk.agree()
    desk.files(1)
    assert desk.received_by() == ["visual_check"]


def test_staff_see_another_person_and_nobody_is_received(desk: Desk) -> None:
    desk.choose_staff("jiro")
    desk.enter(STAFF_PASSCODE)
    desk.say_why()
    desk.expect(s.CheckingVisually)
    desk.answer(t.PersonConfirmed, yes=False)
    assert desk.expect(s.SeeStaff).why is StaffReason.VISUAL_CHECK_REFUSED
    desk.leave()
    assert desk.received_by() == []


def test_five_wrong_passcodes_pause_and_the_patients_own_door_stays_open(desk: Desk) -> None:
    assert 50 <= pause(desk).seconds <= 60
    desk.touch(t.WentBack)
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("5678")
    desk.agree()


def test_a_kiosk_started_again_still_pauses(open_desk: OpenDesk) -> None:
    first = open_desk()
    pause(first)
    first.stop()

    second = open_desk()  # the card still lies in the reader
    second.call_staff()
    second.enter(STAFF_PASSCODE)
    assert second.expect(s.PasscodePaused).seconds > 0
    assert "CheckingVisually" not in {type(state).__name__ for state in second.seen}
