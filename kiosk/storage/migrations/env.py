"""Alembic's entry: runs the revisions on the connection that `kiosk.storage.schema` hands in."""

from alembic import context

from kiosk.storage.desk_tables import metadata

# One transaction for all revisions, opened by the caller: a half-migrated database never stays.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
