"""`kiosk.ports.desk.today` over SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from kiosk.ports.desk.kiosks import KioskState
from kiosk.ports.desk.orders import Outcome, What
from kiosk.ports.desk.today import After, CaseFile, Day, Found, Line, TakenUp, Wanted
from kiosk.storage import folders
from kiosk.storage.desk import case_file, search
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.lines import PAPER, VISITS, line_of_paper, line_of_visit
from kiosk.storage.desk_tables import OPEN_NEEDS, desk_receptions, kiosks, orders, staff, visits


class SqlToday:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def day(self, since: datetime) -> Day:
        with self._database.reading() as connection:
            needed = _needed(connection)
            return Day(
                lines=_lines_since(connection, since),
                needed=needed,
                taken_up=_taken_up(connection, [line.id for line in needed]),
                kiosks=_kiosks(connection),
                delivery_faults=folders.faults(connection),
            )

    def case(self, number: str) -> CaseFile | None:
        with self._database.reading() as connection:
            return case_file.read(connection, number)

    def search(self, wanted: Wanted, after: After | None = None, limit: int = 50) -> Found:
        with self._database.reading() as connection:
            return search.found(connection, wanted, after, limit)

    def handle(self, visit: str, needs: str, member: int, at: datetime) -> bool:
        with self._database.writing() as connection:
            changed = connection.execute(
                update(visits)
                .where(visits.c.id == visit, visits.c.needs == needs, OPEN_NEEDS)
                .values(handled_at=at, handled_by=member)
            )
            return changed.rowcount > 0

    def reopen(self, visit: str, handled_at: datetime) -> bool:
        with self._database.writing() as connection:
            changed = connection.execute(
                update(visits)
                .where(visits.c.id == visit, visits.c.handled_at == handled_at)
                .values(handled_at=None, handled_by=None)
            )
            return changed.rowcount > 0


def _kiosks(connection: Connection) -> tuple[KioskState, ...]:
    rows = connection.execute(select(*kiosks.c).order_by(kiosks.c.kiosk)).mappings()
    return tuple(KioskState(**row) for row in rows)


def _lines_since(connection: Connection, since: datetime) -> tuple[Line, ...]:
    """Return the visits since a time, and what staff recorded without one; newest first."""
    at_desk = connection.execute(PAPER.where(desk_receptions.c.began_at >= since))
    papers = {line.id: line for line in map(line_of_paper, at_desk)}
    at_kiosks = connection.execute(VISITS.where(visits.c.began_at >= since))
    lines = [_named(line, papers) for line in _once(map(line_of_visit, at_kiosks))]
    taken = {line.paper for line in lines}
    lines += [line for line in papers.values() if line.id not in taken]
    return tuple(sorted(lines, key=lambda line: (line.began_at, line.id), reverse=True))


def _named(line: Line, papers: Mapping[str, Line]) -> Line:
    """Name who left a kiosk without a reception and was received on paper."""
    paper = papers.get(line.paper or "")
    if paper is None or line.name:
        return line
    return replace(line, name=paper.name, kana=paper.kana, birthdate=paper.birthdate)


def _needed(connection: Connection) -> tuple[Line, ...]:
    rows = connection.execute(VISITS.where(OPEN_NEEDS).order_by(visits.c.needs_since))
    return tuple(_once(map(line_of_visit, rows)))


def _taken_up(connection: Connection, needed: Sequence[str]) -> Mapping[str, TakenUp]:
    """Return who is on the way or looks; a look that was stopped or refused is nobody's."""
    rows = connection.execute(
        select(orders.c.visit, orders.c.what, orders.c.outcome, staff.c.name)
        .join_from(orders, staff, staff.c.id == orders.c.staff)
        .where(orders.c.visit.in_(needed))
        .order_by(orders.c.number)
    )
    found: dict[str, TakenUp] = {}
    for row in rows:
        what, stands = What(row.what), row.outcome in {None, Outcome.DONE.value}
        if what is What.STOP_CHECK and stands:
            found.pop(row.visit, None)
        elif what is What.HELP_COMING or (stands and what is not What.STOP_CHECK):
            found[row.visit] = TakenUp(what, row.name)
    return found


def _once(lines: Iterable[Line]) -> Iterable[Line]:
    """Keep one line of a visit that has several drafts: the last."""
    return {line.id: line for line in lines}.values()
