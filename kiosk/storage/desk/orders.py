"""`kiosk.ports.desk.orders` over SQL."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, or_, select

from kiosk.ports.desk.orders import ANSWERS, SERVES, Order, Outcome, What, Wish
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import orders, staff


class SqlOrders:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def give(self, wish: Wish, at: datetime) -> Order:
        # The write lock is held from the beginning: of two at once, one finds the other's.
        with self._database.writing() as connection:
            standing = _standing(connection, wish, at)
            if standing is not None:
                return standing
            number = connection.execute(
                insert(orders)
                .values(
                    kiosk=wish.kiosk,
                    visit=wish.visit,
                    what=wish.what.value,
                    details=json.dumps(dict(wish.details)),
                    staff=wish.staff,
                    at=at,
                    expires_at=at + SERVES[wish.what],
                )
                .returning(orders.c.number)
            ).scalar_one()
            row = connection.execute(_ORDERS.where(orders.c.number == number)).one()
            return _order(row)

    def order(self, number: int) -> Order | None:
        with self._database.reading() as connection:
            row = connection.execute(_ORDERS.where(orders.c.number == number)).first()
            return _order(row) if row else None

    def of_visit(self, visit: str) -> Sequence[Order]:
        with self._database.reading() as connection:
            rows = connection.execute(
                _ORDERS.where(orders.c.visit == visit).order_by(orders.c.number)
            )
            return tuple(map(_order, rows))

    def lately(self, what: What, since: datetime) -> Sequence[Order]:
        # By number, of which there is an index: a clinic's orders of years are not read through.
        with self._database.reading() as connection:
            rows = connection.execute(_ORDERS.order_by(orders.c.number.desc()).limit(_LAST))
            last = tuple(map(_order, rows))
        return tuple(one for one in last if one.what is what and one.at > since)


_LAST: Final = 20
_ORDERS: Select[*tuple[Any, ...]] = select(orders, staff.c.name.label("by")).join_from(
    orders, staff, staff.c.id == orders.c.staff, isouter=True
)


def _standing(connection: Connection, wish: Wish, at: datetime) -> Order | None:
    """Return what answers a wish already: an open order of its kind, or the visit's answer."""
    kinds = ANSWERS if wish.what in ANSWERS else {wish.what}
    query = _ORDERS.where(
        orders.c.kiosk == wish.kiosk,
        orders.c.visit == wish.visit if wish.visit else orders.c.visit.is_(None),
        orders.c.what.in_(sorted(kind.value for kind in kinds)),
        orders.c.outcome.is_(None),
        or_(orders.c.taken_at.is_not(None), orders.c.expires_at > at),
    )
    row = connection.execute(query.order_by(orders.c.number)).first()
    return _order(row) if row else None


def _order(row: Row[*tuple[Any, ...]]) -> Order:
    return Order(
        number=row.number,
        kiosk=row.kiosk,
        visit=row.visit,
        what=What(row.what),
        details=json.loads(row.details),
        staff=row.staff,
        by=row.by or "",
        at=row.at,
        expires_at=row.expires_at,
        taken_at=row.taken_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
    )
