"""What the kiosk writes for the receipt computer, and where (qualification.md §1.2, §1.3)."""

import re
import secrets
from datetime import datetime
from pathlib import Path
from typing import Final

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.doubt import Doubt
from kiosk.domain.fault import Device
from kiosk.domain.japan_time import time_digits
from kiosk.domain.shape import Shape
from kiosk.output.qualification_xml import Encoding, render_result, substituted
from kiosk.output.shared_folder import SharedFolder
from kiosk.output.sidecar import render_provisional_sidecar, render_sidecar
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Folder, ResultFile

_RECEPTION: Final = "[0-9]{10}[0-9a-f]{20}_[0-9]{14}"
_NAMES: Final = {
    Folder.FACE: re.compile(
        rf"OQSsiquc01res_face_{_RECEPTION}\.(xml|json)|UKEprovisional_{_RECEPTION}\.json"
    ),
    Folder.RES: re.compile(
        r"[A-Z]{3}[a-z]{5}[0-9]{2}res_[0-9A-Za-z_-]{1,96}(\.document)?\.(xml|pdf|json)"
    ),
}


class OqsFolders:
    """Implements `ports.reception.ReceptionOutput` over the shared folders ``face`` and ``res``.

    `institution` is the medical institution code, ten digits that begin every name; `kiosk` and
    `shape` are this kiosk's own name and shape in sidecars; `res` None: this kiosk answers no
    requests.
    """

    def __init__(
        self,
        face: Path,
        res: Path | None,
        encoding: Encoding,
        institution: str,
        kiosk: str,
        shape: Shape = Shape.STANDARD,
    ) -> None:
        if not re.fullmatch("[0-9]{10}", institution):
            raise ValueError("a medical institution code has ten digits")
        self._folders = {Folder.FACE: SharedFolder(face)}
        if res is not None:
            self._folders[Folder.RES] = SharedFolder(res)
        self._encoding = encoding
        self._institution = institution
        self._kiosk = kiosk
        self._shape = shape

    def render(
        self, check_in: CheckIn, reception: str, at: datetime
    ) -> tuple[tuple[ResultFile, ...], tuple[Doubt, ...]]:
        """Render sidecar and face file; their name has eighty random bits, so no two are alike."""
        stem = f"OQSsiquc01res_face_{self._unique(at)}"
        face = ResultFile(f"{stem}.xml", render_result(check_in, self._encoding))
        flagged = substituted(check_in, self._encoding)
        named = (reception, face.name, self._kiosk)
        sidecar = render_sidecar(check_in, *named, at, flagged, self._shape)
        return (ResultFile(f"{stem}.json", sidecar), face), flagged

    def render_provisional(
        self, check_in: ProvisionalCheckIn, reception: str, number: int, at: datetime
    ) -> ResultFile:
        """Render the sidecar that stands alone until the service has answered."""
        named = (reception, number, self._kiosk)
        content = render_provisional_sidecar(check_in, *named, at, self._shape)
        return ResultFile(f"UKEprovisional_{self._unique(at)}.json", content)

    def stage(self, file: ResultFile, known: str | None) -> str:
        return self._folder(file).stage(file.name, file.content, known)

    def publish(self, file: ResultFile, mark: str) -> None:
        self._folder(file).publish(file.name, file.content, mark)

    def _unique(self, at: datetime) -> str:
        return f"{self._institution}{secrets.token_hex(10)}_{time_digits(at)}"

    def _folder(self, file: ResultFile) -> SharedFolder:
        """Find a file's folder; only names of the known shapes go there."""
        if not _NAMES[file.folder].fullmatch(file.name):
            raise ValueError("not the name of a file for this folder")
        if file.folder not in self._folders:
            raise DeviceFault(Device.RECEIPT_COMPUTER, "folder_missing")
        return self._folders[file.folder]
