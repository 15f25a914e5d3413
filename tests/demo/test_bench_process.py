"""The bench as a child: when it dies, one clear error follows, never a broken pipe."""

import os
import signal
from pathlib import Path

import pytest

from kiosk.demo.bench_process import BenchFailed, BenchProcess


@pytest.mark.reader
def test_a_bench_that_was_killed_is_said_to_have_ended(tmp_path: Path) -> None:
    bench = BenchProcess(tmp_path)
    os.kill(bench.pid, signal.SIGKILL)
    bench.wait()
    with pytest.raises(BenchFailed, match="the simulators ended"):
        bench.do("take_card")
    bench.close()
