"""Opens the records for the console."""

from pathlib import Path

from kiosk.ports.desk.desk import Desk
from kiosk.storage.desk.accounts import SqlAccounts
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.figures import SqlFigures
from kiosk.storage.desk.kiosks import SqlKiosks
from kiosk.storage.desk.orders import SqlOrders
from kiosk.storage.desk.paper import SqlPaper
from kiosk.storage.desk.passcodes import SqlPasscodes
from kiosk.storage.desk.queries import SqlQueries
from kiosk.storage.desk.today import SqlToday


def open_desk(path: Path) -> Desk:
    """Open the kiosks' database for the console, made and migrated where need be.

    Raises `DeviceFault(Device.RECORDS, ...)` as `open_records`.
    """
    database = DeskDatabase(path)
    return Desk(
        accounts=SqlAccounts(database),
        passcodes=SqlPasscodes(database),
        today=SqlToday(database),
        orders=SqlOrders(database),
        paper=SqlPaper(database),
        queries=SqlQueries(database),
        kiosks=SqlKiosks(database),
        figures=SqlFigures(database),
        version=database.version,
        close=database.close,
    )
