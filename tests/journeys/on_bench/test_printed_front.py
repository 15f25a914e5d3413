"""The print read from the picture of the card-face camera: how it lies, glare, a hand too quick."""

from collections.abc import Generator

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.doors import Doors
from kiosk.flow.reasons import FaceProblem
from simulators.bench import Bench
from simulators.card.latency import latency_called
from simulators.card.vpcd import VirtualSlot
from tests.journeys.on_bench.aftermath import assert_forgotten, next_patient_is_received
from tests.journeys.on_bench.desk import Desk

pytestmark = [pytest.mark.reader, pytest.mark.vision]
ALL = Doors(face=True, pin=True, staff=True)


@pytest.fixture
def slow_air(bench: Bench) -> Generator[None]:
    """A slot whose cards answer as late as by radio at 106 kbit/s."""
    quick = bench.slot
    late = latency_called("REALISTIC")
    bench.slot = VirtualSlot(bench.reader.slot_address(0), latency=late)
    yield
    bench.take_card()
    bench.slot = quick


def read_once(desk: Desk, name: str) -> None:
    """Come with a card, and wait until its front has been looked at."""
    desk.place(name)
    desk.expect(s.ChoosingMethod)
    desk.until(lambda: not desk.front.pending, "the printed front was looked at")


@pytest.mark.parametrize("shot", ["upside_down", "tilted", "lamplight"])
def test_a_card_is_read_however_it_was_laid_down(desk: Desk, shot: str) -> None:
    desk.bench.show_front(shot)
    read_once(desk, "hanako")
    assert desk.front.check_number is not None
    assert desk.doors() == ALL
    desk.bench.show_person("hanako")
    desk.touch(t.FaceChosen)
    desk.agree()
    assert desk.received_by() == ["face"]


def test_glare_is_said_and_the_front_read_again_when_asked(desk: Desk) -> None:
    desk.bench.show_front("glare")
    desk.bench.show_person("hanako")
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    assert desk.expect(s.FaceRefused).why is FaceProblem.FRONT
    assert desk.doors() == ALL
    assert desk.state.visit.face_failures == 0

    desk.bench.show_front("flat")  # the card is laid down again
    desk.touch(t.FaceChosen)
    desk.agree()
    assert desk.received_by() == ["face"]


def test_without_the_card_face_camera_pin_and_staff_are_left(desk: Desk) -> None:
    desk.bench.switches()["card_face_off"]()
    read_once(desk, "hanako")
    assert desk.doors() == Doors(pin=True, staff=True)
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter("1234")
    desk.agree()
    desk.leave()

    desk.bench.switches()["card_face_on"]()
    read_once(desk, "taro")
    assert desk.doors() == ALL
    assert desk.received_by() == ["pin"]


def test_a_card_taken_while_its_front_is_read_leaves_nothing(desk: Desk) -> None:
    desk.bench.show_front("glare")  # nothing can be read: the reading goes on and on
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    assert desk.front.pending
    desk.walk_away()
    assert_forgotten(desk)

    desk.bench.show_front("flat")
    read_once(desk, "taro")  # at once: nobody waits for the first reading's end
    assert desk.front.check_number is not None
    desk.walk_away()
    next_patient_is_received(desk)


def test_a_card_taken_from_a_patient_who_waits_for_its_front(desk: Desk) -> None:
    desk.bench.show_front("glare")
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    assert desk.expect(s.ReadingPortrait).facts.front.pending
    desk.walk_away()
    assert_forgotten(desk)
    desk.bench.show_front("flat")
    next_patient_is_received(desk)


@pytest.mark.usefixtures("slow_air")
def test_a_reception_by_face_at_the_speed_of_a_real_reader(desk: Desk) -> None:
    desk.bench.show_person("hanako")
    desk.choose_face("hanako")
    desk.agree()
    desk.leave()
    assert desk.received_by() == ["face"]
    desk.files(1)
