"""Finds receptions by an index, newest first, a page at a time (keyset: no page is counted off)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select, union

from kiosk.domain.insurance import number_key
from kiosk.ports.desk.today import After, Found, Line, Wanted
from kiosk.storage.desk.lines import PAPER, VISITS, line_of_paper, line_of_visit
from kiosk.storage.desk_tables import desk_receptions, reception_details, visits

_LAST = "\U0010ffff"


def found(connection: Connection, wanted: Wanted, after: After | None, limit: int) -> Found:
    """Return a page of what fits."""
    lines: dict[str, Line] = {}
    if wanted.method != "paper":
        query = VISITS.where(*_of_visits(wanted), *_of_person(wanted))
        for row in connection.execute(_page(query, visits.c, after, limit)):
            lines.setdefault(row.id, line_of_visit(row))
    if not wanted.kiosk and wanted.method in {"", "paper"} and wanted.outcome in {"", "paper"}:
        query = PAPER.where(
            desk_receptions.c.recorded_at.is_not(None),
            *_between(wanted, desk_receptions.c.began_at),
            *_of_person(wanted),
        )
        for row in connection.execute(_page(query, desk_receptions.c, after, limit)):
            lines.setdefault(row.id, line_of_paper(row))
    newest = sorted(lines.values(), key=lambda line: (line.began_at, line.id), reverse=True)
    page = newest[:limit]
    more = len(newest) > limit
    return Found(page, After(page[-1].began_at, page[-1].id) if more else None)


def _page(
    query: Select[*tuple[Any, ...]],
    columns: Any,  # noqa: ANN401 - the columns of whichever table
    after: After | None,
    limit: int,
) -> Select[*tuple[Any, ...]]:
    if after is not None:
        query = query.where(
            columns.began_at <= after.began_at,  # what the index can use
            or_(columns.began_at < after.began_at, columns.id < after.id),
        )
    # Twice as many: a visit stands twice when two drafts on paper are its.
    return query.order_by(columns.began_at.desc(), columns.id.desc()).limit(2 * limit + 1)


def _of_visits(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from _between(wanted, visits.c.began_at)
    if wanted.kiosk:
        yield visits.c.kiosk == wanted.kiosk
    if wanted.method:
        yield visits.c.verified_by == wanted.method
    if wanted.outcome:
        yield visits.c.outcome == wanted.outcome


def _between(wanted: Wanted, column: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield column >= wanted.since
    if wanted.until:
        yield column < wanted.until


def _of_person(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    columns = reception_details.c
    if wanted.kana:
        yield columns.kana_key >= wanted.kana
        yield columns.kana_key < wanted.kana + _LAST
    if wanted.name:
        yield columns.name >= wanted.name
        yield columns.name < wanted.name + _LAST
    if wanted.birthdate:
        yield columns.birthdate == wanted.birthdate
    for number in wanted.numbers:
        # Two searches by an index: one that is either's would read the whole table.
        by_number = select(columns.reception).where(columns.number_key == number_key(number))
        by_reference = select(columns.reception).where(columns.reference_number == number)
        yield columns.reception.in_(union(by_number, by_reference))
