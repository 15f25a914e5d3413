"""What receptions raise doubts about, two folders, provisional receptions, requests."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_KEPT = "number, check_in, name, content, kept_at, attempts, last_attempt_at, last_fault"


def upgrade() -> None:
    """Add columns and tables; the outbox is made anew, for its constraints change."""
    op.add_column("check_ins", sa.Column("doubts", sa.Text(), nullable=False, server_default="[]"))
    op.add_column(
        "check_ins", sa.Column("face_failures", sa.Integer(), nullable=False, server_default="0")
    )
    _outbox()
    _folders()
    _provisional_receptions()
    _requests()


def _time() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _outbox() -> None:
    op.drop_index("ix_outbox_delivered_at", "outbox")
    op.rename_table("outbox", "outbox_before")
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("check_in", sa.String(36), sa.ForeignKey("check_ins.id", ondelete="CASCADE")),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("folder", sa.String(8), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("kept_at", _time(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_attempt_at", _time()),
        sa.Column("last_fault", sa.String(64)),
        sa.Column("staged_at", _time()),
        sa.Column("staged_in", sa.String(64)),
        sa.Column("set_aside_at", _time()),
        sa.Column("delivered_at", _time(), index=True),
        sa.CheckConstraint(
            "(content IS NULL) = (delivered_at IS NOT NULL)", name="erased_if_delivered"
        ),
        sa.CheckConstraint("(staged_at IS NULL) = (staged_in IS NULL)", name="staged_somewhere"),
        sa.UniqueConstraint("folder", "name", name="uq_outbox_folder_name"),
        sqlite_autoincrement=True,
    )
    # All that was ever kept before belonged to a check-in and to the one folder there was.
    op.execute(
        f"INSERT INTO outbox ({_KEPT}, delivered_at, kiosk, folder) "  # noqa: S608 - constants
        f"SELECT {_KEPT}, delivered_at, "
        "(SELECT kiosk FROM check_ins WHERE id = check_in), 'face' FROM outbox_before"
    )
    op.drop_table("outbox_before")


def _folders() -> None:
    op.create_table(
        "folders",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("folder", sa.String(8), primary_key=True),
        sa.Column("mark", sa.String(64)),
        sa.Column("fault", sa.String(64)),
        sa.Column("since", _time()),
    )


def _provisional_receptions() -> None:
    op.create_table(
        "provisional_receptions",
        sa.Column("reception", sa.String(36), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("verified_by", sa.String(16), nullable=False),
        sa.Column("face_failures", sa.Integer(), nullable=False),
        sa.Column("settled_at", _time(), index=True),
        sa.Column("validity", sa.String(1)),
        sa.UniqueConstraint("day", "number", name="uq_provisional_receptions_day_number"),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("name", sa.String(128), nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("digest", sa.LargeBinary()),
        sa.Column("received_at", _time(), nullable=False),
        sa.Column("sent_at", _time()),
        sa.Column("answered_at", _time(), index=True),
        sa.CheckConstraint(
            "(content IS NULL) = (answered_at IS NOT NULL)", name="erased_if_answered"
        ),
        sa.CheckConstraint("(content IS NULL) = (digest IS NOT NULL)", name="digest_if_erased"),
        sqlite_autoincrement=True,
    )
