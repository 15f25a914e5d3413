"""Tells a My Number card by what it answers, never by its ATR (card.md §1.3)."""

from drivers.mynacard import jpki_ap
from drivers.pcsc.connection import Connection
from drivers.pcsc.exchange import exchange


def is_my_number_card(connection: Connection) -> bool:
    """Ask a card that was just powered up whether it has the JPKI AP; raises `DeviceFault`."""
    return jpki_ap.select(exchange(connection))
