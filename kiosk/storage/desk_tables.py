"""The tables that kiosk and console share: what happens now, who works here, what staff recorded.

Personal data stand in three columns alone, each erased when its time is over (decision 0021):
`reception_details` whole, `desk_receptions.form`, `queries.request` and `queries.answer`.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    or_,
)

from kiosk.storage.tables import Instant, metadata

# ------------------------------------------------------------ what happens, told by each kiosk
kiosks: Final = Table(
    "kiosks",
    metadata,
    Column("kiosk", String(64), primary_key=True),
    Column("version", String(32), nullable=False),
    Column("started_at", Instant(), nullable=False),
    Column("beat_at", Instant(), nullable=False),  # it lives while this is young
    Column("stopped_at", Instant(), nullable=True),  # ended in order
    Column("state", String(32), nullable=False),  # the flow's state, in snake case
    Column("since", Instant(), nullable=False),
    Column("visit", String(36), nullable=True),  # the one under way
    Column("reader_fault", String(32), nullable=True),
    Column("camera_fault", String(32), nullable=True),
    Column("visual_until", Instant(), nullable=True),  # 目視モード until then
    Column("shape", String(32), nullable=True),  # NULL: it has not said so yet
    Column("called_at", Instant(), nullable=True),  # 職員を呼ぶ where no card lies in the reader
)

visits: Final = Table(  # every card placed, from its arrival to its end; nothing personal
    "visits",
    metadata,
    Column("id", String(36), primary_key=True),  # also the id of the reception it ends in, if any
    Column("kiosk", String(64), nullable=False),
    Column("session", Integer(), nullable=False),
    Column("began_at", Instant(), nullable=False, index=True),
    Column("ended_at", Instant(), nullable=True),
    Column("state", String(32), nullable=False),
    Column("step", Integer(), nullable=False),  # 1 to 5
    Column("needs", String(64), nullable=True),  # what is needed of staff, as a code
    Column("needs_since", Instant(), nullable=True),
    Column("outcome", String(32), nullable=True),  # None while under way
    Column("verified_by", String(16), nullable=True),
    Column("token", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("certificate", String(16), nullable=True),  # `CertificateState`, once it was read
    Column("pin_failures", Integer(), nullable=False, server_default="0"),
    Column("face_failures", Integer(), nullable=False, server_default="0"),
    Column("help_asked", Integer(), nullable=False, server_default="0"),
    Column("steps", Text(), nullable=False, server_default="{}"),  # JSON: step → milliseconds
    Column("staff", Integer(), nullable=True),  # who did the visual check
    Column("reason", String(16), nullable=True),  # and why
    Column("handled_at", Instant(), nullable=True),  # staff have dealt with what was needed
    Column("handled_by", Integer(), nullable=True),
    Column(
        "portrait_shown", Integer(), nullable=True
    ),  # in a check from the console; NULL: not yet
    Column("shape", String(32), nullable=True),  # of the kiosk; NULL: before it was told
    Column("certificate_month", String(7), nullable=True),  # of expiry, "2027-03"
    Index("ix_visits_outcome", "outcome", "began_at"),
    Index("ix_visits_verified_by", "verified_by", "began_at"),
)

OPEN_NEEDS: Final = and_(
    visits.c.needs.is_not(None),
    or_(visits.c.handled_at.is_(None), visits.c.handled_at < visits.c.needs_since),
)
"""What staff have not dealt with: what came after they did is new."""

Index("ix_visits_needs", visits.c.needs_since, sqlite_where=OPEN_NEEDS)

orders: Final = Table(  # what staff want a kiosk to do
    "orders",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("kiosk", String(64), nullable=False),
    Column("visit", String(36), nullable=True),  # binds it: another patient's visit ignores it
    Column("what", String(32), nullable=False),
    Column("details", Text(), nullable=False, server_default="{}"),  # JSON, nothing personal
    Column("staff", Integer(), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("expires_at", Instant(), nullable=False),
    Column("taken_at", Instant(), nullable=True),
    Column("outcome", String(32), nullable=True),
    Index("ix_orders_waiting", "kiosk", "taken_at"),
    Index("ix_orders_visit", "visit"),
    sqlite_autoincrement=True,
)

# ------------------------------------------------------------ who works here
staff: Final = Table(
    "staff",
    metadata,
    Column("id", Integer(), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("role", String(16), nullable=False),  # receptionist, administrator
    Column("password", String(256), nullable=True),  # Argon2id; None until it is chosen
    Column("language", String(8), nullable=False, server_default="ja"),
    Column("created_at", Instant(), nullable=False),
    Column("disabled_at", Instant(), nullable=True),
    Column("failures", Integer(), nullable=False, server_default="0"),
    Column("last_failure", Instant(), nullable=True),
    sqlite_autoincrement=True,  # an audit entry's number is never another one's
)

staff_sessions: Final = Table(
    "staff_sessions",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),  # of the cookie's value
    Column("staff", Integer(), ForeignKey("staff.id", ondelete="CASCADE"), nullable=False),
    Column("began_at", Instant(), nullable=False),
    Column("seen_at", Instant(), nullable=False),
)

invitations: Final = Table(  # one-time codes: the first administrator, a new colleague
    "invitations",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("staff", Integer(), ForeignKey("staff.id", ondelete="CASCADE"), nullable=True),
    Column("role", String(16), nullable=False),
    Column("expires_at", Instant(), nullable=False),
)

passcodes: Final = Table(  # 目視確認用パスコード: four digits, typed at a kiosk
    "passcodes",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("staff", Integer(), ForeignKey("staff.id"), nullable=True),  # None: the clinic's
    Column("encoded", String(256), nullable=False),
    Column("valid_from", Instant(), nullable=False),
    Column("valid_until", Instant(), nullable=True),
    Column("set_at", Instant(), nullable=False),
    Column("set_by", Integer(), nullable=True),  # None: on the command line
    Column("removed_at", Instant(), nullable=True),
    sqlite_autoincrement=True,
)

passcode_tries: Final = Table(
    "passcode_tries",
    metadata,
    Column("kiosk", String(64), primary_key=True),
    Column("failures", Integer(), nullable=False),
    Column("last_failure", Instant(), nullable=True),
)

# ------------------------------------------------------------ of whom, for a time
reception_details: Final = Table(  # who was received, at a kiosk or on paper
    "reception_details",
    metadata,
    Column("reception", String(36), primary_key=True),
    Column("at", Instant(), nullable=False, index=True),
    Column("name", String(128), nullable=True),
    Column("given", String(128), nullable=True),  # `kiosk.domain.names.given_name` of the name
    Column("kana", String(128), nullable=True),
    Column("kana_key", String(128), nullable=True),  # `kiosk.domain.names.kana_key`
    Column("given_key", String(128), nullable=True),  # the same of the given name's kana
    Column("birthdate", String(8), nullable=True),  # YYYYMMDD
    Column("number_key", String(64), nullable=True),  # `kiosk.domain.insurance.number_key`
    Column("reference_number", String(64), nullable=True),  # 照会番号
    Column("message", Text(), nullable=True),  # JSON of the message tree that staff may look up
    Column("public_expenses", Text(), nullable=True),  # JSON: 公費受給者証 (PMH); no message has it
    # Of one in many thousands a page is found without looking at the rows, which are long.
    Index("ix_reception_details_name", "name", "at", "reception"),
    Index("ix_reception_details_given", "given", "at", "reception"),
    Index("ix_reception_details_kana_key", "kana_key", "at", "reception"),
    Index("ix_reception_details_given_key", "given_key", "at", "reception"),
    Index("ix_reception_details_birthdate", "birthdate"),
    Index("ix_reception_details_number_key", "number_key"),
    Index("ix_reception_details_reference_number", "reference_number"),
)

desk_receptions: Final = Table(  # receptions that staff record, and the card did not do
    "desk_receptions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("visit", String(36), nullable=True),  # where it began, if at a kiosk
    Column("began_at", Instant(), nullable=False, index=True),
    Column("staff", Integer(), nullable=False),
    Column("way", String(32), nullable=True),  # how it was confirmed
    Column("claim", String(16), nullable=True),  # current, old, unknown
    Column("form", Text(), nullable=True),  # JSON; NULL once erased
    Column("recorded_at", Instant(), nullable=True, index=True),  # None: a draft
    Column("version", Integer(), nullable=False, server_default="1"),  # no lost update
    Column("changed_at", Instant(), nullable=False),
    Column("changed_by", Integer(), nullable=False),
    Index("ix_desk_receptions_visit", "visit"),
    CheckConstraint(
        "recorded_at IS NULL OR (way IS NOT NULL AND claim IS NOT NULL)", name="recorded_whole"
    ),
)

queries: Final = Table(  # what staff ask the service without a card; the kiosk's line carries it
    "queries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("kiosk", String(64), nullable=False),  # whose line
    Column("reception", String(36), nullable=True),  # which one it is about
    Column("staff", Integer(), nullable=False),
    Column("at", Instant(), nullable=False, index=True),
    Column("request", Text(), nullable=True),  # JSON of the message tree; NULL once erased
    Column("sent_at", Instant(), nullable=True),
    Column("answered_at", Instant(), nullable=True),
    Column("answer", Text(), nullable=True),
    # Why it waits; once `answered_at` is set, why it has no answer
    Column("fault", String(64), nullable=True),
    Column("receipt", String(64), nullable=True),  # ReceptionNumber: the first of two steps is done
    Column("used_at", Instant(), nullable=True),  # staff took the answer for the reception
    Column("chosen", Integer(), nullable=True),  # which ResultOfQualificationConfirmation of it
)
