"""What a running bench offers, as a file that the kiosk's configuration names."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import urllib3

from kiosk.domain.check_number import CardFront
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from simulators.guard import require_simulation_allowed

READ_SECONDS = 2.0


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
    card_face_video: str
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


class PrintedFrontCamera:
    """The kiosk's card-face camera while the simulator hands the print over as text.

    Implements `kiosk.ports.card.CardFaceCamera`. Reading the print from a picture takes its place.
    """

    def __init__(self, url: str) -> None:
        require_simulation_allowed()
        self._url = url
        self._http = urllib3.PoolManager(retries=False, timeout=READ_SECONDS)

    def read_front(self) -> CardFront | None:
        try:
            answer = self._http.request("GET", self._url)
            return _front(answer.json()) if answer.status == 200 else None
        except urllib3.exceptions.HTTPError:
            return None
        except ValueError:
            raise DeviceFault(Device.CAMERA, "malformed_card_face") from None

    def stop_reading(self) -> None:
        """Nothing to stop: an answer comes at once."""

    def close(self) -> None:
        self._http.clear()


def _front(values: Mapping[str, object]) -> CardFront | None:
    match values:
        case {
            "birth_date_printed": str(born),
            "expiry_year": int(year),
            "security_code": str(code),
            "has_photo": bool(photo),
        }:
            return CardFront(born, year, code, photo)
        case _:
            return None
