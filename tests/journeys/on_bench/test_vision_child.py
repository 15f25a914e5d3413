"""The vision child itself: killed, switched off in a match. Each journey has one of its own."""

import signal
import time

import psutil
import pytest

from kiosk.domain.face import FaceGuidance
from kiosk.flow import states as s
from kiosk.flow import touches as t
from simulators.bench import Bench
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, names
from tests.journeys.on_bench.eyes import warm
from tests.journeys.on_bench.parts import mended

pytestmark = [pytest.mark.reader, pytest.mark.vision]
END_SECONDS = 4.0


@pytest.fixture
def shared_parts(one_bench: Bench) -> None:
    """No child is shared here."""
    mended(one_bench)


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """A kiosk that has been on for a while."""
    desk = open_desk(own_child=True)
    warm(desk.ports.card_face, desk.bench)
    return desk


def vision_child() -> psutil.Process:
    """The process in which faces are compared."""
    children = psutil.Process().children()
    [child] = [one for one in children if "drivers.vision.child" in one.cmdline()]
    return child


def test_a_vision_child_killed_in_a_match_costs_one_moment_and_no_try(desk: Desk) -> None:
    desk.choose_face("hanako")
    desk.until(lambda: desk.ports.vision.preview() is not None, "the match has begun")
    killed = vision_child()
    killed.send_signal(signal.SIGKILL)
    desk.until_told(FaceGuidance.ONE_MOMENT)
    desk.bench.show_person("hanako")
    desk.agree()
    assert vision_child().pid != killed.pid
    assert "FaceRefused" not in names(desk.seen)
    assert desk.received_by() == ["face"]


def test_a_vision_child_killed_before_its_first_match_is_not_missed(desk: Desk) -> None:
    desk.bench.show_person("hanako")
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    desk.until(lambda: desk.front.check_number is not None, "the printed front is read")
    killed = vision_child()
    killed.send_signal(signal.SIGKILL)
    desk.until(lambda: not killed.is_running(), "its end is noticed")
    desk.touch(t.FaceChosen)
    desk.agree()
    assert "FaceRefused" not in names(desk.seen)


def test_a_kiosk_switched_off_in_a_match_ends_soon(desk: Desk) -> None:
    desk.choose_face("hanako")
    desk.until(lambda: desk.ports.vision.preview() is not None, "the match has begun")
    began = time.monotonic()
    desk.stop()
    assert time.monotonic() - began < END_SECONDS
