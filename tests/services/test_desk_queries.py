"""Queries of staff: each answered once, patients first, whatever breaks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.desk_query import QueryKind
from kiosk.ports.query_book import QueryFault
from kiosk.services.desk_queries import LONGEST_WAIT, MOST_TRIES
from kiosk.services.exchange import LONGEST_YIELD
from kiosk.services.workers import ThreadWorker
from tests.fakes import people
from tests.fakes.service import TIMED_OUT, UNREACHABLE
from tests.reader import eventually
from tests.services.query_desk import (
    ACCEPTED,
    ANSWER,
    PROCESSING,
    REGISTERED,
    QueryDesk,
    segment,
)

K = QueryKind


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[QueryDesk]:
    desk = QueryDesk(tmp_path)
    yield desk
    desk.close()


def down(desk: QueryDesk) -> None:
    desk.service.challenges.now(UNREACHABLE)
    desk.tell(UNREACHABLE)


def up(desk: QueryDesk, message: object = ANSWER) -> None:
    desk.service.challenges.now(people.CHALLENGE)
    desk.tell(message)  # pyright: ignore[reportArgumentType] - a message, by the callers


@pytest.mark.parametrize(
    ("kind", "interface"),
    [(K.NUMBER, "OQSsiquc01"), (K.PROVISIONAL, "OQSsiquc01"), (K.REFERENCE, "OQSsiimm01")],
)
def test_a_query_is_put_as_it_stands_and_its_answer_kept_whole(
    desk: QueryDesk, kind: QueryKind, interface: str
) -> None:
    desk.ask(kind)
    desk.turns()
    assert desk.asked == [interface]
    assert desk.service.exchanged[0][1] == desk.find().request
    assert desk.find().answer == ANSWER
    assert desk.find().answered_at == desk.clock.now()
    assert desk.find().fault is None


def test_home_visits_are_asked_in_two_steps_and_waited_for(desk: QueryDesk) -> None:
    desk.ask(K.HOME_VISIT)
    desk.tell(ACCEPTED, PROCESSING, ANSWER)
    desk.turns()
    assert desk.asked == ["OQSmuhvq01", "OQSmuhvq02"]
    assert (desk.find().answered_at, desk.find().fault) == (None, "still_processing")
    body = desk.service.exchanged[1][1].child("MessageBody")
    assert body
    assert body.value("ReceptionNumber") == "R-77"
    desk.wait(1.0)
    assert desk.asked == ["OQSmuhvq01", "OQSmuhvq02", "OQSmuhvq02"]
    assert desk.find().answer == ANSWER


def test_a_first_step_without_a_number_leads_nowhere(desk: QueryDesk) -> None:
    desk.ask(K.HOME_VISIT)
    desk.turns()
    assert desk.find().fault == QueryFault.UNUSABLE


def test_a_first_step_that_is_refused_is_the_answer(desk: QueryDesk) -> None:
    desk.ask(K.HOME_VISIT)
    refused = segment("9", ErrorCode="SIM-1005")
    desk.tell(refused)
    desk.turns()
    assert desk.find().answer == refused
    assert desk.asked == ["OQSmuhvq01"]


def test_a_question_waits_for_the_line_and_says_so(desk: QueryDesk) -> None:
    desk.ask()
    down(desk)
    desk.turns()
    assert (desk.find().fault, desk.find().answered_at) == ("unreachable", None)
    up(desk)
    desk.wait(1.0)
    assert (desk.find().fault, desk.find().answer) == (None, ANSWER)


def test_a_question_is_not_put_again_at_once(desk: QueryDesk) -> None:
    desk.ask()
    down(desk)
    desk.turns()
    desk.wait(0.5)
    assert len(desk.asked) == 1
    desk.wait(0.5)
    assert len(desk.asked) == 2
    desk.wait(1.5)
    assert len(desk.asked) == 2


def test_a_registration_is_not_sent_over_a_line_that_is_down(desk: QueryDesk) -> None:
    desk.ask(K.REFERENCE)
    down(desk)
    desk.turns()
    desk.wait(5.0)
    assert desk.asked == []
    assert desk.find().fault == "unreachable"
    up(desk, REGISTERED)
    desk.wait(30.0)
    assert desk.find().answer == REGISTERED


@pytest.mark.parametrize("kind", [K.REFERENCE, K.HOME_VISIT])
def test_what_may_not_be_sent_twice_never_is(desk: QueryDesk, kind: QueryKind) -> None:
    desk.ask(kind)
    desk.tell(TIMED_OUT)
    desk.turns()
    up(desk)
    desk.wait(60.0)
    assert len(desk.asked) == 1
    assert desk.find().fault == QueryFault.RESULT_UNKNOWN


@pytest.mark.parametrize("kind", [K.REFERENCE, K.HOME_VISIT])
def test_processing_of_what_is_not_asked_for_again_is_not_known(
    desk: QueryDesk, kind: QueryKind
) -> None:
    desk.ask(kind)
    desk.tell(PROCESSING)
    desk.turns()
    assert desk.find().fault == QueryFault.RESULT_UNKNOWN


def test_a_question_that_the_service_never_answers_ends(desk: QueryDesk) -> None:
    desk.ask()
    desk.tell(TIMED_OUT)
    for _ in range(MOST_TRIES):
        desk.wait(30.0)
    assert len(desk.asked) == MOST_TRIES
    assert desk.find().fault == QueryFault.NO_ANSWER


def test_nobody_is_asked_about_long_after_they_went_home(desk: QueryDesk) -> None:
    desk.ask(at=desk.clock.now() - LONGEST_WAIT - timedelta(seconds=1))
    desk.turns()
    assert desk.asked == []
    assert desk.find().fault == QueryFault.TOO_OLD


def test_a_question_that_trips_a_bug_ends_and_blocks_no_other(desk: QueryDesk) -> None:
    desk.ask(number="q-1")
    desk.ask(number="q-2", at=desk.clock.now() + timedelta(seconds=1))
    desk.tell(RuntimeError("a bug"), ANSWER)
    desk.turns()
    assert desk.find("q-1").fault == QueryFault.UNUSABLE
    assert desk.find("q-2").answer == ANSWER


def test_one_that_waits_for_its_time_blocks_no_other(desk: QueryDesk) -> None:
    desk.ask(number="q-1")
    desk.tell(PROCESSING, ANSWER)
    desk.turns()
    desk.ask(number="q-2")
    desk.turns()
    assert desk.find("q-1").answer is None
    assert desk.find("q-2").answer == ANSWER


@pytest.mark.parametrize("kind", [K.REFERENCE, K.HOME_VISIT])
def test_what_nobody_waits_for_lets_a_patient_go_first(desk: QueryDesk, kind: QueryKind) -> None:
    desk.busy = True
    desk.ask(kind)
    desk.turns()
    desk.wait(LONGEST_YIELD - 1.0)
    assert desk.asked == []
    desk.wait(1.0)
    assert len(desk.asked) >= 1


def test_who_stands_at_the_desk_does_not_wait_for_a_patient(desk: QueryDesk) -> None:
    desk.busy = True
    desk.ask(K.REFERENCE, "q-1")
    desk.ask(K.NUMBER, "q-2", at=desk.clock.now() + timedelta(seconds=1))
    desk.turns()
    assert desk.asked == ["OQSsiquc01"]


def test_what_was_withdrawn_is_not_asked(desk: QueryDesk) -> None:
    desk.ask(K.REFERENCE)
    assert desk.desk.queries.withdraw("q-1", desk.clock.now())
    desk.turns()
    assert desk.asked == []
    assert desk.find().fault == QueryFault.WITHDRAWN


def test_what_is_withdrawn_between_look_and_sending_is_not_sent(desk: QueryDesk) -> None:
    desk.ask(K.REFERENCE)
    desk.service.challenges.meanwhile = lambda: _withdraw(desk)
    desk.turns()
    assert desk.asked == []
    assert desk.find().fault == QueryFault.WITHDRAWN


def test_an_answer_to_what_was_withdrawn_changes_nothing(desk: QueryDesk) -> None:
    desk.ask()
    desk.service.exchanges.meanwhile = lambda: _withdraw(desk)
    desk.turns()
    assert desk.find().fault == QueryFault.WITHDRAWN
    assert desk.find().answer is None


def _withdraw(desk: QueryDesk) -> None:
    assert desk.desk.queries.withdraw("q-1", desk.clock.now())


def test_a_query_of_staff_wakes_the_kiosk(tmp_path: Path) -> None:
    worker = ThreadWorker("exchange")
    desk = QueryDesk(tmp_path, worker)
    desk.queries.start()
    desk.ask()
    eventually(lambda: desk.find().answer == ANSWER, "an answer")
    desk.ask(K.REFERENCE, "q-2")
    eventually(lambda: desk.find("q-2").answer == ANSWER, "the next answer")
    desk.close()
    assert worker.stop()


def test_a_kiosk_that_ends_puts_nothing_more(desk: QueryDesk) -> None:
    desk.queries.ask_to_end()
    desk.ask()
    desk.turns()
    assert desk.asked == []
