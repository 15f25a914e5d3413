"""Orders are given once, whoever touches twice and whoever else was quicker."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.orders import SERVES, Outcome, What, Wish
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.desk_tables import orders
from tests.console.filled import NOW, fill, ident

VISIT = ident("face")
CHECK = Wish("kiosk-1", What.CHECK_BY_EYE, 1, VISIT, {"reason": "unwell"})


@pytest.fixture
def desk(path: Path) -> Generator[Desk]:
    fill(path)
    opened = open_desk(path)
    yield opened
    opened.close()


def settle(path: Path, number: int, outcome: Outcome) -> None:
    engine = open_database(path)
    with writing(engine) as connection:
        connection.execute(
            update(orders)
            .where(orders.c.number == number)
            .values(taken_at=NOW, outcome=outcome.value)
        )
    engine.dispose()


def test_an_order_tells_who_gave_it_and_until_when_it_serves(desk: Desk) -> None:
    order = desk.orders.give(CHECK, NOW)
    assert (order.by, order.details) == ("佐藤 恵", {"reason": "unwell"})
    assert order.expires_at == NOW + SERVES[What.CHECK_BY_EYE]
    assert order.open(NOW)
    assert not order.open(order.expires_at)
    assert desk.orders.order(order.number) == order


def test_a_second_touch_and_a_colleague_get_the_same_order(desk: Desk) -> None:
    first = desk.orders.give(CHECK, NOW)
    second = desk.orders.give(
        Wish("kiosk-1", What.CHECK_BY_EYE, 2, VISIT, {"reason": "machine"}), NOW
    )
    assert second == first
    assert desk.orders.of_visit(VISIT) == (first,)


def test_many_touches_at_once_give_one_order(desk: Desk) -> None:
    with ThreadPoolExecutor(6) as threads:
        given = list(threads.map(lambda _: desk.orders.give(CHECK, NOW).number, range(12)))
    assert len(set(given)) == 1


def test_of_two_answers_to_one_question_the_first_stands(desk: Desk) -> None:
    yes = desk.orders.give(Wish("kiosk-1", What.SAME_PERSON, 1, VISIT), NOW)
    no = desk.orders.give(Wish("kiosk-1", What.OTHER_PERSON, 2, VISIT), NOW)
    assert no == yes


def test_after_its_end_an_order_may_be_given_again(desk: Desk, path: Path) -> None:
    first = desk.orders.give(CHECK, NOW)
    settle(path, first.number, Outcome.REFUSED)
    assert desk.orders.give(CHECK, NOW).number != first.number


def test_an_order_that_no_kiosk_took_in_time_stands_in_nobodys_way(desk: Desk) -> None:
    first = desk.orders.give(CHECK, NOW)
    later = desk.orders.give(CHECK, NOW + SERVES[What.CHECK_BY_EYE] + timedelta(seconds=1))
    assert later.number != first.number


def test_another_patient_has_orders_of_their_own(desk: Desk) -> None:
    first = desk.orders.give(CHECK, NOW)
    other = desk.orders.give(Wish("kiosk-2", What.CHECK_BY_EYE, 1, ident("locked")), NOW)
    assert other.number != first.number


def test_a_kiosks_own_orders_are_bound_to_no_visit(desk: Desk) -> None:
    first = desk.orders.give(Wish("kiosk-1", What.RESTART, 1), NOW)
    assert desk.orders.give(Wish("kiosk-1", What.RESTART, 1), NOW) == first
    assert desk.orders.give(Wish("kiosk-2", What.RESTART, 1), NOW) != first


def test_there_is_no_order_of_an_unknown_number(desk: Desk) -> None:
    assert desk.orders.order(99) is None


def test_of_the_last_few_orders_those_of_a_kind_since_a_time_are_found(desk: Desk) -> None:
    coming = Wish("kiosk-1", What.HELP_COMING, 1, VISIT)
    desk.orders.give(coming, NOW)
    desk.orders.give(CHECK, NOW)
    later = desk.orders.give(coming, NOW + timedelta(minutes=1))
    assert desk.orders.lately(What.HELP_COMING, NOW) == (later,)
    earlier = NOW - timedelta(seconds=1)
    assert [one.at for one in desk.orders.lately(What.HELP_COMING, earlier)] == [later.at, NOW]
