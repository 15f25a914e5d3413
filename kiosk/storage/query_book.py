"""`kiosk.ports.query_book.QueryBook` over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from kiosk.domain.desk_query import QueryKind
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.query_book import KeptQuery, QueryAnswer, QueryFault
from kiosk.ports.records import AuditEntry
from kiosk.storage.check_ins import add_audit
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import queries, reception_details
from kiosk.storage.message_json import from_json, to_json
from kiosk.storage.watch import Watch

_KINDS = [kind.value for kind in QueryKind]
_AT_THE_DESK = [kind.value for kind in QueryKind if kind.urgent]


def open_query_book(path: Path, kiosk: str) -> "SqlQueryBook":
    """Open connections of its own to the records. Raises `DeviceFault(Device.RECORDS, ...)`."""
    return SqlQueryBook(open_database(path, connections=2), kiosk)


class SqlQueryBook:
    """The queries of one kiosk; another kiosk's are not seen."""

    def __init__(self, engine: Engine, kiosk: str) -> None:
        self._engine: Engine | None = engine
        self._kiosk = kiosk
        self._watch = Watch(engine)

    def version(self) -> int:
        return self._watch.version()

    def waiting(self) -> Sequence[KeptQuery]:
        with reading(self._open()) as connection:
            rows = connection.execute(
                select(queries)
                .where(
                    queries.c.kiosk == self._kiosk,
                    queries.c.answered_at.is_(None),
                    queries.c.request.is_not(None),
                    queries.c.kind.in_(_KINDS),
                )
                .order_by(queries.c.kind.not_in(_AT_THE_DESK), queries.c.at, queries.c.id)
            )
            return tuple(_kept(row) for row in rows)

    def mark_sent(self, query: str, at: datetime) -> bool:
        with writing(self._open()) as connection:
            return self._change(connection, query, {"sent_at": at})

    def first_step_done(self, query: str, receipt: str) -> bool:
        with writing(self._open()) as connection:
            return self._change(connection, query, {"receipt": receipt, "fault": None})

    def waits_because(self, query: str, code: str) -> None:
        with writing(self._open()) as connection:
            self._change(connection, query, {"fault": code[:64]})

    def answer(self, query: str, answer: QueryAnswer, entry: AuditEntry, at: datetime) -> bool:
        values = {"answer": to_json(answer.message), "answered_at": at, "fault": None}
        with writing(self._open()) as connection:
            if not self._change(connection, query, values):
                return False
            if answer.registered:
                _keep_reference_number(connection, query, answer.registered)
            add_audit(connection, entry, self._kiosk, at)
            return True

    def fail(self, query: str, fault: QueryFault, entry: AuditEntry, at: datetime) -> bool:
        values = {"answered_at": at, "fault": fault.value}
        with writing(self._open()) as connection:
            if not self._change(connection, query, values):
                return False
            add_audit(connection, entry, self._kiosk, at)
            return True

    def close(self) -> None:
        """Close every connection; a second time does nothing."""
        self._watch.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _change(self, connection: Connection, query: str, values: Mapping[str, object]) -> bool:
        changed = connection.execute(
            update(queries)
            .where(
                queries.c.id == query,
                queries.c.kiosk == self._kiosk,
                queries.c.answered_at.is_(None),
            )
            .values(**values)
        )
        return changed.rowcount > 0

    def _open(self) -> Engine:
        if self._engine is None:
            raise DeviceFault(Device.RECORDS, "unavailable")
        return self._engine


def _keep_reference_number(connection: Connection, query: str, number: str) -> None:
    """Let the reception show it from now on; the next answer with the card carries it itself."""
    of_query = select(queries.c.reception).where(queries.c.id == query).scalar_subquery()
    connection.execute(
        update(reception_details)
        .where(reception_details.c.reception == of_query)
        .values(reference_number=number)
    )


def _kept(row: Row[*tuple[Any, ...]]) -> KeptQuery:
    return KeptQuery(
        row.id,
        QueryKind(row.kind),
        row.at,
        from_json(row.request),
        sent=row.sent_at is not None,
        receipt=row.receipt or "",
    )
