"""Style, script and pictures: their address changes with their content, so they are kept long."""

import hashlib
from pathlib import Path
from typing import Final

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

FOLDER: Final = Path(__file__).parent / "static"


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


VERSION: Final = _version()
PREFIX: Final = "/static/"


def asset(name: str) -> str:
    """Return the address of a file in `static`."""
    return f"{PREFIX}{VERSION}/{name}"


route: Final = Mount(f"{PREFIX}{VERSION}", StaticFiles(directory=FOLDER))
