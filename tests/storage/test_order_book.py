"""A kiosk takes its own orders, each once, and says what became of them."""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.ports.desk.orders import Outcome, What, Wish
from kiosk.ports.faults import DeviceFault
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.orders import SqlOrders
from kiosk.storage.order_book import SqlOrderBook, open_order_book
from tests.output.receptions import NOON

LATER = NOON + timedelta(seconds=1)


@pytest.fixture
def desk(path: Path) -> Generator[SqlOrders]:
    database = DeskDatabase(path)
    yield SqlOrders(database)
    database.close()


@pytest.fixture
def book(desk: SqlOrders, path: Path) -> Generator[SqlOrderBook]:
    opened = open_order_book(path, "kiosk-1")
    yield opened
    opened.close()


def help_coming(kiosk: str = "kiosk-1", visit: str = "v-1") -> Wish:
    return Wish(kiosk, What.HELP_COMING, 3, visit)


def outcome(desk: SqlOrders, number: int) -> Outcome | None:
    order = desk.order(number)
    assert order is not None
    return order.outcome


def test_an_order_is_taken_once_and_by_its_own_kiosk(desk: SqlOrders, book: SqlOrderBook) -> None:
    desk.give(help_coming("kiosk-2"), NOON)
    given = desk.give(Wish("kiosk-1", What.CHECK_BY_EYE, 3, "v-1", {"reason": "unwell"}), NOON)
    [taken] = book.take(LATER)
    assert (taken.number, taken.what, taken.visit) == (given.number, "check_by_eye", "v-1")
    assert (taken.staff, taken.expires_at) == (3, given.expires_at)
    assert taken.details == {"reason": "unwell"}
    assert book.take(LATER) == ()


def test_orders_are_taken_in_the_order_they_were_given(desk: SqlOrders, book: SqlOrderBook) -> None:
    numbers = [desk.give(help_coming(visit=f"v-{each}"), NOON).number for each in range(3)]
    assert [order.number for order in book.take(LATER)] == numbers


def test_the_first_word_about_an_order_counts(desk: SqlOrders, book: SqlOrderBook) -> None:
    number = desk.give(help_coming(), NOON).number
    book.take(LATER)
    book.settle(number, Outcome.DONE)
    book.settle(number, Outcome.TOO_LATE)
    assert outcome(desk, number) is Outcome.DONE


def test_what_an_earlier_run_took_and_did_not_settle_is_too_late(
    desk: SqlOrders, book: SqlOrderBook
) -> None:
    taken = desk.give(help_coming(visit="v-1"), NOON).number
    book.take(LATER)
    waiting = desk.give(help_coming(visit="v-2"), NOON).number
    book.settle_left()
    assert outcome(desk, taken) is Outcome.TOO_LATE
    assert outcome(desk, waiting) is None


def test_the_version_tells_of_an_order_and_of_nothing_when_nobody_wrote(
    desk: SqlOrders, book: SqlOrderBook
) -> None:
    before = book.version()
    assert book.version() == before
    desk.give(help_coming(), NOON)
    assert book.version() != before


@pytest.mark.parametrize("details", ["no JSON", "[1]", "3"])
def test_details_that_are_no_object_are_none(
    desk: SqlOrders, book: SqlOrderBook, path: Path, details: str
) -> None:
    desk.give(help_coming(), NOON)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE orders SET details = ?", (details,))
        other.commit()
    [taken] = book.take(LATER)
    assert taken.details == {}


def test_a_closed_book_is_a_fault_of_the_records(book: SqlOrderBook) -> None:
    book.close()
    book.close()
    with pytest.raises(DeviceFault):
        book.version()
    with pytest.raises(DeviceFault):
        book.take(NOON)
