"""The runner: whatever fails ends in a screen, and no exception's message in the log."""

import logging
from collections.abc import Callable
from typing import get_args

import pytest

from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.rules import Rules
from kiosk.ports.faults import DeviceFault
from kiosk.services import runner as runner_module
from kiosk.services.runner import Handler, Route, Runner, Watchers, guarded
from kiosk.services.workers import InlineWorker, ThreadWorker
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk, QueueingHop

ONE = SessionId(1)


class Desk:
    """A runner whose every effect is noted, and carried out by the handlers given."""

    def __init__(self, handlers: dict[type[object], Handler] | None = None) -> None:
        self.effects: list[object] = []
        self.shown: list[s.State] = []
        self.notes: list[str] = []
        self.fails: Callable[[s.State], None] = lambda state: None
        given = handlers or {}
        routes = {
            kind: Route(InlineWorker(), self._noting(given.get(kind)))
            for kind in get_args(fx.Effect)
        }
        watchers = Watchers(self._show, self._note)
        self.runner = Runner(Rules(), routes, QueueingHop(), watchers)

    def _noting(self, handler: Handler | None) -> Handler:
        def handle(effect: object) -> e.Event | None:
            self.effects.append(effect)
            return handler(effect) if handler else None

        return handle

    def _show(self, state: s.State) -> None:
        self.shown.append(state)
        self.fails(state)

    def _note(self, old: s.State, event: e.Event, new: s.State) -> None:
        self.notes.append(f"{type(old).__name__} {type(event).__name__} {type(new).__name__}")


def _raising(error: Exception) -> Handler:
    def handle(effect: object) -> e.Event | None:
        raise error

    return handle


def test_an_event_moves_the_state_starts_effects_and_tells_the_watchers() -> None:
    desk = Desk()
    desk.runner.post(e.CardPlaced(ONE))
    assert isinstance(desk.runner.state, s.ReadingCard)
    assert [type(effect) for effect in desk.effects] == [
        fx.ReadCard,
        fx.ReadFront,
        fx.LookUpStaffDoor,
        fx.StartTimer,
    ]
    assert desk.shown == [desk.runner.state]
    assert desk.notes == ["WaitingForCard CardPlaced ReadingCard"]


def test_an_event_without_use_tells_nobody() -> None:
    desk = Desk()
    desk.runner.post(e.PinAccepted(SessionId(7)))
    assert (desk.shown, desk.notes, desk.effects) == ([], [], [])


def test_an_answer_is_handled_after_the_event_that_asked_for_it() -> None:
    desk = Desk({fx.ReadCard: lambda effect: e.CardRead(effect.session, people.facts())})
    desk.runner.post(e.CardPlaced(ONE))
    assert desk.notes == [
        "WaitingForCard CardPlaced ReadingCard",
        "ReadingCard CardRead ChoosingMethod",
    ]


def test_a_fault_of_a_device_becomes_an_event() -> None:
    desk = Desk({fx.ReadCard: _raising(DeviceFault(Device.CARD, "malformed_tlv"))})
    desk.runner.post(e.CardPlaced(ONE))
    assert isinstance(desk.runner.state, s.CardNotUsable)
    assert desk.notes[-1] == "ReadingCard Faulted CardNotUsable"


def test_a_bug_in_a_handler_leads_to_the_safe_screen_and_its_message_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk({fx.ReadCard: _raising(ValueError(people.NAME))})
    desk.runner.post(e.CardPlaced(ONE))
    assert isinstance(desk.runner.state, s.SeeStaff)
    assert desk.notes[-1] == "ReadingCard Broken SeeStaff"
    assert "ValueError" in caplog.text
    assert "test_runner.py" in caplog.text  # where it happened is told
    assert not people.marks_in(caplog.text)


def test_a_bug_in_the_flow_leads_to_the_safe_screen(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = runner_module.advance

    def advance(state: s.State, event: e.Event, rules: Rules) -> object:
        if isinstance(event, e.CardRead):
            raise KeyError(people.NAME)
        return real(state, event, rules)

    monkeypatch.setattr(runner_module, "advance", advance)
    desk = Desk({fx.ReadCard: lambda effect: e.CardRead(effect.session, people.facts())})
    desk.runner.post(e.CardPlaced(ONE))
    assert isinstance(desk.runner.state, s.SeeStaff)
    assert not people.marks_in(caplog.text)
    desk.runner.post(e.CardRemoved())
    assert isinstance(desk.runner.state, s.WaitingForCard)


def test_a_flow_that_fails_even_at_the_safe_screen_does_not_run_in_circles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[e.Event] = []

    def advance(state: s.State, event: e.Event, rules: Rules) -> object:
        asked.append(event)
        raise ValueError("nothing works")

    monkeypatch.setattr(runner_module, "advance", advance)
    Desk().runner.post(e.CardPlaced(ONE))
    assert [type(event) for event in asked] == [e.CardPlaced, e.Broken]


def test_a_bug_in_what_shows_the_state_keeps_no_effect_from_being_started(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()

    def fail(state: s.State) -> None:
        raise RuntimeError(people.NAME)

    desk.fails = fail
    desk.runner.post(e.CardPlaced(ONE))
    assert isinstance(desk.runner.state, s.SeeStaff)
    kinds = [type(effect) for effect in desk.effects]
    assert kinds.count(fx.StartTimer) == 2
    assert fx.ReleaseCard in kinds
    assert not people.marks_in(caplog.text)


def test_every_effect_has_somebody_who_carries_it_out() -> None:
    kiosk = FakeKiosk()
    assert set(kiosk.kiosk.runner._routes) == set(get_args(fx.Effect))
    kiosk.stop()


@pytest.mark.parametrize(
    "error", [DeviceFault(Device.RECORDS, "disk_full"), ValueError(people.NAME)]
)
def test_a_task_without_an_answer_ends_quietly_but_not_silently(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def task() -> None:
        raise error

    guarded(task)()
    assert len(caplog.records) == 1
    assert not people.marks_in(caplog.text)


def test_a_thread_worker_works_in_order_and_takes_nothing_after_its_end() -> None:
    done: list[int] = []
    worker = ThreadWorker("test-worker")
    for number in range(20):
        worker.submit(lambda number=number: done.append(number))
    worker.stop()
    worker.submit(lambda: done.append(99))
    assert done == list(range(20))
