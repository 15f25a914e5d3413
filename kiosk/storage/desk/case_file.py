"""Everything of one visit or reception, for its page."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.ports.desk.kiosks import KioskState
from kiosk.ports.desk.today import (
    CaseFile,
    FileState,
    Happening,
    KeptConsent,
    KeptFacts,
    PaperFacts,
    Person,
    ProvisionalFacts,
    VisitFacts,
)
from kiosk.storage.desk_tables import desk_receptions, kiosks, reception_details, staff, visits
from kiosk.storage.details import expenses_from_json
from kiosk.storage.message_json import from_json
from kiosk.storage.tables import audit, check_ins, consents, outbox, provisional_receptions

_AROUND: Final = timedelta(seconds=5)
"""A session's number begins anew with each start of a kiosk: its entries are near its times."""
_LONGEST: Final = timedelta(hours=1)


def read(connection: Connection, number: str) -> CaseFile | None:
    """Return the case of an id, None where there is none."""
    visit, kept = _visit(connection, number), _kept(connection, number)
    paper, provisional = _paper(connection, number), _provisional(connection, number)
    if visit is None and kept is None and paper is None and provisional is None:
        return None
    kiosk = (visit and visit.kiosk) or (kept and kept.kiosk)
    return CaseFile(
        id=number,
        visit=visit,
        kept=kept,
        consents=_consents(connection, number),
        person=_person(connection, number),
        files=_files(connection, number),
        provisional=provisional,
        paper=paper,
        happenings=_happenings(connection, visit) if visit else (),
        kiosk=_kiosk(connection, kiosk) if kiosk else None,
    )


def _visit(connection: Connection, number: str) -> VisitFacts | None:
    checking, handling = staff.alias("checking"), staff.alias("handling")
    row = connection.execute(
        select(visits, checking.c.name.label("checked_by"), handling.c.name.label("handler"))
        .join_from(visits, checking, checking.c.id == visits.c.staff, isouter=True)
        .join(handling, handling.c.id == visits.c.handled_by, isouter=True)
        .where(visits.c.id == number)
    ).first()
    if row is None:
        return None
    return VisitFacts(
        kiosk=row.kiosk,
        session=row.session,
        began_at=row.began_at,
        ended_at=row.ended_at,
        state=row.state,
        step=row.step,
        needs=row.needs,
        needs_since=row.needs_since,
        outcome=row.outcome,
        verified_by=row.verified_by,
        token=row.token,
        pin_failures=row.pin_failures,
        face_failures=row.face_failures,
        help_asked=row.help_asked,
        certificate=row.certificate,
        portrait_shown=None if row.portrait_shown is None else bool(row.portrait_shown),
        checked_by=row.checked_by,
        reason=row.reason,
        handled_at=row.handled_at,
        handled_by=row.handler,
        shape=row.shape,
    )


def _kept(connection: Connection, number: str) -> KeptFacts | None:
    row = connection.execute(select(check_ins).where(check_ins.c.id == number)).first()
    if row is None:
        return None
    return KeptFacts(
        at=row.at,
        kiosk=row.kiosk,
        verified_by=row.verified_by,
        validity=row.validity,
        institution=row.medical_institution_code,
        identifier=row.arbitrary_file_identifier,
        doubts=_doubts(row.doubts),
    )


def _doubts(text: str) -> tuple[Doubt, ...]:
    """Read doubts; a code that another release knew is left out, its words are gone as well."""
    known = {code.value: code for code in DoubtCode}
    written: list[tuple[str, str, int]] = json.loads(text)
    return tuple(
        Doubt(known[code], element, result) for code, element, result in written if code in known
    )


def _consents(connection: Connection, number: str) -> Sequence[KeptConsent]:
    rows = connection.execute(select(consents).where(consents.c.check_in == number))
    return tuple(
        KeptConsent(row.information, row.given, row.consented_at, row.available_until)
        for row in rows
    )


def _person(connection: Connection, number: str) -> Person | None:
    table = reception_details
    row = connection.execute(select(table).where(table.c.reception == number)).first()
    if row is None:
        return None
    message = from_json(row.message) if row.message else None
    expenses = expenses_from_json(row.public_expenses)
    return Person(row.name, row.kana, row.birthdate, row.reference_number, message, expenses)


def _files(connection: Connection, number: str) -> Sequence[FileState]:
    rows = connection.execute(
        select(
            outbox.c.folder,
            outbox.c.name,
            outbox.c.kept_at,
            outbox.c.delivered_at,
            outbox.c.attempts,
            outbox.c.last_fault,
            outbox.c.set_aside_at,
        )
        .where(outbox.c.check_in == number)
        .order_by(outbox.c.number)
    )
    return tuple(FileState(*row) for row in rows)


def _provisional(connection: Connection, number: str) -> ProvisionalFacts | None:
    table = provisional_receptions
    row = connection.execute(
        select(table.c.number, table.c.at, table.c.settled_at, table.c.validity).where(
            table.c.reception == number
        )
    ).first()
    return ProvisionalFacts(*row) if row else None


def _paper(connection: Connection, number: str) -> PaperFacts | None:
    """Return what staff recorded under this id, or for this visit; the last of several."""
    table = desk_receptions
    row = connection.execute(
        select(
            table.c.id,
            table.c.began_at,
            table.c.recorded_at,
            table.c.way,
            table.c.claim,
            staff.c.name,
        )
        .join_from(table, staff, staff.c.id == table.c.staff, isouter=True)
        .where((table.c.id == number) | (table.c.visit == number))
        .order_by(table.c.recorded_at.is_(None), table.c.began_at.desc())
    ).first()
    return PaperFacts(*row) if row else None


def _happenings(connection: Connection, visit: VisitFacts) -> Sequence[Happening]:
    until = _end_of(visit) + _AROUND
    rows = connection.execute(
        select(audit.c.at, audit.c.what, audit.c.details)
        .where(
            audit.c.at.between(visit.began_at - _AROUND, until),
            audit.c.kiosk == visit.kiosk,
            audit.c.session == visit.session,
        )
        .order_by(audit.c.number)
    )
    return tuple(Happening(row.at, row.what, json.loads(row.details)) for row in rows)


def _end_of(visit: VisitFacts) -> datetime:
    return visit.ended_at or visit.began_at + _LONGEST


def _kiosk(connection: Connection, kiosk: str) -> KioskState | None:
    rows = connection.execute(select(*kiosks.c).where(kiosks.c.kiosk == kiosk)).mappings()
    row = rows.first()
    return KioskState(**row) if row else None
