"""Brings a database to the newest schema; Alembic is imported only when there is work for it."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

MIGRATIONS: Final = Path(__file__).parent / "migrations"
NEWEST: Final = (
    "0007"  # kept equal to the newest revision by a test: reading it costs a start 0.3 s
)


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of a database, None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction.

    Raises `alembic.util.CommandError` for a database of a newer release.
    """
    from alembic import command  # noqa: PLC0415 - costs 0.3 s, and most starts need none of it
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
