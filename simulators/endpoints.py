"""What a running bench offers, as a file that the kiosk's configuration names."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from simulators.guard import require_simulation_allowed


class EndpointsUnreadable(Exception):
    """The file a bench writes is missing, older than this version or not its own."""


@dataclass(frozen=True)
class Endpoints:
    """Addresses and files of the simulators; paths and URLs on this machine."""

    pcsc_environment: dict[str, str]
    reader: str
    terminal_certificate: str
    terminal_key: str
    card_face_authority: str
    camera: str
    card_face: str
    service: str
    service_ca: str
    client_certificate: str
    client_key: str

    def write(self, path: Path) -> None:
        """Write the file for the kiosk."""
        path.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")


def read_endpoints(path: Path) -> Endpoints:
    """Read what a bench has written. Raises `SimulatorRefused`, `EndpointsUnreadable`."""
    require_simulation_allowed()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Endpoints(**values)
    except (OSError, ValueError, TypeError):
        raise EndpointsUnreadable(f"{path}: start the simulators again") from None
