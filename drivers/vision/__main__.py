"""`python -m drivers.vision evaluate PAIRS.tsv` and `liveness LIST.tsv`: evaluation/README.md."""

import os
import sys

os.environ.setdefault("OPENCV_LOG_LEVEL", "FATAL")  # read when OpenCV loads; pictures that do not
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "8")  # decode are counted and named by us

from drivers.vision.evaluation.cli import main

if __name__ == "__main__":
    sys.exit(main())
