"""Which shape a kiosk has, and had at a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """It was not told before this; there was one shape alone."""
    for table in ("kiosks", "visits"):
        op.add_column(table, sa.Column("shape", sa.String(length=32), nullable=True))
