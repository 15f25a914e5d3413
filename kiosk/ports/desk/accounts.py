"""Who works here (tables `staff`, `staff_sessions`, `invitations`)."""

from typing import Protocol


class Accounts(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
