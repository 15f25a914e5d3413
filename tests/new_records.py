"""Records as a kiosk makes them at its first start, without migrating anew for every test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.storage.database import open_database


def lay_new_records(path: Path) -> Path:
    """Put an empty database of the newest schema at `path`, unless one is there; returns it.

    The migrations made it, once for all tests of a process (0.4 s each time is what it saves);
    what an opening does to a file that is there is done as ever.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(0o600)
        path.write_bytes(_as_made())
    return path


@cache
def _as_made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.sqlite3"
        open_database(path).dispose()
        return path.read_bytes()
