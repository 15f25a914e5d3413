"""A receipt computer's folder in memory."""

from datetime import datetime

from kiosk.domain.check_in import CheckIn
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import ResultFile
from tests.fakes.script import Script

FOLDER_MISSING = DeviceFault(Device.RECEIPT_COMPUTER, "folder_missing")


class FakeOutput:
    """Implements `ports.reception.ReceptionOutput`."""

    def __init__(self) -> None:
        self.share = Script[None](None)
        self.rendering = Script[None](None)
        self.folder: list[str] = []

    def render(self, check_in: CheckIn, at: datetime) -> ResultFile:
        self.rendering.next()
        return ResultFile(f"face-{check_in.session}.xml", b"marked content")

    def deliver(self, file: ResultFile) -> None:
        self.share.next()
        self.folder.append(file.name)
