"""Requests of the receipt computer: kept until answered, then only told apart from repetitions."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from kiosk.ports.records import KeptRequest
from kiosk.storage.tables import requests

_SALT_BYTES: Final = 16
_COST: Final = 2**13  # about 20 ms: who a short request was about must not be found by trying

# OQSsiquc01, YZKsiquc01, TKKsiquc01: somebody waits for it, and a bulk answer takes a minute
_AT_THE_DESK: Final = "___siquc01%"


def add(connection: Connection, request: KeptRequest, kiosk: str, at: datetime) -> bool:
    """Keep a request; False: it is kept. Raises LookupError for another one of its name."""
    known = connection.execute(
        select(requests.c.content, requests.c.digest).where(requests.c.name == request.name)
    ).first()
    if known is None:
        connection.execute(
            insert(requests).values(
                kiosk=kiosk, name=request.name, content=request.content, received_at=at
            )
        )
        return True
    same = (
        known.content == request.content
        if known.content is not None
        else _is_digest_of(request.content, known.digest)
    )
    if not same:
        raise LookupError("another request has this name")
    return False


def waiting(connection: Connection, kiosk: str, limit: int) -> Sequence[KeptRequest]:
    """Return this kiosk's requests that have no answer: at the desk first, then oldest first."""
    rows = connection.execute(
        select(requests.c.name, requests.c.content, requests.c.sent_at)
        .where(requests.c.answered_at.is_(None), requests.c.kiosk == kiosk)
        .order_by(requests.c.name.not_like(_AT_THE_DESK), requests.c.number)
        .limit(limit)
    )
    return tuple(
        KeptRequest(row.name, bytes(row.content), sent=row.sent_at is not None) for row in rows
    )


def waits(connection: Connection, kiosk: str, name: str) -> bool:
    """Say whether a request of this kiosk has no answer yet."""
    found = connection.execute(
        select(requests.c.number).where(
            requests.c.name == name, requests.c.kiosk == kiosk, requests.c.answered_at.is_(None)
        )
    )
    return found.first() is not None


def sent(connection: Connection, name: str, at: datetime) -> None:
    """Note that the service may have had it. Raises LookupError for an unknown one."""
    changed = connection.execute(update(requests).where(requests.c.name == name).values(sent_at=at))
    if changed.rowcount == 0:
        raise LookupError("no request has this name")


def answered(connection: Connection, name: str, at: datetime) -> bool:
    """Erase the content; False: it was answered before. Raises LookupError for an unknown one."""
    known = connection.execute(select(requests.c.content).where(requests.c.name == name)).first()
    if known is None:
        raise LookupError("no request has this name")
    if known.content is None:
        return False
    connection.execute(
        update(requests)
        .where(requests.c.name == name)
        .values(content=None, digest=_digest(known.content), answered_at=at)
    )
    return True


def _digest(content: bytes, salt: bytes = b"") -> bytes:
    salt = salt or secrets.token_bytes(_SALT_BYTES)
    short = hashlib.sha256(content).digest()
    return salt + hashlib.scrypt(short, salt=salt, n=_COST, r=8, p=1, dklen=32)


def _is_digest_of(content: bytes, digest: bytes) -> bool:
    return hmac.compare_digest(_digest(content, digest[:_SALT_BYTES]), digest)
