"""What the kiosk needs of the way to the receipt computer (レセコン)."""

from datetime import datetime
from typing import Protocol

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.doubt import Doubt
from kiosk.ports.records import ResultFile


class ReceptionOutput(Protocol):
    """Renders and delivers what the receipt computer takes."""

    def render(
        self, check_in: CheckIn, reception: str, at: datetime
    ) -> tuple[tuple[ResultFile, ...], tuple[Doubt, ...]]:
        """Render a reception's files in the order of delivery: the sidecar, then the face file.

        `reception` is its id. Also returns what rendering itself had to flag: characters that the
        configured encoding lacks.
        """
        ...

    def render_provisional(
        self, check_in: ProvisionalCheckIn, reception: str, number: int, at: datetime
    ) -> ResultFile:
        """Render the sidecar of a provisional reception; there is no standard file for it."""
        ...

    def stage(self, file: ResultFile, known: str | None) -> str:
        """Write the file beside its place, durably, under a name that no consumer takes.

        `known` is the mark of the folder that was written last; returns that of this one. Raises
        `DeviceFault(Device.RECEIPT_COMPUTER, ...)`. The folder's faults: ``folder_missing``,
        ``folder_changed`` (what lies there is not the folder known: a share that is unmounted),
        ``not_writable``, ``disk_full``.
        """
        ...

    def publish(self, file: ResultFile, mark: str) -> None:
        """Give a file staged under `mark` its name. One that is staged no more was published.

        Faults as in `stage`, and the file's own: ``name_taken`` (another file has its name),
        ``staged_elsewhere`` (in a folder that is configured no more).
        """
        ...
