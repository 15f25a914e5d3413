"""How figures are collected and printed: medians over several runs, the machine named."""

import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path

MANY = 100  # values from which a percentile says something
AIMS = {
    "process start to the first waiting screen": "1500 ms",
    "card placed to the choice on the glass": "300 ms",
    "PIN confirmed to the consent on the glass": "300 ms",
    "last consent to done on the glass": "200 ms",
    "face: first good frame to the decision": "500 ms",
    "event loop late while a face is compared": "99 % below 16 ms",
    "a frame drawn (synchronise and render)": "16 ms",
    "memory of the interface": "250 MB",
    "memory of vision": "450 MB",
}


def machine() -> str:
    """Name the machine: processor, cores, memory, system."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, load {load:.1f} at the start"
    )


def row(name: str, values: Sequence[float], unit: str = "ms") -> None:
    """Print one figure: median, smallest, largest, runs, and what was aimed at."""
    if not values:
        print(f"{name:52} not measured")
        return
    middle = statistics.median(values)
    aim = f"  aim {AIMS[name]}" if name in AIMS else ""
    spread = f"{min(values):.1f}–{max(values):.1f}"
    if len(values) >= MANY:
        spread += f", 95 % below {statistics.quantiles(values, n=20)[-1]:.1f}"
        spread += f", 99 % below {statistics.quantiles(values, n=100)[-1]:.1f}"
    print(f"{name:52} {middle:9.1f} {unit}  ({spread}, n={len(values)}){aim}", flush=True)
