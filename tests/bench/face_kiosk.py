"""`python -m tests.bench.face_kiosk`: receptions by face, and how the window fares meanwhile.

A whole kiosk with its window off screen and the preview on, all devices simulated.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer

from kiosk.demo.bench_process import BenchProcess
from kiosk.demo.development import write_development_config
from kiosk.flow import states as s
from kiosk.screens.screen import Intent
from tests.bench import figures, receptions

PULSE: Final = 4  # ms between two looks at the clock
WATCHED: Final = 6000  # ms, of the eight in which a movement is awaited
CALM: Final = 3000  # ms of the waiting screen, to compare with


def lateness(milliseconds: int) -> list[float]:
    """Let the event loop run; return by how many milliseconds each pulse came late."""
    loop, pulse = QEventLoop(), QTimer()
    late: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max((now - last) * 1000 - PULSE, 0.0))
        last = now

    pulse.setTimerType(Qt.TimerType.PreciseTimer)
    pulse.timeout.connect(beat)
    QTimer.singleShot(milliseconds, loop.quit)
    pulse.start(PULSE)
    loop.exec()
    pulse.stop()
    return late


def stall(stage: receptions.Measured, found: dict[str, list[float]]) -> None:
    """Watch the loop while the holder is compared and does not move when asked to."""
    found["event loop late while it waits"] = lateness(CALM)
    stage.obeys = False
    receptions.begin_face(stage)
    stage.hands.tap(Intent.FACE)
    stage.until_asked()
    found["event loop late while a face is compared"] = lateness(WATCHED)
    stage.until(s.FaceRefused)  # it was compared all the while: only now it is over
    receptions.end(stage)


def memory() -> list[float]:
    """Return what the vision child takes, in megabytes."""
    return [
        child.memory_info().rss / 1e6
        for child in psutil.Process().children(recursive=True)
        if any("drivers.vision.child" in part for part in child.cmdline())
    ]


def measure(config: Path, bench: BenchProcess) -> None:
    """Receive by face several times, then watch the loop, and print."""
    found: dict[str, list[float]] = {}

    def receive(stage: receptions.Measured) -> None:
        for _ in range(receptions.RUNS):
            receptions.by_face(stage, found)
        stall(stage, found)
        found["memory of vision"] = memory()

    found[receptions.TO_DECISION] = receptions.with_kiosk(config, bench, receive)
    megabytes = found.pop("memory of vision")
    for name, values in found.items():
        figures.row(name, values)
    figures.row("memory of vision", megabytes, "MB")


def main() -> int:
    """Measure on simulated devices and real drivers."""
    os.environ["UKETSUKE_PROFILE"] = "development"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder:
        bench = BenchProcess(Path(folder) / "bench")
        try:
            bench.do("prepare", "ume")
            write_development_config(Path(folder), bench.endpoints)
            measure(Path(folder) / "kiosk.toml", bench)
        finally:
            bench.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
