"""Since when staff are called where no card lies in the reader yet."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """No kiosk is called from yet."""
    op.add_column("kiosks", sa.Column("called_at", sa.DateTime(timezone=True), nullable=True))
