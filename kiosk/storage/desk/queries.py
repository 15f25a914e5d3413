"""`kiosk.ports.desk.queries` over SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.desk_answer import answer_of_one, confirmation_in
from kiosk.domain.desk_query import QueryKind, interface_of, repeatable
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.session import NO_SESSION
from kiosk.ports.desk.queries import DeskQuery, NewQuery, Used
from kiosk.ports.query_book import QueryFault
from kiosk.ports.records import AuditEntry
from kiosk.storage.check_ins import add_audit
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk_tables import kiosks, queries, reception_details, staff
from kiosk.storage.details import person_columns
from kiosk.storage.message_json import from_json, to_json
from kiosk.storage.provisional import settle

_ONCE_ONLY: Final = [kind.value for kind in QueryKind if not repeatable(interface_of(kind))]


class SqlQueries:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def ask(self, query: NewQuery, at: datetime, since: datetime, most: int) -> bool:
        with self._database.writing() as connection:
            known = select(queries.c.id).where(queries.c.id == query.id)
            if connection.execute(known).first() is not None:
                return True
            asked = select(func.count()).where(
                queries.c.staff == query.staff,
                queries.c.kind == query.kind.value,
                queries.c.at > since,
            )
            if connection.execute(asked).scalar_one() >= most:
                return False
            connection.execute(
                insert(queries).values(
                    id=query.id,
                    kind=query.kind.value,
                    kiosk=query.kiosk,
                    reception=query.reception,
                    staff=query.staff,
                    at=at,
                    request=to_json(query.request),
                )
            )
            return True

    def since(self, at: datetime) -> Sequence[DeskQuery]:
        return self._some(_QUERIES.where(queries.c.at >= at))

    def about(self, reception: str) -> Sequence[DeskQuery]:
        return self._some(_QUERIES.where(queries.c.reception == reception))

    def find(self, query: str) -> DeskQuery | None:
        found = self._some(_QUERIES.where(queries.c.id == query))
        return found[0] if found else None

    def withdraw(self, query: str, at: datetime) -> bool:
        may_be_under_way = queries.c.sent_at.is_not(None) & queries.c.kind.in_(_ONCE_ONLY)
        with self._database.writing() as connection:
            changed = connection.execute(
                update(queries)
                .where(
                    queries.c.id == query,
                    queries.c.answered_at.is_(None),
                    ~may_be_under_way | queries.c.receipt.is_not(None),
                )
                .values(answered_at=at, fault=QueryFault.WITHDRAWN.value)
            )
            return changed.rowcount > 0

    def use(self, query: str, chosen: int, staff: int, at: datetime) -> Used:
        with self._database.writing() as connection:
            row = connection.execute(select(queries).where(queries.c.id == query)).first()
            if row is None or row.reception is None or row.answer is None:
                return Used.NOTHING
            if _has_one(connection, row.reception):
                return Used.ALREADY
            message = from_json(row.answer)
            confirmation = confirmation_in(message)
            if confirmation is None or not 0 <= chosen < max(len(confirmation.results), 1):
                return Used.NOTHING
            connection.execute(
                update(queries).where(queries.c.id == query).values(used_at=at, chosen=chosen)
            )
            _settle(connection, row, confirmation, staff, at)
            if confirmation.results:
                _keep_person(connection, row.reception, answer_of_one(message, chosen), at)
            return Used.DONE

    def line(self, at: datetime) -> str | None:
        with self._database.reading() as connection:
            return connection.execute(
                select(kiosks.c.kiosk)
                .where(kiosks.c.beat_at <= at)
                .order_by(kiosks.c.stopped_at.is_not(None), kiosks.c.beat_at.desc())
                .limit(1)
            ).scalar()

    def _some(self, query: Select[Any]) -> Sequence[DeskQuery]:
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(queries.c.at.desc(), queries.c.id))
            return tuple(_query(row) for row in rows)


_QUERIES: Final = select(*queries.c, staff.c.name.label("staff_name")).join(
    staff, staff.c.id == queries.c.staff, isouter=True
)


def _has_one(connection: Connection, reception: str) -> bool:
    """Say whether an answer was taken for a reception."""
    used = select(queries.c.id).where(
        queries.c.reception == reception, queries.c.used_at.is_not(None)
    )
    return connection.execute(used).first() is not None


def _settle(
    connection: Connection,
    row: Row[Any],
    confirmation: QualificationConfirmation,
    staff: int,
    at: datetime,
) -> None:
    validity = confirmation.validity.value if confirmation.validity else None
    if settle(connection, row.reception, validity, at, staff):
        details: dict[str, str | int] = {"validity": validity or "none", "staff": staff}
        entry = AuditEntry("provisional_settled", NO_SESSION, details)
        add_audit(connection, entry, row.kiosk, at)


def _keep_person(connection: Connection, reception: str, message: Node, at: datetime) -> None:
    """Let staff find and look up whom the reception turned out to be of."""
    found = confirmation_in(message)
    record = found.results[0] if found and found.results else None
    if record is None:
        return
    values = {**person_columns(record), "message": to_json(message)}
    connection.execute(
        upsert(reception_details)
        .values(reception=reception, at=at, **values)
        .on_conflict_do_update(index_elements=["reception"], set_=values)
    )


def _query(row: Row[Any]) -> DeskQuery:
    return DeskQuery(
        id=row.id,
        kind=QueryKind(row.kind),
        kiosk=row.kiosk,
        reception=row.reception,
        staff=row.staff_name,
        at=row.at,
        sent_at=row.sent_at,
        answered_at=row.answered_at,
        fault=row.fault,
        receipt=row.receipt,
        used_at=row.used_at,
        chosen=row.chosen,
        request=row.request and from_json(row.request),
        answer=row.answer and from_json(row.answer),
    )
