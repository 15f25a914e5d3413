"""The camera over the card: hands over what is printed on the front, as text.

A real kiosk reads the front with a document camera to form the check number; this one is told by
its caller what lies there. What it holds is personal: it never logs and never shows it.
"""

import json
import threading
from collections.abc import Mapping

from simulators.guard import require_simulation_allowed

Front = Mapping[str, str | int | bool]


class CardFaceCamera:
    """Holds the printed front of the card that lies in the reader, or none."""

    def __init__(self) -> None:
        require_simulation_allowed()
        self._lock = threading.Lock()
        self._front: bytes | None = None

    def place_front(self, front: Front | None) -> None:
        """Lay a card down, or take it away with None.

        `front` is handed over as it is: by convention `birth_date_printed`, `expiry_year`,
        `security_code`, `has_photo`. Raises `TypeError` if it cannot become JSON.
        """
        text = None if front is None else json.dumps(dict(front), ensure_ascii=False).encode()
        with self._lock:
            self._front = text

    def read(self) -> bytes | None:
        """JSON (UTF-8) of the card that lies there."""
        with self._lock:
            return self._front

    def __repr__(self) -> str:
        return "<CardFaceCamera, what it sees is private>"
