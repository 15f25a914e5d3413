"""The power goes at any call: what may not be sent twice never is, and nothing waits for ever."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.desk_query import QueryKind
from kiosk.ports.query_book import QueryFault
from tests.services.query_desk import PERSON, QueryDesk, answer

CALLS = (
    "waiting", "mark_sent", "first_step_done", "answer", "fail", "exchange", "request_challenge",
)  # fmt: skip
MOST_CALLS = 10  # more than one query takes
ANY = answer(PERSON, ReceptionNumber="R-77")  # answers a question and a first step alike


class Killed(BaseException):
    """The power goes."""


def kill_at(desk: QueryDesk, calls: int, *, before: bool) -> None:
    """Let the nth call be the last one, before or after its effect."""
    left = calls

    def counted(call: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and before:
            raise Killed
        answer = call(*arguments)
        if left == 0:
            raise Killed
        return answer

    for port in (desk.book, desk.service):
        for name in CALLS:
            if hasattr(port, name):
                setattr(port, name, partial(counted, getattr(port, name)))


def run(desk: QueryDesk) -> None:
    try:
        for _ in range(5):
            desk.wait(1.0)
    except Killed:
        pass
    finally:
        desk.close()


@pytest.mark.parametrize("kind", list(QueryKind))
@pytest.mark.parametrize("before", [True, False])
def test_each_query_ends_once(tmp_path: Path, kind: QueryKind, before: bool) -> None:
    for calls in range(1, MOST_CALLS):
        number = f"q-{calls}"
        first = QueryDesk(tmp_path)
        first.ask(kind, number)
        first.tell(ANY)
        kill_at(first, calls, before=before)
        run(first)
        again = QueryDesk(tmp_path)
        again.tell(ANY)
        run(again)
        after = QueryDesk(tmp_path)
        found = after.find(number)
        after.close()
        assert found.answered_at is not None
        assert found.answer == ANY or found.fault == QueryFault.RESULT_UNKNOWN
        sent = [*first.asked, *again.asked]
        assert sent.count("OQSsiimm01") + sent.count("OQSmuhvq01") <= 1
        if kind.urgent:
            assert found.answer == ANY
