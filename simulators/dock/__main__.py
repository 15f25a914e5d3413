"""`python -m simulators.dock --folder DIR`: the bench with a window to work it.

Says on standard output where the endpoints lie, and ends with standard input or its window.
"""

import argparse
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from simulators.bench import Bench
from simulators.card.virtual_reader import PrivateReaderError
from simulators.guard import SimulatorRefused
from simulators.receipt_computer.computer import ReceiptComputer


def main(arguments: list[str] | None = None) -> int:
    """Run bench and window; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m simulators.dock", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="what is kept between starts")
    parser.add_argument(
        "--receipt-computer",
        type=Path,
        help="take what a kiosk delivers: the folder with its face, req and res",
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    platform = os.environ.get("UKETSUKE_DOCK_PLATFORM")
    if platform:
        os.environ["QT_QPA_PLATFORM"] = platform
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    from simulators.dock.arrivals import Arrivals  # noqa: PLC0415 - Qt must find its platform
    from simulators.dock.window import Dock, dock_application  # noqa: PLC0415 - likewise

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end of input ends it, in order
    application = dock_application()
    try:
        with Bench(options.folder) as bench:
            receipts = options.receipt_computer
            arrivals = Arrivals(ReceiptComputer(receipts)) if receipts else None
            dock = Dock(application, bench, arrivals)
            _say({"ok": True, "endpoints": str(bench.endpoints_file)})
            watch = threading.Thread(target=_end_with_input, args=(dock.end,), daemon=True)
            watch.start()
            return dock.run()
    except (SimulatorRefused, PrivateReaderError) as refusal:
        _say({"ok": False, "why": str(refusal)})
        return 1


def _say(answer: Mapping[str, object]) -> None:
    print(json.dumps(answer), flush=True)


def _end_with_input(end: Callable[[], None]) -> None:
    sys.stdin.read()
    end()


if __name__ == "__main__":
    sys.exit(main())
