"""A kiosk of the tests' own on the line: http.client, TLS on both ends, no driver involved."""

import json
import ssl
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPSConnection
from typing import Any

from simulators.qualification.service import SimulatedService
from tests.simulators.qualification.cards import Chip
from tests.simulators.qualification.description import hold


@dataclass
class Kiosk:
    """Asks a service that is served on this machine."""

    service: SimulatedService

    def send(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Return status and body, whatever they are. Raises OSError, HTTPException."""
        context = ssl.create_default_context(cafile=str(self.service.ca))
        context.load_cert_chain(self.service.client_certificate, self.service.client_key)
        host, port = self.service.url.removeprefix("https://").split(":")
        with closing(HTTPSConnection(host, int(port), timeout=10, context=context)) as line:
            line.request("POST", path, body)
            response = line.getresponse()
            return response.status, response.read()

    def ask(self, path: str, request: Mapping[str, Any]) -> Any:
        """Return the answer, if it is as described."""
        status, content = self.send(path, json.dumps(request).encode())
        return hold(path, json.loads(content), status)

    def come(self, chip: Chip) -> Any:
        """Return the answer to somebody with a chip."""
        challenge = b64decode(self.ask("/challenge", {})["challenge"])
        proof = chip.proof(challenge)
        parts = {
            "challenge": proof.challenge,
            "certificate": proof.certificate,
            "signature": proof.signature,
        }
        texts = {name: b64encode(octets).decode() for name, octets in parts.items()}
        return self.ask("/qualification", {**texts, "method": "face"})
