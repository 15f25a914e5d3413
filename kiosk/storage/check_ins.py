"""Check-ins and their consents, and the audit log: what was done. Whom it was done to is apart."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt
from kiosk.ports.records import AuditEntry, KeptCheckIn
from kiosk.storage.details import add_details, tell_anew
from kiosk.storage.tables import audit, check_ins, consents


def holds(connection: Connection, reception: str) -> bool:
    """Tell whether a reception is kept."""
    found = connection.execute(select(check_ins.c.id).where(check_ins.c.id == reception))
    return found.first() is not None


def add_check_in(connection: Connection, kept: KeptCheckIn, kiosk: str, at: datetime) -> None:
    """Write check-in and consents, and for a time whom it was of."""
    number, check_in = kept.reception, kept.check_in
    confirmation = check_in.confirmation
    connection.execute(
        insert(check_ins).values(
            id=number,
            at=at,
            kiosk=kiosk,
            verified_by=check_in.verified_by.value,
            validity=confirmation.validity and confirmation.validity.value,
            medical_institution_code=confirmation.medical_institution_code,
            arbitrary_file_identifier=confirmation.arbitrary_file_identifier,
            doubts=_doubts(kept.doubts),
            face_failures=check_in.face_failures,
        )
    )
    if rows := _consent_rows(number, check_in):
        connection.execute(insert(consents), rows)
    add_details(connection, number, check_in, at)


def add_consents(connection: Connection, kept: KeptCheckIn) -> bool:
    """Add the consents of a form to a kept reception; False where it has some already."""
    found = connection.execute(
        select(consents.c.check_in).where(consents.c.check_in == kept.reception)
    )
    rows = _consent_rows(kept.reception, kept.check_in)
    if found.first() is not None or not rows:
        return False
    connection.execute(insert(consents), rows)
    tell_anew(connection, kept.reception, kept.check_in)
    return True


def add_audit(connection: Connection, entry: AuditEntry, kiosk: str, at: datetime) -> None:
    """Append one audit entry."""
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
    connection.execute(
        insert(audit).values(
            at=at, kiosk=kiosk, session=entry.session, what=entry.what, details=details
        )
    )


def _doubts(found: Sequence[Doubt]) -> str:
    """Write doubts down: which element, never what stands there."""
    return json.dumps([[each.code.value, each.element, each.result] for each in found])


def _consent_rows(number: str, check_in: CheckIn) -> list[dict[str, object]]:
    recorded = {consent.information: consent for consent in check_in.confirmation.consents}
    rows: list[dict[str, object]] = []
    for information, given in check_in.consents.answers.items():
        times = recorded.get(information) if given else None
        rows.append(
            {
                "check_in": number,
                "information": information.value,
                "given": given,
                "consented_at": times and times.consented_at,
                "available_until": times and times.available_until,
            }
        )
    return rows
