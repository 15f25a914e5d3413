"""Timers: the newest rings, once; a cancelled or replaced one never."""

from collections.abc import Generator

import pytest

from kiosk.domain.session import SessionId
from kiosk.flow.effects import CancelTimer, StartTimer
from kiosk.flow.events import Event, TimedOut
from kiosk.services.timers import HeldTimers, ThreadTimers
from tests.services.waiting import eventually

ONE = SessionId(1)
NEVER = 3600.0


@pytest.fixture
def rung() -> list[Event]:
    return []


@pytest.fixture
def timers(rung: list[Event]) -> Generator[ThreadTimers]:
    timers = ThreadTimers(rung.append)
    yield timers
    timers.stop()


def test_a_timer_rings_once_with_its_session_and_serial(
    timers: ThreadTimers, rung: list[Event]
) -> None:
    timers.start(StartTimer(ONE, 3, 0.01))
    eventually(lambda: len(rung) == 1, "a ring")
    timers.start(StartTimer(ONE, 4, 0.01))
    eventually(lambda: len(rung) == 2, "the next ring")
    assert rung == [TimedOut(ONE, 3), TimedOut(ONE, 4)]


def test_a_newer_timer_replaces_the_one_before(timers: ThreadTimers, rung: list[Event]) -> None:
    timers.start(StartTimer(ONE, 1, NEVER))
    timers.start(StartTimer(ONE, 2, 0.01))
    eventually(lambda: len(rung) == 1, "a ring")
    assert rung == [TimedOut(ONE, 2)]


def test_a_cancelled_timer_never_rings(timers: ThreadTimers, rung: list[Event]) -> None:
    timers.start(StartTimer(ONE, 1, 0.05))
    timers.cancel(CancelTimer(ONE))
    timers.start(StartTimer(ONE, 2, 0.1))  # rings after the first would have
    eventually(lambda: len(rung) == 1, "a ring")
    assert rung == [TimedOut(ONE, 2)]


def test_stopping_ends_the_thread_while_a_timer_runs(rung: list[Event]) -> None:
    timers = ThreadTimers(rung.append)
    timers.start(StartTimer(ONE, 1, NEVER))
    timers.stop()
    assert not timers._thread.is_alive()
    assert rung == []


def test_a_bug_at_a_ring_does_not_silence_the_timers_after_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rung: list[Event] = []

    def post(event: Event) -> None:
        rung.append(event)
        if len(rung) == 1:
            raise RuntimeError("the window is gone")

    timers = ThreadTimers(post)
    timers.start(StartTimer(ONE, 1, 0.01))
    eventually(lambda: len(rung) == 1, "a ring")
    timers.start(StartTimer(ONE, 2, 0.01))
    eventually(lambda: len(rung) == 2, "the next ring")
    timers.stop()
    assert "RuntimeError" in caplog.text


def test_a_held_timer_rings_when_told_and_only_once(rung: list[Event]) -> None:
    timers = HeldTimers(rung.append)
    timers.ring()
    timers.start(StartTimer(ONE, 1, 60.0))
    timers.start(StartTimer(ONE, 2, 60.0))
    timers.ring()
    timers.ring()
    timers.start(StartTimer(ONE, 3, 60.0))
    timers.cancel(CancelTimer(ONE))
    timers.ring()
    assert rung == [TimedOut(ONE, 2)]
