"""What staff want a kiosk to do (table `orders`)."""

from typing import Protocol


class Orders(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
