"""`kiosk.ports.desk.paper` over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.claim import ClaimKind
from kiosk.domain.insurance import number_key
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.domain.session import NO_SESSION
from kiosk.ports.desk.paper import DeskReception, Draft, Saved
from kiosk.ports.records import AuditEntry
from kiosk.storage.check_ins import add_audit
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.paper_json import form_from_json, form_to_json
from kiosk.storage.desk_tables import OPEN_NEEDS, reception_details, staff, visits
from kiosk.storage.desk_tables import desk_receptions as table
from kiosk.storage.details import name_columns
from kiosk.storage.provisional import kiosk_of, settle

_began: Final = staff.alias("began")
_changed: Final = staff.alias("changed")
_RECEPTIONS: Final[Select[*tuple[Any, ...]]] = (
    select(table, _began.c.name.label("began_by"), _changed.c.name.label("changer"))
    .join_from(table, _began, _began.c.id == table.c.staff, isouter=True)
    .join(_changed, _changed.c.id == table.c.changed_by, isouter=True)
)


class SqlPaper:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def begin(self, draft: Draft, visit: str | None, at: datetime) -> bool:
        taken = [table.c.id == draft.id, *([table.c.visit == visit] if visit else [])]
        with self._database.writing() as connection:
            if connection.execute(select(exists().where(or_(*taken)))).scalar():
                return False
            connection.execute(
                insert(table).values(
                    id=draft.id,
                    visit=visit,
                    began_at=at,
                    staff=draft.staff,
                    form=form_to_json(draft.form),
                    changed_at=at,
                    changed_by=draft.staff,
                )
            )
            return True

    def find(self, reception: str) -> DeskReception | None:
        with self._database.reading() as connection:
            return _first(connection, _RECEPTIONS.where(table.c.id == reception))

    def of_visit(self, visit: str) -> DeskReception | None:
        with self._database.reading() as connection:
            return _first(connection, _RECEPTIONS.where(table.c.visit == visit))

    def unfinished(self, limit: int = 50) -> Sequence[DeskReception]:
        query = _RECEPTIONS.where(table.c.recorded_at.is_(None), table.c.form.is_not(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(table.c.began_at.desc()).limit(limit))
            return tuple(_reception(row) for row in rows)

    def save(self, draft: Draft, at: datetime) -> Saved:
        with self._database.writing() as connection:
            return _write(connection, draft, at, {}, table.c.recorded_at.is_(None))

    def record(self, draft: Draft, claim: ClaimKind, at: datetime) -> Saved:
        if draft.form.way is None:
            raise ValueError("a reception without a way of confirmation is never recorded")
        with self._database.writing() as connection:
            before = _first(connection, _RECEPTIONS.where(table.c.id == draft.id))
            first = before.recorded_at if before else None
            more = {"recorded_at": first or at, "way": draft.form.way.value, "claim": claim.value}
            saved = _write(connection, draft, at, more)
            if saved is Saved.DONE and before is not None:
                _keep_details(connection, draft, first or at)
                _deal_with(connection, before.visit, draft.staff, at)
                if before.visit and claim is ClaimKind.CURRENT:
                    _settle(connection, before.visit, draft, at)
            return saved

    def discard(self, reception: str, version: int) -> Saved:
        mine = (table.c.id == reception, table.c.recorded_at.is_(None))
        with self._database.writing() as connection:
            gone = connection.execute(delete(table).where(*mine, table.c.version == version))
            if gone.rowcount:
                return Saved.DONE
            held = connection.execute(select(exists().where(*mine))).scalar()
            return Saved.OVERTAKEN if held else Saved.GONE


def _write(
    connection: Connection,
    draft: Draft,
    at: datetime,
    more: Mapping[str, object],
    *only: ColumnElement[bool],
) -> Saved:
    """Write over the version that was seen, and no other."""
    values: dict[str, object] = {
        "form": form_to_json(draft.form),
        "version": draft.version + 1,
        "changed_at": at,
        "changed_by": draft.staff,
        **more,
    }
    held = (table.c.id == draft.id, table.c.form.is_not(None), *only)
    changed = connection.execute(
        update(table).where(*held, table.c.version == draft.version).values(values)
    )
    if changed.rowcount:
        return Saved.DONE
    there = connection.execute(select(exists().where(*held))).scalar()
    return Saved.OVERTAKEN if there else Saved.GONE


def _keep_details(connection: Connection, draft: Draft, at: datetime) -> None:
    """Keep who it was, beside what the kiosk kept of the same visit."""
    person = _person(draft.form)
    connection.execute(
        upsert(reception_details)
        .values(reception=draft.id, at=at, **person)
        .on_conflict_do_update(index_elements=[reception_details.c.reception], set_=person)
    )


def _person(form: PaperForm) -> dict[str, str | None]:
    number = form.value(Field.NUMBER) or form.value(Field.OLD_NUMBER)
    others = {"birthdate": form.value(Field.BIRTHDATE), "number_key": number_key(number)}
    known = {column: value for column, value in others.items() if value}
    return name_columns(form.value(Field.NAME), form.value(Field.KANA)) | known


def _deal_with(connection: Connection, visit: str | None, by: int, at: datetime) -> None:
    connection.execute(
        update(visits).where(visits.c.id == visit, OPEN_NEEDS).values(handled_at=at, handled_by=by)
    )


def _settle(connection: Connection, visit: str, draft: Draft, at: datetime) -> None:
    """End a provisional reception: the insurance of its day is known, whoever told it."""
    kiosk = kiosk_of(connection, visit)
    if kiosk is not None and settle(connection, visit, None, at):
        way = draft.form.way.value if draft.form.way else ""
        entry = AuditEntry("provisional_settled", NO_SESSION, {"way": way, "staff": draft.staff})
        add_audit(connection, entry, kiosk, at)


def _first(connection: Connection, query: Select[*tuple[Any, ...]]) -> DeskReception | None:
    row = connection.execute(query).first()
    return _reception(row) if row else None


def _reception(row: Row[*tuple[Any, ...]]) -> DeskReception:
    return DeskReception(
        id=row.id,
        visit=row.visit,
        began_at=row.began_at,
        staff=row.began_by,
        form=form_from_json(row.form) if row.form else None,
        way=row.way,
        claim=row.claim,
        recorded_at=row.recorded_at,
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changer,
    )
