"""The bench of these journeys: its folder is made once a test run, its reader is the run's own."""

import atexit
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from drivers.pcsc.reader import look_once
from simulators.bench import Bench
from tests.reader import eventually, private_reader


@cache
def bench_folder() -> Path:
    """Return where keys and drawn pictures are kept from journey to journey."""
    folder = tempfile.mkdtemp(prefix="uketsuke-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@contextmanager
def running_bench() -> Generator[Bench]:
    """Yield a bench with its counters as they were left."""
    with private_reader() as reader, Bench(bench_folder(), reader) as bench:
        yield bench


def mended(bench: Bench) -> None:
    """Take the card away and mend what a journey broke: reader, network, cameras."""
    bench.take_card()
    for name in ("reader_on", "network_up", "camera_on", "card_face_on", "nobody", "front_flat"):
        bench.switches()[name]()
    until_seen_gone()


def until_seen_gone() -> None:
    """Wait until pcscd, which looks every 0.4 s only, has seen that no card is there.

    A kiosk that starts meanwhile would read one that is gone; a card from another slot object that
    comes meanwhile would stay invisible.
    """
    eventually(lambda: not any(look_once().values()), "pcscd has seen that the card is gone")


def as_new(bench: Bench) -> None:
    """Give every card of the cast its first counters back."""
    for name in bench.personas:
        bench.renew_card(name)
