"""Everything that the console may ask of the records: it has no other source."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.ports.desk.accounts import Accounts
from kiosk.ports.desk.figures import Figures
from kiosk.ports.desk.kiosks import Kiosks
from kiosk.ports.desk.orders import Orders
from kiosk.ports.desk.paper import Paper
from kiosk.ports.desk.passcodes import Passcodes
from kiosk.ports.desk.queries import Queries
from kiosk.ports.desk.today import Today


@dataclass(frozen=True)
class Desk:
    """The records as the console sees them, by area; safe to use from any thread.

    `version` grows whenever anybody, kiosk or console, has written (PRAGMA data_version): the live
    pages look at it many times a second, so it costs next to nothing.
    """

    accounts: Accounts
    passcodes: Passcodes
    today: Today
    orders: Orders
    paper: Paper
    queries: Queries
    kiosks: Kiosks
    figures: Figures
    version: Callable[[], int]
    close: Callable[[], None]
