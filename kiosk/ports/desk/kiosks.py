"""The state of each kiosk, and its last faults (tables `kiosks`, `audit`)."""

from typing import Protocol


class Kiosks(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
