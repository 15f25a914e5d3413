"""`kiosk.ports.desk.today` over SQL."""

from kiosk.storage.desk.database import DeskDatabase


class SqlToday:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database
