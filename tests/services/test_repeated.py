"""Turns on a thread of their own, and faults that are logged once."""

import logging
import threading

import pytest

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.services.repeated import Guard, Repeated
from tests.fakes import people
from tests.services.waiting import eventually

LONG = 5.0


def test_turns_are_taken_until_the_end_and_none_after_it() -> None:
    turns: list[int] = []
    thread = Repeated("turns", lambda: turns.append(1) or 0.001)
    thread.start()
    eventually(lambda: len(turns) > 2, "a third turn")
    assert thread.end_or_give_up(LONG)
    before = len(turns)
    thread.wake()
    assert (thread.ending, len(turns)) == (True, before)


def test_who_waits_for_long_is_woken_for_the_next_turn_and_for_the_end() -> None:
    turns: list[int] = []
    thread = Repeated("turns", lambda: turns.append(1))  # None: until somebody wakes it
    thread.start()
    eventually(lambda: len(turns) == 1, "the first turn")
    thread.wake()
    eventually(lambda: len(turns) == 2, "the second turn")
    assert thread.end(LONG)


def test_a_call_before_the_first_turn_is_answered_by_it() -> None:
    turns: list[int] = []
    thread = Repeated("turns", lambda: turns.append(1))
    thread.wake()
    thread.start()
    eventually(lambda: len(turns) == 1, "the first turn")
    assert thread.end(LONG)
    assert len(turns) == 1


def test_one_that_never_began_ends_at_once() -> None:
    assert Repeated("turns", lambda: 0).end(0)


def test_a_turn_that_hangs_is_given_up_and_named(caplog: pytest.LogCaptureFixture) -> None:
    free = threading.Event()
    thread = Repeated("the share", lambda: free.wait(LONG))
    thread.start()
    assert not thread.end_or_give_up(0.01)
    assert caplog.messages == ["the share does not answer and is given up"]
    free.set()
    assert thread.end(LONG)


def test_a_fault_is_logged_once_until_something_succeeds(caplog: pytest.LogCaptureFixture) -> None:
    guard = Guard("nothing is told", "the turn")

    def fails() -> None:
        raise DeviceFault(Device.RECORDS, "unavailable")

    guard.carry_out(fails)
    guard.carry_out(fails)
    assert guard.failing
    assert len(caplog.records) == 1
    guard.carry_out(lambda: None)
    assert not guard.failing
    guard.carry_out(fails)
    assert len(caplog.records) == 2


def test_a_bug_is_logged_each_time_and_raised_never(caplog: pytest.LogCaptureFixture) -> None:
    guard = Guard("nothing is told", "the turn")

    def is_wrong() -> None:
        raise ValueError(people.NAME)

    guard.carry_out(is_wrong)
    guard.carry_out(is_wrong)
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert not people.marks_in(caplog.text)
