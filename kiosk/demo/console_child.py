"""The staff's console as a child: ends with its standard input, so never outlives who began it."""

import os
import runpy
import signal
import sys
import threading

STDIN = 0  # read without Python's own buffer, whose lock would be held at the end


def _end_with_input() -> None:
    while os.read(STDIN, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_input, daemon=True).start()
    sys.argv = ["kiosk", "console", "--config", sys.argv[1]]
    runpy.run_module("kiosk", run_name="__main__")  # the command itself, as in a clinic
