"""The service's addresses, described for other programs: OpenAPI, kept as data."""

from pathlib import Path
from typing import Final

OPENAPI: Final = Path(__file__).with_name("openapi.json")
"""What `python -m simulators.qualification openapi` prints; the tests hold every answer to it."""
