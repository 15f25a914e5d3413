"""From the service's answer to the face file under its name: `python -m tests.bench.visible`.

The clock starts when a reception is handed to be kept: checks, rendering, the transaction, both
files' way through the outbox on the real threads. It stops when a consumer that looks every
millisecond sees the face file. First on the folder for temporary files, every sync waited for, then
on /dev/shm, where a sync costs nothing.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kiosk.domain.session import SessionId
from kiosk.flow.effects import KeepCheckIn
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.clock import SystemClock
from kiosk.services.delivery import Delivery
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import ThreadWorker
from kiosk.storage.records import open_records
from tests.bench import figures
from tests.output.receptions import reception

RUNS = 50
LOOKS_EVERY = 0.001
PATIENCE = 30.0
INSTITUTION = "1319999999"
NAME = "service's answer to the face file's name"


def measure(folder: Path) -> list[float]:
    """Return milliseconds, one for each reception."""
    records, clock = open_records(folder / "records.sqlite3"), SystemClock()
    face = folder / "face"
    face.mkdir()
    output = OqsFolders(face, None, Encoding.UTF_8, INSTITUTION, "kiosk-1")
    worker = ThreadWorker("records")
    delivery = Delivery(records, worker, output, clock)
    effects = CheckInEffects(records, output, clock, delivery.wake, INSTITUTION, VisitIds())
    delivery.start()
    try:
        return [_once(number, effects, worker, face) for number in range(1, RUNS + 1)]
    finally:
        delivery.stop()
        worker.stop()
        records.close()


def _once(number: int, effects: CheckInEffects, worker: ThreadWorker, face: Path) -> float:
    session = SessionId(number)
    effect = KeepCheckIn(session, replace(reception(), session=session))
    began = time.monotonic()

    def keep() -> None:
        effects.keep(effect)

    worker.submit(keep)
    while len(list(face.glob("*.xml"))) < number:
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError("the face file did not come")
        time.sleep(LOOKS_EVERY)
    return (time.monotonic() - began) * 1000


def main() -> int:
    """Print both figures."""
    print(figures.machine(), flush=True)
    for where, parent in (("", None), (", syncs for nothing", "/dev/shm")):
        with tempfile.TemporaryDirectory(prefix="uketsuke-bench-", dir=parent) as folder:
            figures.row(NAME + where, measure(Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
