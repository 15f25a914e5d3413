"""Process start to the first waiting screen, and the memory of each process after a while."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

READY = "the first screen is shown"
RUNS = 5
SETTLE = 4.0


def measure(config: Path) -> tuple[list[float], dict[str, list[float]]]:
    """Start the kiosk several times; milliseconds to the first screen, megabytes by process."""
    starts: list[float] = []
    memory: dict[str, list[float]] = {"memory of the interface": [], "memory of vision": []}
    for _ in range(RUNS):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "kiosk", "run", "--config", str(config)]
        began = time.monotonic()
        kiosk = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            assert kiosk.stderr is not None
            for line in kiosk.stderr:
                if READY in line:
                    starts.append((time.monotonic() - began) * 1000)
                    break
            time.sleep(SETTLE)
            _note_memory(kiosk.pid, memory)
        finally:
            kiosk.terminate()
            kiosk.communicate(timeout=20)
    return starts, memory


def _note_memory(pid: int, memory: dict[str, list[float]]) -> None:
    process = psutil.Process(pid)
    memory["memory of the interface"].append(process.memory_info().rss / 1e6)
    for child in process.children(recursive=True):
        if any("drivers.vision.child" in part for part in child.cmdline()):
            memory["memory of vision"].append(child.memory_info().rss / 1e6)
