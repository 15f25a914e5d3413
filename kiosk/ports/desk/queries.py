"""What staff ask the service without a card (table `queries`)."""

from typing import Protocol


class Queries(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
