"""What the kiosk needs of the way to the receipt computer (レセコン)."""

from datetime import datetime
from typing import Protocol

from kiosk.domain.check_in import CheckIn
from kiosk.ports.records import ResultFile


class ReceptionOutput(Protocol):
    """Renders and delivers result files."""

    def render(self, check_in: CheckIn, at: datetime) -> ResultFile:
        """Render the face file of a reception, in the configured encoding."""
        ...

    def deliver(self, file: ResultFile) -> None:
        """Write beside, fsync, rename. A file of that name with equal content counts as delivered.

        Raises `DeviceFault(Device.RECEIPT_COMPUTER, ...)`: ``folder_missing``, ``not_writable``,
        ``disk_full``, ``name_taken``.
        """
        ...
