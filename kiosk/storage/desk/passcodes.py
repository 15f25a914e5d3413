"""`kiosk.ports.desk.passcodes` over SQL."""

from kiosk.storage.desk.database import DeskDatabase


class SqlPasscodes:
    """Each call is a transaction of its own; any thread may call."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database
