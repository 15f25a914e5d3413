"""The printed front: what a reading ends in, and how it is ended early."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest

from kiosk.domain.check_number import CardFront
from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow.visit import Front
from kiosk.ports.faults import DeviceFault
from kiosk.services.front_effects import FrontEffects
from kiosk.services.workers import ThreadWorker
from tests.fakes import people
from tests.fakes.card import FakeCardFace
from tests.fakes.clock import FakeClock

ONE, TWO = SessionId(1), SessionId(2)
UNPLUGGED = DeviceFault(Device.CAMERA, "camera_lost")


def _made() -> tuple[FakeCardFace, FrontEffects]:
    camera = FakeCardFace()
    return camera, FrontEffects(camera, FakeClock())


def test_a_front_becomes_the_number_that_opens_the_portrait() -> None:
    _, effects = _made()
    assert effects.read(fx.ReadFront(ONE, 1)) == e.FrontRead(ONE, people.front())


@pytest.mark.parametrize(
    ("seen", "front"),
    [
        (None, Front(2)),
        (CardFront("昭和55年2月31日", 2035, "2285", has_photo=True), Front(2, has_photo=True)),
        (UNPLUGGED, Front(2, camera=False)),
    ],
)
def test_a_front_that_does_not_serve(seen: CardFront | Exception | None, front: Front) -> None:
    camera, effects = _made()
    camera.fronts.now(seen)
    assert effects.read(fx.ReadFront(ONE, 2)) == e.FrontRead(ONE, front)


def test_a_front_is_judged_by_the_day_on_which_it_is_read() -> None:
    clock = FakeClock()
    clock.at = people.NOON + timedelta(days=366 * 15)
    answer = FrontEffects(FakeCardFace(), clock).read(fx.ReadFront(ONE, 1))
    assert answer == e.FrontRead(ONE, Front(1, has_photo=True))


def test_a_reading_stopped_before_it_began_never_begins() -> None:
    camera, effects = _made()
    effects.stop(fx.StopReadingFront(ONE, 2))
    assert effects.read(fx.ReadFront(ONE, 1)) is None
    assert effects.read(fx.ReadFront(ONE, 2)) is None
    assert (camera.fronts.asked, camera.stopped) == (0, 1)
    assert effects.read(fx.ReadFront(ONE, 3)) is not None
    assert effects.read(fx.ReadFront(TWO, 1)) is not None


class SlowCamera(FakeCardFace):
    """Reads until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.ended = Event(), Event()

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        del wanted
        self.begun.set()
        assert self.ended.wait(10)
        return None

    def stop_reading(self) -> None:
        super().stop_reading()
        self.ended.set()


class BusyCamera(FakeCardFace):
    """Comes to a reading only after something else; a stop meanwhile finds nothing to stop."""

    meanwhile: Callable[[], None] = staticmethod(lambda: None)

    def read_front(self, wanted: Callable[[], bool]) -> CardFront | None:
        self.meanwhile()
        return super().read_front(wanted)


def test_a_stop_that_comes_while_the_camera_is_busy_is_not_lost() -> None:
    camera = BusyCamera()
    effects = FrontEffects(camera, FakeClock())
    assert effects.read(fx.ReadFront(ONE, 1)) is not None
    camera.meanwhile = lambda: effects.stop(fx.StopReadingFront(ONE, 2))
    assert effects.read(fx.ReadFront(ONE, 2)) is None
    assert camera.fronts.asked == 1  # nothing was looked at: the next patient need not wait
    assert effects.read(fx.ReadFront(TWO, 1)) is not None


def test_a_reading_stopped_from_another_thread_ends_and_says_nothing() -> None:
    camera = SlowCamera()
    effects = FrontEffects(camera, FakeClock())
    worker, answers = ThreadWorker("front"), list[e.FrontRead | None]()
    worker.submit(lambda: answers.append(effects.read(fx.ReadFront(ONE, 1))))
    assert camera.begun.wait(10)
    effects.stop(fx.StopReadingFront(ONE, 1))
    worker.stop()
    assert answers == [None]


def test_a_camera_that_is_not_there_is_no_news_with_every_card(
    caplog: pytest.LogCaptureFixture,
) -> None:
    camera, effects = _made()
    with caplog.at_level(logging.WARNING):
        camera.fronts.now(UNPLUGGED)
        for session in (1, 2, 3):
            effects.read(fx.ReadFront(SessionId(session), 1))
        assert len(caplog.records) == 1
        camera.fronts.now(people.FRONT)
        effects.read(fx.ReadFront(SessionId(4), 1))
        camera.fronts.now(UNPLUGGED)
        effects.read(fx.ReadFront(SessionId(5), 1))
        assert len(caplog.records) == 2
    assert not people.marks_in(caplog.text)
