"""In which month a certificate ends, for the figures of what comes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Visits before this have none."""
    op.add_column("visits", sa.Column("certificate_month", sa.String(length=7), nullable=True))
