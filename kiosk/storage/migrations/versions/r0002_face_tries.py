"""Tries by face: what failed with one card on one day, under a key of that day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Create the tables of the days and their tries."""
    op.create_table(
        "face_days",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "face_tries",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column(
            "day", sa.Date(), sa.ForeignKey("face_days.day", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("card", sa.LargeBinary(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_face_tries_day_card", "face_tries", ["day", "card"])
