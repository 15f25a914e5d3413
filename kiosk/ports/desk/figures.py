"""Counts and times without anything personal (tables `visits`, `check_ins`, `audit`)."""

from typing import Protocol


class Figures(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
