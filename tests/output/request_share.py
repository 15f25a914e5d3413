"""A folder req on disk, and a kiosk that looks into it when told."""

from pathlib import Path

from kiosk.output.request_folder import SharedRequests
from kiosk.ports.requests import Arrival
from tests.output.request_files import QUERY, query

CONTENT = query().content


class Share:
    """A folder, a watch that the test holds, and the kiosk that looks at them."""

    def __init__(self, path: Path, kiosk: str = "kiosk-1") -> None:
        self.path = path
        self.seconds = 0.0
        self.kiosk = SharedRequests(path, kiosk, lambda: self.seconds)

    def write(self, name: str = QUERY, content: bytes = CONTENT) -> None:
        (self.path / name).write_bytes(content)

    def look(self, after: float = 0.5) -> list[Arrival]:
        self.seconds += after
        return list(self.kiosk.take())

    def names(self) -> list[str]:
        return sorted(path.name for path in self.path.iterdir())

    def restarted(self) -> "Share":
        return Share(self.path)
