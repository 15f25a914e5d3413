"""What the console needs: what happens now, who works here, what staff recorded; passcodes anew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the tables; the one passcode there was becomes the clinic's."""
    op.rename_table("passcode_tries", "passcode_tries_before")
    _desk_receptions()
    _kiosks()
    _orders()
    _passcode_tries()
    _queries()
    _reception_details()
    _staff()
    _visits()
    _invitations()
    _passcodes()
    _staff_sessions()
    # A reception's page looks for its files, and erasing a check-in does too.
    op.create_index("ix_outbox_check_in", "outbox", ["check_in"], unique=False)
    op.execute(
        "INSERT INTO passcodes (encoded, valid_from, set_at) "
        "SELECT encoded, set_at, set_at FROM passcode"
    )
    # It was one count for all: whoever has used it up has used it up at each kiosk there was.
    op.execute(
        "INSERT INTO passcode_tries (kiosk, failures, last_failure) "
        "SELECT kiosk, failures, last_failure FROM passcode_tries_before, "
        "(SELECT DISTINCT kiosk FROM audit)"
    )
    op.drop_table("passcode_tries_before")
    op.drop_table("passcode")


def _desk_receptions() -> None:
    op.create_table(
        "desk_receptions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=True),
        sa.Column("claim", sa.String(length=16), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "recorded_at IS NULL OR (way IS NOT NULL AND claim IS NOT NULL)", name="recorded_whole"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_desk_receptions_began_at"), "desk_receptions", ["began_at"], unique=False
    )
    op.create_index(
        op.f("ix_desk_receptions_recorded_at"), "desk_receptions", ["recorded_at"], unique=False
    )
    op.create_index("ix_desk_receptions_visit", "desk_receptions", ["visit"], unique=False)


def _kiosks() -> None:
    op.create_table(
        "kiosks",
        sa.Column("kiosk", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=True),
        sa.Column("reader_fault", sa.String(length=32), nullable=True),
        sa.Column("camera_fault", sa.String(length=32), nullable=True),
        sa.Column("visual_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kiosk"),
    )


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kiosk", sa.String(length=64), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=True),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_orders_waiting", "orders", ["kiosk", "taken_at"], unique=False)
    op.create_index("ix_orders_visit", "orders", ["visit"], unique=False)


def _passcode_tries() -> None:
    op.create_table(
        "passcode_tries",
        sa.Column("kiosk", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kiosk"),
    )


def _queries() -> None:
    op.create_table(
        "queries",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("kiosk", sa.String(length=64), nullable=False),
        sa.Column("reception", sa.String(length=36), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("fault", sa.String(length=64), nullable=True),
        sa.Column("receipt", sa.String(length=64), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_queries_at"), "queries", ["at"], unique=False)


def _reception_details() -> None:
    op.create_table(
        "reception_details",
        sa.Column("reception", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=True),
        sa.Column("given", sa.String(length=128), nullable=True),
        sa.Column("kana", sa.String(length=128), nullable=True),
        sa.Column("kana_key", sa.String(length=128), nullable=True),
        sa.Column("given_key", sa.String(length=128), nullable=True),
        sa.Column("birthdate", sa.String(length=8), nullable=True),
        sa.Column("number_key", sa.String(length=64), nullable=True),
        sa.Column("reference_number", sa.String(length=64), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("public_expenses", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("reception"),
    )
    op.create_index(op.f("ix_reception_details_at"), "reception_details", ["at"], unique=False)
    for names in ("name", "given", "kana_key", "given_key"):
        covered = [names, "at", "reception"]
        op.create_index(f"ix_reception_details_{names}", "reception_details", covered, unique=False)
    for column in ("birthdate", "number_key", "reference_number"):
        op.create_index(
            f"ix_reception_details_{column}", "reception_details", [column], unique=False
        )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.String(length=256), nullable=True),
        sa.Column("language", sa.String(length=8), server_default="ja", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_failure", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
        sqlite_autoincrement=True,
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kiosk", sa.String(length=64), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("needs", sa.String(length=64), nullable=True),
        sa.Column("needs_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("verified_by", sa.String(length=16), nullable=True),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("certificate", sa.String(length=16), nullable=True),
        sa.Column("pin_failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("face_failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("help_asked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("steps", sa.Text(), server_default="{}", nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.Column("portrait_shown", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_visits_began_at"), "visits", ["began_at"], unique=False)
    op.create_index("ix_visits_outcome", "visits", ["outcome", "began_at"], unique=False)
    op.create_index("ix_visits_verified_by", "visits", ["verified_by", "began_at"], unique=False)
    op.create_index(
        "ix_visits_needs",
        "visits",
        ["needs_since"],
        unique=False,
        sqlite_where=sa.text(
            "needs IS NOT NULL AND (handled_at IS NULL OR handled_at < needs_since)"
        ),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )


def _passcodes() -> None:
    op.create_table(
        "passcodes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("encoded", sa.String(length=256), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )


def _staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
