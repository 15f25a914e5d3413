"""`python -m tests.fuzz [--answers N] [--seed S] [--only SEED]`: spoils the card's answers.

Ends with status 1 at the first broken invariant, whose seed `--only` walks again.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path


def main() -> int:
    """Walk spoiled roads and print what they came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--answers", type=int, default=100_000, help="spoiled answers to reach")
    parser.add_argument("--seed", type=int, default=1, help="of the first road; each has the next")
    parser.add_argument("--only", type=int, help="walk the road of this seed alone")
    options = parser.parse_args()
    os.environ.setdefault("UKETSUKE_PROFILE", "test")
    from cryptography.utils import CryptographyDeprecationWarning

    from tests.bench.figures import machine
    from tests.drivers.mynacard.fuzz_holder import holders
    from tests.drivers.mynacard.fuzz_run import Fuzzer

    # A spoiled certificate can hold what the library as yet only warns of.
    warnings.simplefilter("ignore", CryptographyDeprecationWarning)
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-fuzz-") as folder:
        fuzzer = Fuzzer(holders(Path(folder)))
        seeds = itertools.count(options.seed) if options.only is None else (options.only,)
        began = time.monotonic()
        try:
            fuzzer.walk(seeds, options.answers)
        except AssertionError as broken:
            print(f"BROKEN: {broken}", flush=True)
            raise
        seconds = time.monotonic() - began
    tally = fuzzer.tally
    print(f"{tally.roads} roads, {tally.commands} commands, {tally.answers} spoiled answers")
    print(f"{seconds:.0f} s, seeds from {options.seed}; no invariant broken")
    for name, counted in (
        ("spoiled answers by way", tally.spoiled),
        ("spoiled answers by plan", tally.plans),
        ("outcomes of calls", tally.outcomes),
    ):
        _print(name, counted)
    return 0


def _print(name: str, counted: Counter[str]) -> None:
    print(f"\n{name}")
    for what, count in counted.most_common():
        print(f"  {count:9}  {what}")


if __name__ == "__main__":
    sys.exit(main())
