"""Killed while staff look on: no visit stays open, no order is carried out twice."""

from collections.abc import Generator

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.ports.desk.orders import Outcome, What, Wish
from kiosk.services.clock import SystemClock
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.orders import SqlOrders
from simulators.bench import Bench
from tests.persistence.conftest import Left, StartKiosk
from tests.reader import eventually

pytestmark = pytest.mark.reader


@pytest.fixture
def orders(left: Left) -> Generator[SqlOrders]:
    database = DeskDatabase(left.config.records.folder / DATABASE_FILE)
    yield SqlOrders(database)
    database.close()


def outcome(orders: SqlOrders, number: int) -> Outcome | None:
    order = orders.order(number)
    assert order is not None
    return order.outcome


def test_a_kiosk_killed_under_the_eyes_of_staff_leaves_no_visit_open_and_does_nothing_twice(
    bench: Bench, left: Left, start_kiosk: StartKiosk, orders: SqlOrders
) -> None:
    kiosk = start_kiosk()
    bench.place_card("hanako")
    kiosk.expect("ChoosingMethod")
    kiosk.do("touch HelpAsked")
    calling = "SELECT id FROM visits WHERE needs = 'help'"
    eventually(lambda: len(left.rows(calling)) == 1, "staff see that they are called", 10.0)
    [(visit,)] = left.rows(calling)

    number = say_we_come(orders, left, visit)
    eventually(lambda: outcome(orders, number) is Outcome.DONE, "it is done at once", 10.0)
    restart = Wish(left.config.kiosk.id, What.RESTART, 1)
    waits = orders.give(restart, SystemClock().now()).number
    taken = f"SELECT taken_at IS NOT NULL FROM orders WHERE number = {waits}"
    eventually(lambda: left.rows(taken) == [(1,)], "the restart waits for the patient", 10.0)
    kiosk.kill()

    again = start_kiosk()
    again.expect("ChoosingMethod")  # the card still lies there
    closed = f"SELECT outcome, ended_at IS NOT NULL FROM visits WHERE id = '{visit}'"
    assert left.rows(closed) == [("broken", 1)]
    eventually(lambda: outcome(orders, waits) is Outcome.TOO_LATE, "it is not done later", 10.0)
    bench.take_card()
    ended = "SELECT count(*) FROM visits WHERE ended_at IS NULL"
    eventually(lambda: left.rows(ended) == [(0,)], "the visit after it is over too", 10.0)
    again.stop()
    assert left.rows("SELECT stopped_at IS NOT NULL FROM kiosks") == [(1,)]


def say_we_come(orders: SqlOrders, left: Left, visit: str) -> int:
    """Tell the patient that somebody comes; return the order's number."""
    coming = Wish(left.config.kiosk.id, What.HELP_COMING, 1, visit)
    return orders.give(coming, SystemClock().now()).number
