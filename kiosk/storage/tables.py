"""The tables, as the newest migration leaves them.

What is kept of a person is as little as possible: of these tables, names, numbers and addresses
stand in `outbox.content` and `requests.content` alone, and are erased there as soon as the file is
delivered, the request answered. `desk_tables` has what staff look people up by, for a time.
"""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

JAPAN: Final = ZoneInfo("Asia/Tokyo")


class Instant(TypeDecorator[datetime]):
    """An aware time: kept in UTC, given back in Japan's zone; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is never kept")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(JAPAN)


metadata: Final = MetaData()

check_ins: Final = Table(
    "check_ins",
    metadata,
    Column("id", String(36), primary_key=True),  # a UUID of its own, not the session
    Column("at", Instant(), nullable=False, index=True),
    Column("kiosk", String(64), nullable=False),
    Column("verified_by", String(16), nullable=False),
    Column("validity", String(1), nullable=True),
    Column("medical_institution_code", String(10), nullable=False),
    Column("arbitrary_file_identifier", String(64), nullable=False),
    Column("doubts", Text(), nullable=False, server_default="[]"),  # JSON: code, element, result
    Column("face_failures", Integer(), nullable=False, server_default="0"),
)

consents: Final = Table(
    "consents",
    metadata,
    Column(
        "check_in", String(36), ForeignKey("check_ins.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("information", String(64), primary_key=True),
    Column("given", Boolean(), nullable=False),
    Column("consented_at", Instant(), nullable=True),
    Column("available_until", Instant(), nullable=True),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("at", Instant(), nullable=False, index=True),
    Column("kiosk", String(64), nullable=False),
    Column("session", Integer(), nullable=False),
    Column("what", String(64), nullable=False),
    Column("details", Text(), nullable=False),  # a JSON object
    sqlite_autoincrement=True,  # a number is never given twice
)

outbox: Final = Table(
    "outbox",
    metadata,
    Column("number", Integer(), primary_key=True),
    # None for what is no confirmed reception's: answers, provisional receptions
    Column("check_in", String(36), ForeignKey("check_ins.id", ondelete="CASCADE"), nullable=True),
    Column("kiosk", String(64), nullable=False),  # who delivers it; nobody else does
    Column("folder", String(8), nullable=False),
    Column("name", String(128), nullable=False),
    Column("content", LargeBinary(), nullable=True),  # NULL once delivered
    Column("kept_at", Instant(), nullable=False),
    Column("attempts", Integer(), nullable=False),
    Column("last_attempt_at", Instant(), nullable=True),
    Column("last_fault", String(64), nullable=True),
    Column("staged_at", Instant(), nullable=True),
    Column("staged_in", String(64), nullable=True),  # the mark of the folder where it lies
    Column("set_aside_at", Instant(), nullable=True),  # it failed by itself; later ones went on
    Column("delivered_at", Instant(), nullable=True, index=True),
    CheckConstraint("(content IS NULL) = (delivered_at IS NOT NULL)", name="erased_if_delivered"),
    CheckConstraint("(staged_at IS NULL) = (staged_in IS NULL)", name="staged_somewhere"),
    UniqueConstraint("folder", "name", name="uq_outbox_folder_name"),
    Index("ix_outbox_check_in", "check_in"),
    sqlite_autoincrement=True,
)

folders: Final = Table(
    "folders",
    metadata,
    Column("kiosk", String(64), primary_key=True),
    Column("folder", String(8), primary_key=True),
    Column("mark", String(64), nullable=True),  # what was found in it when it was last written
    Column("fault", String(64), nullable=True),  # why nothing can be delivered into it
    Column("since", Instant(), nullable=True),
)

provisional_receptions: Final = Table(
    "provisional_receptions",
    metadata,
    Column("reception", String(36), primary_key=True),
    Column("day", Date(), nullable=False),  # Japan's
    Column("number", Integer(), nullable=False),  # of the day
    Column("kiosk", String(64), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("verified_by", String(16), nullable=False),
    Column("face_failures", Integer(), nullable=False),
    Column("settled_at", Instant(), nullable=True, index=True),
    Column("validity", String(1), nullable=True),
    UniqueConstraint("day", "number", name="uq_provisional_receptions_day_number"),
)

requests: Final = Table(
    "requests",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("kiosk", String(64), nullable=False),  # who answers it
    Column("name", String(128), nullable=False, unique=True),
    Column("content", LargeBinary(), nullable=True),  # NULL once answered
    Column("digest", LargeBinary(), nullable=True),  # salted and slow: tells a repetition apart
    Column("received_at", Instant(), nullable=False),
    Column("sent_at", Instant(), nullable=True),
    Column("answered_at", Instant(), nullable=True, index=True),
    CheckConstraint("(content IS NULL) = (answered_at IS NOT NULL)", name="erased_if_answered"),
    CheckConstraint("(content IS NULL) = (digest IS NOT NULL)", name="digest_if_erased"),
    sqlite_autoincrement=True,
)

# A day's key and its tries go together: without the key, no row can be told to be any card's.
face_days: Final = Table(
    "face_days",
    metadata,
    Column("day", Date(), primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)

face_tries: Final = Table(
    "face_tries",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("day", Date(), ForeignKey("face_days.day", ondelete="CASCADE"), nullable=False),
    Column("card", LargeBinary(32), nullable=False),  # HMAC-SHA256 under the day's key
    Index("ix_face_tries_day_card", "day", "card"),
    sqlite_autoincrement=True,  # a charge given back twice is never another one's
)
