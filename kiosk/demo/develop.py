"""Kiosk and dock side by side on a display, everything simulated."""

import os
from pathlib import Path

from kiosk.app import run
from kiosk.demo.bench_process import BenchProcess
from kiosk.demo.development import STAFF_PASSCODE, write_development_config


def develop(folder: Path) -> int:
    """Run dock and kiosk until the kiosk's window is closed; returns the exit status."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QUICK_BACKEND", "software")  # the same picture on every machine
    print("starting the simulators; the first start draws the cast …", flush=True)  # noqa: T201
    dock = BenchProcess(folder / "bench", "simulators.dock")
    try:
        config = write_development_config(folder, dock.endpoints)
        print(f"staff passcode of the simulated clinic: {STAFF_PASSCODE}", flush=True)  # noqa: T201
        return run(config)
    finally:
        dock.close()
