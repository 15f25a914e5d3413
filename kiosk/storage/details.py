"""Whom a reception was of: what staff look it up by, kept for a time only (decision 0021)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, update

from kiosk.domain.check_in import CheckIn
from kiosk.domain.insurance import number_key
from kiosk.domain.names import given_name, kana_key
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.qualification import Qualification
from kiosk.domain.qualification_tree import tree_of
from kiosk.storage.desk_tables import reception_details
from kiosk.storage.message_json import to_json

UTF_8: Final = "0"
"""CharacterCodeIdentifier (OQSCD005) of a message that loses no character."""


def add_details(connection: Connection, reception: str, check_in: CheckIn, at: datetime) -> None:
    """Write whom a kept reception was of, and the service's whole answer.

    Of several results the first names the patient; the message has all of them. 公費受給者証 (PMH)
    are no part of it and stand beside it.
    """
    confirmation = check_in.confirmation
    first = next(iter(confirmation.results), Qualification())
    connection.execute(
        insert(reception_details).values(
            reception=reception,
            at=at,
            message=to_json(tree_of(confirmation, check_in.consents.answers, UTF_8)),
            public_expenses=_to_json(check_in.public_expenses),
            **person_columns(first),
        )
    )


def tell_anew(connection: Connection, reception: str, check_in: CheckIn) -> None:
    """Put the service's newer answer in the place of the one that is kept, if it still is."""
    table = reception_details
    message = to_json(tree_of(check_in.confirmation, check_in.consents.answers, UTF_8))
    kept = table.c.reception == reception
    connection.execute(update(table).where(kept).values(message=message))


def expenses_from_json(text: str | None) -> tuple[PublicExpense, ...]:
    """Read the 公費受給者証 that the patient wants to use."""
    return tuple(PublicExpense(**each) for each in json.loads(text)) if text else ()


def _to_json(expenses: Sequence[PublicExpense]) -> str | None:
    if not expenses:
        return None
    return json.dumps([asdict(each) for each in expenses], ensure_ascii=False)


def person_columns(record: Qualification) -> dict[str, str | None]:
    """Return what somebody is found by, as far as it is known."""
    others = {
        "birthdate": record.birthdate,
        "number_key": number_key(record.insured_identification_number),
        "reference_number": record.reference_number,
    }
    known = {column: value for column, value in others.items() if value}
    return name_columns(record.name, record.name_kana) | known


def name_columns(name: str | None, kana: str | None) -> dict[str, str | None]:
    """Return what a name and its kana are found by; one that is not known says nothing."""
    columns: dict[str, str | None] = {}
    if name:
        columns |= {"name": name, "given": given_name(name) or None}
    if kana:
        given = given_name(kana)
        columns |= {"kana": kana, "kana_key": kana_key(kana), "given_key": kana_key(given) or None}
    return columns
