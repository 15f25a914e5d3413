"""Receptions and visits as staff see them (tables `visits`, `check_ins`, `reception_details`)."""

from typing import Protocol


class Today(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
