"""`python -m drivers.vision evaluate PAIRS.tsv` and `liveness LIST.tsv`: evaluation/README.md."""

import os
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # while libraries load: Ctrl+C ends it without a trace

os.environ.setdefault("OPENCV_LOG_LEVEL", "FATAL")  # read when OpenCV loads; pictures that do not
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "8")  # decode are counted and named by us

from drivers.vision.evaluation.cli import main  # noqa: E402  # OpenCV reads these when it loads

if __name__ == "__main__":
    sys.exit(main())
