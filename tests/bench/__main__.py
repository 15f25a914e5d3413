"""`python -m tests.bench [--folder DIR]`: speed and size, printed; judges nothing."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Measure everything on simulated devices and real drivers."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.parse_args()
    os.environ["UKETSUKE_PROFILE"] = "development"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    # Qt reads its platform when it is imported.
    from kiosk.demo.bench_process import BenchProcess
    from kiosk.demo.development import write_development_config
    from tests.bench import figures, receptions, start_up

    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder:
        bench = BenchProcess(Path(folder) / "bench")
        try:
            bench.do("prepare", "hanako,ume")
            write_development_config(Path(folder), bench.endpoints)
            config = Path(folder) / "kiosk.toml"
            starts, memory = start_up.measure(config)
            figures.row("process start to the first waiting screen", starts)
            for name, values in receptions.measure(config, bench).items():
                figures.row(name, values)
            for name, values in memory.items():
                figures.row(name, values, "MB")
        finally:
            bench.close()
    # A process knows one PC/SC service for life, and the wire is measured on a reader of its own;
    # the models of the face load in no process with a window.
    others = ("tests.bench.face", "tests.bench.wire")
    return max(
        subprocess.run([sys.executable, "-m", one], check=False).returncode for one in others
    )


if __name__ == "__main__":
    sys.exit(main())
