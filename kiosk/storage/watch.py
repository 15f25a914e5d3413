"""Tells whether anybody has written to the records, at the cost of a look."""

from sqlalchemy import Connection, Engine

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.storage.faults import records_faults


class Watch:
    """A connection kept for asking alone: data_version tells what *other* connections wrote."""

    def __init__(self, engine: Engine) -> None:
        self._connection: Connection | None = engine.connect()
        self._connection.rollback()

    def version(self) -> int:
        """Return SQLite's data_version; raises `DeviceFault(Device.RECORDS, ...)`, also closed."""
        connection = self._connection
        if connection is None:
            raise DeviceFault(Device.RECORDS, "unavailable")
        with records_faults():
            number = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            connection.rollback()  # a reader that stayed would keep erased bytes in the log
        return int(number)

    def close(self) -> None:
        """Give the connection back; a second time does nothing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
