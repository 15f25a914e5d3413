"""Queries of staff in the records: whose they are, over whose line, and what is kept of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.desk_query import QueryKind
from kiosk.ports.board import KioskRecord
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.queries import NewQuery, Used
from kiosk.storage.board import open_board
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.query_book import SqlQueryBook, open_query_book
from tests.output.receptions import NOON
from tests.services.query_desk import request

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = open_desk(path)
    yield desk
    desk.close()


@pytest.fixture
def book(path: Path, desk: Desk) -> Iterator[SqlQueryBook]:
    del desk  # it has made the file
    book = open_query_book(path, "kiosk-1")
    yield book
    book.close()


def ask(
    desk: Desk,
    number: str,
    kind: QueryKind = QueryKind.NUMBER,
    kiosk: str = "kiosk-1",
    most: int = 9,
) -> bool:
    query = NewQuery(number, kind, kiosk, None, 1, request(kind, number))
    return desk.queries.ask(query, NOON, NOON - HOUR, most)


def test_a_kiosk_sees_its_own_queries_alone(desk: Desk, book: SqlQueryBook) -> None:
    assert ask(desk, "mine")
    assert ask(desk, "another's", kiosk="kiosk-2")
    assert [query.id for query in book.waiting()] == ["mine"]
    assert not book.mark_sent("another's", NOON)


def test_what_staff_write_is_noticed_without_reading_it(desk: Desk, book: SqlQueryBook) -> None:
    before = book.version()
    assert book.version() == before
    ask(desk, "q")
    assert book.version() != before


def test_what_somebody_waits_for_comes_first(desk: Desk, book: SqlQueryBook) -> None:
    for kind in (QueryKind.REFERENCE, QueryKind.HOME_VISIT, QueryKind.PROVISIONAL):
        ask(desk, kind.value, kind)
    assert book.waiting()[0].kind is QueryKind.PROVISIONAL


def test_each_kind_has_its_own_count(desk: Desk) -> None:
    assert ask(desk, "1", most=1)
    assert not ask(desk, "2", most=1)
    assert ask(desk, "1", most=1)  # the same one again
    assert ask(desk, "3", QueryKind.REFERENCE, most=1)
    assert len(desk.queries.since(NOON - HOUR)) == 2


def test_what_may_be_on_its_way_and_is_sent_once_cannot_be_withdrawn(
    desk: Desk, book: SqlQueryBook
) -> None:
    ask(desk, "registration", QueryKind.REFERENCE)
    ask(desk, "question")
    assert book.mark_sent("registration", NOON)
    assert book.mark_sent("question", NOON)
    assert not desk.queries.withdraw("registration", NOON)
    assert desk.queries.withdraw("question", NOON)
    assert [query.id for query in book.waiting()] == ["registration"]


def test_the_line_is_that_of_the_kiosk_heard_of_last(path: Path, desk: Desk) -> None:
    assert desk.queries.line(NOON) is None
    for minutes, kiosk in ((3, "kiosk-1"), (1, "kiosk-2"), (0, "kiosk-3")):
        at = NOON - timedelta(minutes=minutes)
        board, state = open_board(path, kiosk), KioskRecord("waiting_for_card", at)
        board.begin("1", state, at)
        if kiosk == "kiosk-3":
            board.end(state, (), at)
        board.close()
    assert desk.queries.line(NOON) == "kiosk-2"


def test_an_answer_that_there_is_not_is_used_for_nothing(desk: Desk) -> None:
    ask(desk, "q")
    assert desk.queries.use("q", 0, 1, NOON) is Used.NOTHING
    assert desk.queries.use("unknown", 0, 1, NOON) is Used.NOTHING
