"""Check-ins and their consents, and the audit log: what was done, not to whom."""

import json
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert

from kiosk.domain.check_in import CheckIn
from kiosk.ports.records import AuditEntry
from kiosk.storage.tables import audit, check_ins, consents


def add_check_in(connection: Connection, check_in: CheckIn, kiosk: str, at: datetime) -> str:
    """Write check-in and consents; return the check-in's id."""
    number, confirmation = str(uuid4()), check_in.confirmation
    connection.execute(
        insert(check_ins).values(
            id=number,
            at=at,
            kiosk=kiosk,
            verified_by=check_in.verified_by.value,
            validity=confirmation.validity and confirmation.validity.value,
            medical_institution_code=confirmation.medical_institution_code,
            arbitrary_file_identifier=confirmation.arbitrary_file_identifier,
        )
    )
    if rows := _consent_rows(number, check_in):
        connection.execute(insert(consents), rows)
    return number


def add_audit(connection: Connection, entry: AuditEntry, kiosk: str, at: datetime) -> None:
    """Append one audit entry."""
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
    connection.execute(
        insert(audit).values(
            at=at, kiosk=kiosk, session=entry.session, what=entry.what, details=details
        )
    )


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
