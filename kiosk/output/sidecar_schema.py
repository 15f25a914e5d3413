"""`python -m kiosk.output.sidecar_schema`: writes `sidecar.schema.json` from the model."""

import json
from pathlib import Path
from typing import Final

from kiosk.output.sidecar_model import json_schema

PATH: Final = Path(__file__).with_name("sidecar.schema.json")


def schema_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema_text(), encoding="utf-8")
