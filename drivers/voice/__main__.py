"""`python -m drivers.voice build | devices`: what an installation needs; README.md."""

import argparse
import sys
import time
from pathlib import Path

from drivers.voice.outputs import NoDeviceError, device_names
from drivers.voice.settings import default_cache
from drivers.voice.speech import Narration
from drivers.voice.stock import make_ready
from kiosk.domain.preferences import Pace


def main() -> int:
    """Do what is asked; 0 when it was done."""
    parser = argparse.ArgumentParser(prog="python -m drivers.voice", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make every fixed sentence ready")
    build.add_argument("--cache", type=Path, default=default_cache())
    build.add_argument("--pace", type=Pace, choices=list(Pace), default=Pace.NORMAL)
    commands.add_parser("devices", help="name the sound devices, as [sound] wants them")
    asked = parser.parse_args()
    return _devices() if asked.command == "devices" else _build(asked.cache, asked.pace)


def _build(cache: Path, pace: Pace) -> int:
    begun = time.monotonic()
    made = sum(make_ready(Narration.load(cache), pace))
    size = sum(one.stat().st_size for one in cache.rglob("*.wav"))
    print(f"{made} sentences made in {time.monotonic() - begun:.0f} s; {size / 1e6:.0f} MB kept")
    return 0


def _devices() -> int:
    try:
        names = device_names()
    except NoDeviceError:
        names = []
    print("\n".join(names) or "no sound device: check cable, driver, and the group audio")
    return 0 if names else 1


if __name__ == "__main__":
    sys.exit(main())
