"""The service's addresses, described for other programs: OpenAPI, kept as data."""

import json
from pathlib import Path
from typing import Any, Final

_OPENAPI: Final = Path(__file__).with_name("openapi.json")
_EXCHANGE: Final = Path(__file__).with_name("exchange") / "openapi.json"
"""The receipt computer's interfaces, each with its own requests and answers."""


def description() -> dict[str, Any]:
    """Return what `python -m simulators.qualification openapi` prints.

    The tests hold every answer to it.
    """
    whole: dict[str, Any] = json.loads(_OPENAPI.read_text("utf-8"))
    exchange: dict[str, Any] = json.loads(_EXCHANGE.read_text("utf-8"))
    whole["paths"] |= exchange["paths"]
    whole["components"]["schemas"] |= exchange["components"]["schemas"]
    return whole
