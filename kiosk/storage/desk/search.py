"""Finds receptions by an index, newest first, a page at a time (keyset: no page is counted off).

Whoever looks for somebody asks two things: which receptions are theirs, from a covering index of
`reception_details` alone, and then the lines of one page of them. A single statement would walk
through every visit in the order of time instead (measured: seconds over 200,000).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, false, or_, select, text, union

from kiosk.domain.insurance import number_key
from kiosk.ports.desk.today import After, Found, Line, Wanted
from kiosk.storage.desk.lines import PAPER, VISITS, line_of_paper, line_of_visit
from kiosk.storage.desk_tables import desk_receptions, reception_details, visits

_LAST: Final = "\U0010ffff"
# The plus keeps SQLite from walking through the index of the time to spare itself a sort.
_NEWEST: Final = (text("+theirs.at DESC"), text("theirs.reception DESC"))


def found(connection: Connection, wanted: Wanted, after: After | None, limit: int) -> Found:
    """Return a page of what fits."""
    if wanted.personal:
        return _of_somebody(connection, wanted, after, limit)
    lines: dict[str, Line] = {}
    if wanted.method != "paper":
        for row in connection.execute(_page(VISITS, _of_visits(wanted), visits.c, after, limit)):
            lines.setdefault(row.id, line_of_visit(row))
    if _may_be_on_paper(wanted):
        recorded = (
            desk_receptions.c.recorded_at.is_not(None),
            *_between(wanted, desk_receptions.c.began_at),
        )
        for row in connection.execute(_page(PAPER, recorded, desk_receptions.c, after, limit)):
            lines.setdefault(row.id, line_of_paper(row))
    newest = sorted(lines.values(), key=lambda line: (line.began_at, line.id), reverse=True)
    page = newest[:limit]
    more = len(newest) > limit
    return Found(page, After(page[-1].began_at, page[-1].id) if more else None)


def _of_somebody(connection: Connection, wanted: Wanted, after: After | None, limit: int) -> Found:
    columns = reception_details.c
    query = select(columns.reception, columns.at).where(*_of_person(wanted, columns))
    query = query.where(*_between(wanted, columns.at), *_of_kind(wanted))
    if after is not None:
        query = query.where(
            or_(
                columns.at < after.began_at,
                (columns.at == after.began_at) & (columns.reception < after.id),
            )
        )
    # A statement for each way of being named, each by its own index: an "or" would read the rows.
    theirs = union(*(query.where(*named) for named in _named(wanted, columns))).subquery("theirs")
    newest = select(theirs).order_by(*_NEWEST).limit(limit + 1)
    rows: Sequence[Any] = connection.execute(newest).all()
    page = rows[:limit]
    lines = _lines(connection, [row.reception for row in page])
    more = len(rows) > limit
    return Found(
        tuple(lines[row.reception] for row in page if row.reception in lines),
        After(page[-1].at, page[-1].reception) if more else None,
    )


def _lines(connection: Connection, receptions: Sequence[str]) -> dict[str, Line]:
    at_kiosks = connection.execute(VISITS.where(visits.c.id.in_(receptions)))
    at_desk = connection.execute(PAPER.where(desk_receptions.c.id.in_(receptions)))
    lines = {row.id: line_of_visit(row) for row in at_kiosks}
    return {row.id: line_of_paper(row) for row in at_desk} | lines


def _of_kind(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what the visits or the desk's receptions themselves must fit, if anything."""
    if not (wanted.kiosk or wanted.method or wanted.outcome):
        return
    kinds: list[ColumnElement[bool]] = []
    if wanted.method != "paper":
        there = select(visits.c.id).where(visits.c.id == reception_details.c.reception)
        kinds.append(there.where(*_of_visits(wanted, dated=False)).exists())
    if _may_be_on_paper(wanted):
        there = select(desk_receptions.c.id)
        same = desk_receptions.c.id == reception_details.c.reception
        kinds.append(there.where(same, desk_receptions.c.recorded_at.is_not(None)).exists())
    yield or_(false(), *kinds)


def _may_be_on_paper(wanted: Wanted) -> bool:
    on_paper = {"", "paper"}
    return not wanted.kiosk and wanted.method in on_paper and wanted.outcome in on_paper


def _page(
    query: Select[*tuple[Any, ...]],
    conditions: Sequence[ColumnElement[bool]],
    columns: Any,  # noqa: ANN401 - the columns of whichever table
    after: After | None,
    limit: int,
) -> Select[*tuple[Any, ...]]:
    query = query.where(*conditions)
    if after is not None:
        query = query.where(
            columns.began_at <= after.began_at,  # what the index can use
            or_(columns.began_at < after.began_at, columns.id < after.id),
        )
    # Twice as many: a visit stands twice when two drafts on paper are its.
    return query.order_by(columns.began_at.desc(), columns.id.desc()).limit(2 * limit + 1)


def _of_visits(wanted: Wanted, *, dated: bool = True) -> list[ColumnElement[bool]]:
    conditions = list(_between(wanted, visits.c.began_at)) if dated else []
    if wanted.kiosk:
        conditions.append(visits.c.kiosk == wanted.kiosk)
    if wanted.method:
        conditions.append(visits.c.verified_by == wanted.method)
    if wanted.outcome:
        conditions.append(visits.c.outcome == wanted.outcome)
    return conditions


def _between(wanted: Wanted, column: ColumnElement[datetime]) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield column >= wanted.since
    if wanted.until:
        yield column < wanted.until


def _named(wanted: Wanted, columns: Any) -> Iterator[list[ColumnElement[bool]]]:  # noqa: ANN401 - the columns of a table
    """Yield each way in which the typed names can be somebody's: whole, or the given name alone."""
    kana = (columns.kana_key, columns.given_key) if wanted.kana else (None,)
    name = (columns.name, columns.given) if wanted.name else (None,)
    for kana_column, name_column in product(kana, name):
        begins = ((kana_column, wanted.kana), (name_column, wanted.name))
        yield [
            condition
            for column, typed in begins
            if column is not None
            for condition in (column >= typed, column < typed + _LAST)
        ]


def _of_person(wanted: Wanted, columns: Any) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401 - the columns of a table
    if wanted.birthdate:
        yield columns.birthdate == wanted.birthdate
    for number in wanted.numbers:
        # Two searches by an index: one that is either's would read the whole table.
        by_number = select(columns.reception).where(columns.number_key == number_key(number))
        by_reference = select(columns.reception).where(columns.reference_number == number)
        yield columns.reception.in_(union(by_number, by_reference))
