import logging
import threading
import weakref

import pytest

from kiosk.flow.states import OutOfService, WaitingForCard
from kiosk.services import workers
from kiosk.services.workers import STUCK_AFTER, InlineWorker, ThreadWorker, WatchedWorker
from tests.fakes.kiosk import FakeKiosk, HeldWorker
from tests.services.waiting import eventually


def test_tasks_are_carried_out_in_order_and_all_of_them_before_the_end() -> None:
    worker, done = ThreadWorker("device"), list[int]()
    for number in range(100):
        worker.submit(lambda number=number: done.append(number))
    assert worker.stop()
    assert done == list(range(100))


def test_nothing_is_taken_after_the_end() -> None:
    worker, done = ThreadWorker("device"), list[int]()
    worker.stop()
    worker.submit(lambda: done.append(1))
    assert not done


def test_a_task_with_a_bug_ends_no_thread_and_says_nothing_personal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    worker, done = ThreadWorker("device"), list[int]()

    def buggy() -> None:
        raise ValueError("1234")

    worker.submit(buggy)
    worker.submit(lambda: done.append(1))
    assert worker.stop()
    assert done == [1]
    assert "ValueError" in caplog.text
    assert "1234" not in caplog.text


def test_a_device_that_hangs_does_not_keep_the_kiosk(caplog: pytest.LogCaptureFixture) -> None:
    worker, answered = ThreadWorker("reader", patience=0.05), threading.Event()

    def hang() -> None:
        answered.wait()

    worker.submit(hang)
    with caplog.at_level(logging.WARNING):
        assert not worker.stop()
    assert "reader" in caplog.text
    answered.set()
    assert worker.stop()


def test_a_device_that_hangs_is_said_at_each_task_and_when_it_answers() -> None:
    said, clock = list[str](), [0.0]
    held = HeldWorker()
    worker = WatchedWorker(
        held,
        lambda: said.append("stuck"),
        lambda: said.append("answers"),
        lambda: clock[0],
    )

    def hang() -> None:
        clock[0] += STUCK_AFTER
        worker.submit(lambda: said.append("in time"))
        clock[0] += 0.1
        worker.submit(lambda: said.append("late"))
        worker.submit(lambda: said.append("later"))
        assert said == ["stuck", "stuck"]

    worker.submit(hang)
    held.carry_out()
    assert said == ["stuck", "stuck", "answers", "in time", "late", "later"]


def test_a_device_that_answers_says_nothing() -> None:
    said, done = list[str](), list[int]()
    worker = WatchedWorker(InlineWorker(), lambda: said.append("s"), lambda: said.append("a"))
    worker.submit(lambda: done.append(1))
    worker.submit(lambda: done.append(2))
    assert done == [1, 2]
    assert not said
    assert worker.stop()


def test_a_reader_that_hangs_is_out_of_service_until_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "STUCK_AFTER", 0.0)
    hanging, answered = threading.Event(), threading.Event()

    def hang() -> None:
        hanging.set()
        answered.wait()

    kiosk = FakeKiosk(workers={"card": ThreadWorker("card")})
    kiosk.card.reads.meanwhile = hang
    kiosk.place_card()
    assert hanging.wait(5)
    for _ in range(2):  # patient after patient
        kiosk.remove_card()
        kiosk.place_card()
        assert isinstance(kiosk.state, OutOfService)
    answered.set()
    eventually(lambda: isinstance(kiosk.state, WaitingForCard), "the reader is back")
    kiosk.stop()


def test_a_task_is_forgotten_once_it_is_done_not_when_the_next_one_comes() -> None:
    worker, done = ThreadWorker("camera"), threading.Event()

    class Match:
        def __call__(self) -> None:
            done.set()

    match = Match()
    held = weakref.ref(match)
    worker.submit(match)
    del match
    assert done.wait(5.0)
    eventually(lambda: held() is None, "what the task held is forgotten")
    worker.stop()
