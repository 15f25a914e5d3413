"""Tries by face of a card in a day: kept under a key of that day, erased with it on the next."""

import hmac
import secrets
from datetime import date
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from kiosk.domain.token import CardKey
from kiosk.ports.records import FaceCharge
from kiosk.storage.tables import face_days, face_tries

KEY_BYTES: Final = 32


def counted(connection: Connection, card: CardKey, day: date) -> int:
    """Return the tries charged to a card that day."""
    key = _key(connection, day)
    return 0 if key is None else _count(connection, _name(key, card), day)


def charge(connection: Connection, card: CardKey, day: date, most: int) -> FaceCharge | None:
    """Charge a try, or None when `most` stand already."""
    key = _key(connection, day)
    if key is None:
        key = secrets.token_bytes(KEY_BYTES)
        connection.execute(insert(face_days).values(day=day, key=key))
    name = _name(key, card)
    stand = _count(connection, name, day)
    if stand >= most:
        return None
    row = connection.execute(
        insert(face_tries).values(day=day, card=name).returning(face_tries.c.number)
    )
    return FaceCharge(row.scalar_one(), most - stand - 1)


def give_back(connection: Connection, number: int) -> None:
    """Take a charge back."""
    connection.execute(delete(face_tries).where(face_tries.c.number == number))


def has_earlier(connection: Connection, day: date) -> bool:
    """Tell whether anything of an earlier day is kept."""
    found = connection.execute(select(face_days.c.day).where(face_days.c.day < day).limit(1))
    return found.first() is not None


def forget_earlier(connection: Connection, day: date) -> None:
    """Erase the keys of earlier days, and with them their tries."""
    connection.execute(delete(face_days).where(face_days.c.day < day))


def _key(connection: Connection, day: date) -> bytes | None:
    return connection.execute(select(face_days.c.key).where(face_days.c.day == day)).scalar()


def _count(connection: Connection, name: bytes, day: date) -> int:
    return connection.execute(
        select(func.count())
        .select_from(face_tries)
        .where(face_tries.c.day == day, face_tries.c.card == name)
    ).scalar_one()


def _name(key: bytes, card: CardKey) -> bytes:
    return hmac.digest(key, card.digest, "sha256")
