"""The kiosk's records: SQLAlchemy, SQLite by default."""
