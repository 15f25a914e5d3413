"""`kiosk.ports.orders.OrderBook` over SQL."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine, Row, select, update

from kiosk.domain.fault import Device
from kiosk.ports.desk.orders import Outcome
from kiosk.ports.faults import DeviceFault
from kiosk.ports.orders import TakenOrder
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import orders
from kiosk.storage.watch import Watch


def open_order_book(path: Path, kiosk: str) -> "SqlOrderBook":
    """Open connections of its own to the records. Raises `DeviceFault(Device.RECORDS, ...)`."""
    return SqlOrderBook(open_database(path, connections=2), kiosk)


class SqlOrderBook:
    """The orders of one kiosk; another kiosk's are not seen."""

    def __init__(self, engine: Engine, kiosk: str) -> None:
        self._engine: Engine | None = engine
        self._mine = orders.c.kiosk == kiosk
        self._watch = Watch(engine)

    def version(self) -> int:
        return self._watch.version()

    def take(self, at: datetime) -> Sequence[TakenOrder]:
        waiting = (self._mine, orders.c.taken_at.is_(None), orders.c.outcome.is_(None))
        with reading(self._open()) as connection:
            if connection.execute(select(orders.c.number).where(*waiting).limit(1)).first() is None:
                return ()
        with writing(self._open()) as connection:
            query = select(*orders.c).where(*waiting).order_by(orders.c.number)
            taken = tuple(_order(row) for row in connection.execute(query))
            connection.execute(update(orders).where(*waiting).values(taken_at=at))
        return taken

    def settle(self, number: int, outcome: Outcome) -> None:
        self._settle(outcome, orders.c.number == number)

    def settle_left(self) -> None:
        self._settle(Outcome.TOO_LATE, orders.c.taken_at.is_not(None))

    def close(self) -> None:
        """Close every connection; a second time does nothing."""
        self._watch.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _settle(self, outcome: Outcome, which: Any) -> None:  # noqa: ANN401 - SQLAlchemy's types differ by expression
        with writing(self._open()) as connection:
            connection.execute(
                update(orders)
                .where(self._mine, which, orders.c.outcome.is_(None))
                .values(outcome=outcome.value)
            )

    def _open(self) -> Engine:
        if self._engine is None:
            raise DeviceFault(Device.RECORDS, "unavailable")
        return self._engine


def _order(row: Row[*tuple[Any, ...]]) -> TakenOrder:
    return TakenOrder(
        row.number, row.what, row.staff, row.expires_at, row.visit, _details(row.details)
    )


def _details(text: str) -> dict[str, object]:
    """Read a JSON object; whatever else stands there is none, and no order can be made of it."""
    try:
        found: object = json.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}
