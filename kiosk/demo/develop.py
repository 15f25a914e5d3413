"""Kiosk and dock side by side on a display, the console beside them, everything simulated."""

import os
import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kiosk.app import run_again
from kiosk.config import Config
from kiosk.demo.bench_process import BenchFailed, BenchProcess
from kiosk.demo.console_process import ConsoleProcess
from kiosk.demo.development import STAFF_PASSCODE, write_development_config
from kiosk.demo.folder import CONFIG, claim
from kiosk.demo.staff import STAFF, employ
from kiosk.domain.shape import Shape


def develop(folder: Path, *, leave_files: bool, shape: Shape = Shape.STANDARD) -> int:
    """Run dock, kiosk and console until either window is closed; returns the exit status.

    The dock takes the face files, as a receipt computer does, unless they are to be left for
    another. Raises `FolderRefused`.
    """
    claim(folder)
    os.environ.setdefault("QT_QUICK_BACKEND", "software")  # the same picture on every machine
    _say("starting the simulators; the first start draws the cast …")
    try:
        takes = () if leave_files else ("--receipt-computer", str(folder))
        dock = BenchProcess(folder / "bench", "simulators.dock", *takes)
    except BenchFailed as failure:
        _say(f"{failure}; {_about_the_display()}", file=sys.stderr)
        return 1
    ending = threading.Event()
    threading.Thread(target=_end_with, args=(dock, ending), daemon=True).start()
    try:
        config = write_development_config(folder, dock.endpoints, sound="device", shape=shape)
        # Of the simulated clinic alone, the same for everybody: who tries the kiosk must know it.
        _say(f"staff passcode of the simulated clinic: {STAFF_PASSCODE}")
        with _console(folder, config):
            return run_again(config)
    finally:
        ending.set()
        dock.close()


@contextmanager
def _console(folder: Path, config: Config) -> Generator[None]:
    """Serve the staff's pages in a process of their own, and say where they are."""
    employ(config)
    console = ConsoleProcess(folder / CONFIG, folder / "console.log")
    threading.Thread(target=_announce, args=(console, folder), daemon=True).start()
    try:
        yield
    finally:
        console.close()


def _announce(console: ConsoleProcess, folder: Path) -> None:
    try:
        _say(f"the staff's console: {console.address()}/ (its certificate is its own)")
    except BenchFailed:
        _say(f"no console: {folder / 'console.log'} says why; the kiosk runs", file=sys.stderr)
        return
    for member in STAFF:
        _say(f"  {member.role}: {member.login}, password {member.password}")


def _say(text: str, file: TextIO | None = None) -> None:
    print(text, file=file, flush=True)


def _end_with(dock: BenchProcess, ending: threading.Event) -> None:
    """End this process as SIGTERM would, once the dock is gone: nothing could be placed then."""
    dock.wait()
    if not ending.is_set():
        _say("the dock has ended, and the kiosk with it", file=sys.stderr)
        os.kill(os.getpid(), signal.SIGTERM)


def _about_the_display() -> str:
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "none"
    return f"can windows be shown here (display: {display})? Without one: deploy/run --demo DIR"
