"""Print and chip that disagree, and card faces that somebody changed."""

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.doors import Doors
from kiosk.flow.reasons import FaceProblem, StaffReason
from simulators.card.issue import PINS
from simulators.card.pin_rules import first_tries
from simulators.card.pins import PinStore
from tests.journeys.on_bench.aftermath import assert_forgotten, next_patient_is_received
from tests.journeys.on_bench.desk import Desk, Placing, pin_of
from tests.journeys.on_bench.parts import bench_folder

pytestmark = pytest.mark.reader


def check_number_tries(desk: Desk, name: str) -> int:
    """Say how often 照合番号B may still be wrong, as the card keeps it."""
    kept = bench_folder() / "cards" / "cards" / name / PINS
    return PinStore(first_tries(desk.bench.personas[name]), kept).tries("visual_b")


def choose_face(desk: Desk, name: str, **how: str) -> s.FaceRefused:
    desk.place(name, **Placing(**how))  # pyright: ignore[reportArgumentType]  texts alone here
    desk.expect(s.ChoosingMethod)
    desk.until(lambda: desk.front.check_number is not None, "the printed front is read")
    desk.touch(t.FaceChosen)
    return desk.expect(s.FaceRefused)


def test_somebody_elses_print_costs_one_try_and_never_a_second(desk: Desk) -> None:
    first = check_number_tries(desk, "hanako")
    refused = choose_face(desk, "hanako", front_of="taro")
    assert refused.why is FaceProblem.CHECK_NUMBER_WRONG
    open_now = Doors(pin=True, staff=True)
    desk.until(lambda: desk.doors() == open_now, "PIN and staff, no face")
    assert check_number_tries(desk, "hanako") == first - 1
    desk.touch(t.FaceChosen)
    assert isinstance(desk.state, s.FaceRefused)
    desk.walk_away()

    again = choose_face(desk, "hanako", front_of="taro")
    assert again.why is FaceProblem.CHECK_NUMBER_WRONG
    assert check_number_tries(desk, "hanako") == first - 1
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter(pin_of(desk.bench, "hanako"))
    desk.agree()
    assert desk.received_by() == ["pin"]


def test_a_right_print_after_a_wrong_one_is_tried(desk: Desk) -> None:
    choose_face(desk, "hanako", front_of="taro")
    desk.walk_away()
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    desk.agree()  # the match is told
    assert desk.received_by() == ["face"]


@pytest.mark.parametrize(
    "forgery", [{"forged_portrait": "taro"}, {"forged_issuer": True}], ids=["portrait", "issuer"]
)
def test_a_forged_card_is_a_matter_for_staff_and_audited(desk: Desk, forgery: Placing) -> None:
    desk.place("hanako", **forgery)
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    assert desk.expect(s.SeeStaff).why is StaffReason.CARD_NOT_AUTHENTIC
    assert not any(isinstance(state, s.MatchingFace) for state in desk.seen)
    audit = "SELECT what FROM audit"
    desk.until(lambda: ("card_not_authentic",) in desk.rows(audit), "it is audited")
    assert desk.received_by() == []
    desk.leave()
    assert_forgotten(desk)
    next_patient_is_received(desk)
