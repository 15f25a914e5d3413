"""Receptions that staff record, and the card did not do (table `desk_receptions`)."""

from typing import Protocol


class Paper(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
