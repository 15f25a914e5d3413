"""Erases what the records have kept for long enough, in batches (decision 0021)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from kiosk.ports.query_book import QueryFault
from kiosk.storage.desk_tables import desk_receptions, orders, queries, reception_details, visits
from kiosk.storage.tables import (
    audit,
    check_ins,
    outbox,
    provisional_receptions,
    requests,
)

BATCH: Final = 200  # rows of a table in one transaction: some milliseconds


def forget_people(connection: Connection, before: datetime, at: datetime) -> tuple[int, ...]:
    """Erase whom receptions were of; return how many rows of each kind were.

    A draft of staff's that nobody has recorded is nothing without its form, and goes with it.
    """
    form, asked = desk_receptions.c, queries.c
    old_query = (
        asked.at < before,
        or_(asked.request.is_not(None), asked.answer.is_not(None), asked.answered_at.is_(None)),
    )
    draft = (form.recorded_at.is_(None), form.changed_at < before)
    paper = (form.form.is_not(None), form.changed_at < before)
    details = (reception_details.c.at < before,)
    unanswered = {
        "answered_at": func.coalesce(asked.answered_at, at),
        "fault": func.iif(asked.answered_at.is_(None), QueryFault.TOO_OLD.value, asked.fault),
    }
    return (
        _delete(connection, reception_details.c.reception, *details),
        _delete(connection, form.id, *draft),
        _change(connection, form.id, {"form": None}, *paper),
        _change(connection, asked.id, {"request": None, "answer": None, **unanswered}, *old_query),
    )


def forget_history(connection: Connection, before: datetime) -> tuple[int, ...]:
    """Delete what happened; return how many rows of each kind were. What waits is never old."""
    return tuple(_delete(connection, key, *old) for key, *old in _history(before))


def _history(before: datetime) -> Iterator[tuple[Any, ...]]:
    waiting = exists().where(outbox.c.check_in == check_ins.c.id, outbox.c.delivered_at.is_(None))
    yield visits.c.id, visits.c.began_at < before
    yield outbox.c.number, outbox.c.delivered_at < before
    yield check_ins.c.id, check_ins.c.at < before, ~waiting  # consents go with them
    yield provisional_receptions.c.reception, provisional_receptions.c.at < before
    yield requests.c.number, requests.c.answered_at < before
    yield queries.c.id, queries.c.at < before, queries.c.answered_at.is_not(None)
    yield desk_receptions.c.id, desk_receptions.c.began_at < before
    yield orders.c.number, orders.c.at < before
    yield audit.c.number, audit.c.at < before


def _delete(connection: Connection, key: Column[Any], *old: ColumnElement[bool]) -> int:
    batch = select(key).where(*old).limit(BATCH)
    return connection.execute(delete(key.table).where(key.in_(batch))).rowcount


def _change(
    connection: Connection, key: Column[Any], values: dict[str, Any], *old: ColumnElement[bool]
) -> int:
    batch = select(key).where(*old).limit(BATCH)
    return connection.execute(update(key.table).where(key.in_(batch)).values(values)).rowcount
