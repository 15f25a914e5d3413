"""A receipt computer's folders in memory."""

from datetime import datetime

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.doubt import Doubt
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Folder, ResultFile
from tests.fakes.script import Script

FOLDER_MISSING = DeviceFault(Device.RECEIPT_COMPUTER, "folder_missing")
NAME_TAKEN = DeviceFault(Device.RECEIPT_COMPUTER, "name_taken")
MARK = "the-folder"


class FakeOutput:
    """Implements `ports.reception.ReceptionOutput`; `share` answers each file that is published."""

    def __init__(self) -> None:
        self.share = Script[None](None)
        self.answers_share = Script[None](None)
        self.staging = Script[None](None)
        self.rendering = Script[None](None)
        self.flagged: tuple[Doubt, ...] = ()
        self.folder: list[str] = []
        self.answers: list[str] = []
        self.staged: set[str] = set()

    def render(
        self, check_in: CheckIn, reception: str, at: datetime
    ) -> tuple[tuple[ResultFile, ...], tuple[Doubt, ...]]:
        self.rendering.next()
        file = ResultFile(f"face-{check_in.session}.xml", b"marked content")
        return (file,), self.flagged

    def render_provisional(
        self, check_in: ProvisionalCheckIn, reception: str, number: int, at: datetime
    ) -> ResultFile:
        self.rendering.next()
        return ResultFile(f"provisional-{number}.json", b"marked content")

    def stage(self, file: ResultFile, known: str | None) -> str:
        self.staging.next()
        self.staged.add(file.name)
        return MARK

    def publish(self, file: ResultFile, mark: str) -> None:
        assert mark == MARK
        if file.name not in self.staged:
            return
        face = file.folder is Folder.FACE
        (self.share if face else self.answers_share).next()
        self.staged.remove(file.name)
        (self.folder if face else self.answers).append(file.name)
