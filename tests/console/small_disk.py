"""The console over records on a small disk of its own that is full: says what staff are told.

    unshare --mount -- python -m tests.console.small_disk FOLDER

Mounts on FOLDER, so it runs in a mount namespace of its own. Out: a JSON object.
"""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from kiosk.console.app import make_app
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.notes import noting
from kiosk.console.texts import load_texts
from kiosk.storage.desk.desk import open_desk
from tests.console.asgi import Answer, Client
from tests.console.conftest import INSTITUTION, QUICK, RECEPTIONIST, add_member, signed_in_as
from tests.console.paper_walk import CERTIFICATE, Walk
from tests.fakes.clock import FakeClock
from tests.new_records import lay_new_records

SIZE = 8 * 1024 * 1024


def main() -> None:
    """Fill the disk in the middle of a reception on paper, and empty it again."""
    disk = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk)], check=True)
    path = lay_new_records(disk / "records" / "kiosk.sqlite")
    desk, clock = open_desk(path), FakeClock()
    console = Console(desk, clock, load_texts(), INSTITUTION, noting(desk.accounts, clock))
    add_member(console, RECEPTIONIST, "佐藤", Role.RECEPTIONIST)
    client = signed_in_as(make_app(console, Entrance(console, QUICK)), RECEPTIONIST)
    sys.stdout.write(json.dumps(_told(client, path, disk / "filler"), ensure_ascii=False))
    desk.close()


def _told(client: Client, path: Path, filler: Path) -> dict[str, object]:
    walk = Walk(client)
    walk.begin("no_card")
    walk.bring("first", "certificate")
    _fill(path, filler)
    refused = walk.answer("details", CERTIFICATE)
    told: dict[str, object] = {
        "sent": refused.status,
        "said": _says(refused, "problem.507.title") and _says(refused, "problem.unsure"),
        "looked at": [client.get(page).status for page in ("/", "/paper", "/figures", walk.path)],
        "signs in": Client(client.app).post("/sign-in", {"login": RECEPTIONIST}).status,
    }
    filler.unlink()
    told["sent again"] = walk.answer("details", CERTIFICATE).location.rpartition("/")[2]
    told["kept once"] = client.get(f"{walk.path}/summary").text.count(CERTIFICATE["number"])
    with closing(sqlite3.connect(path)) as records:
        told["whole"] = records.execute("PRAGMA integrity_check").fetchone()[0]
    return told


def _fill(path: Path, filler: Path) -> None:
    """Leave no room: what the write-ahead log still had, it gives back first."""
    with closing(sqlite3.connect(path)) as records:
        records.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def _says(answer: Answer, key: str) -> bool:
    return load_texts().language("ja")(key) in answer.text


if __name__ == "__main__":
    main()
