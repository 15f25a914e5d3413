"""The first tables: check-ins, consents, audit, outbox, staff passcode."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Create every table of the first release."""
    _check_ins()
    _audit()
    _outbox()
    _passcodes()


def _time() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _of_check_in() -> sa.ForeignKey:
    return sa.ForeignKey("check_ins.id", ondelete="CASCADE")


def _check_ins() -> None:
    op.create_table(
        "check_ins",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at", _time(), nullable=False, index=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("verified_by", sa.String(16), nullable=False),
        sa.Column("validity", sa.String(1)),
        sa.Column("medical_institution_code", sa.String(10), nullable=False),
        sa.Column("arbitrary_file_identifier", sa.String(64), nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("check_in", sa.String(36), _of_check_in(), primary_key=True),
        sa.Column("information", sa.String(64), primary_key=True),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("consented_at", _time()),
        sa.Column("available_until", _time()),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("at", _time(), nullable=False, index=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("check_in", sa.String(36), _of_check_in(), nullable=False),
        sa.Column("name", sa.String(128), nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("kept_at", _time(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_attempt_at", _time()),
        sa.Column("last_fault", sa.String(64)),
        sa.Column("delivered_at", _time(), index=True),
        sa.CheckConstraint(
            "(content IS NULL) = (delivered_at IS NOT NULL)", name="erased_if_delivered"
        ),
        sqlite_autoincrement=True,
    )


def _passcodes() -> None:
    op.create_table(
        "passcode",
        sa.Column("one", sa.Integer(), primary_key=True),
        sa.Column("encoded", sa.String(256), nullable=False),
        sa.Column("set_at", _time(), nullable=False),
        sa.CheckConstraint("one = 1", name="one_passcode"),
    )
    op.create_table(
        "passcode_tries",
        sa.Column("one", sa.Integer(), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure", _time()),
        sa.CheckConstraint("one = 1", name="one_count"),
    )
