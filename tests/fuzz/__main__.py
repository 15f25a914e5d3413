"""`python -m tests.fuzz`: spoils the card's answers, 100,000 of them unless told otherwise.

--core N receives N patients with the whole core over such a wire, --status-words puts all 65,536
status words where something depends on one. Ends at the first broken invariant, which names the
seed that --only walks again.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.drivers.mynacard.fuzz_run import Tally


def main() -> int:
    """Run what was asked for and print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--answers", type=int, default=100_000, help="spoiled answers to reach")
    parser.add_argument("--seed", type=int, default=1, help="of the first road; each has the next")
    parser.add_argument("--only", type=int, help="the one seed to walk")
    parser.add_argument("--core", type=int, metavar="N", help="receive N patients instead")
    parser.add_argument("--status-words", action="store_true", help="sweep them instead")
    options = parser.parse_args()
    os.environ.setdefault("UKETSUKE_PROFILE", "test")
    from cryptography.utils import CryptographyDeprecationWarning

    from tests.bench.figures import machine
    from tests.drivers.mynacard.fuzz_holder import holders, remembered_signatures

    # A spoiled certificate can hold what the library as yet only warns of.
    warnings.simplefilter("ignore", CryptographyDeprecationWarning)
    print(machine(), flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="uketsuke-fuzz-") as folder,
        remembered_signatures(),
    ):
        patients = holders(Path(folder))
        if options.status_words:
            from tests.drivers.mynacard.fuzz_sweep import STEPS, sweep

            for step in STEPS:
                _timed(lambda step=step: sweep(patients["my_number"], step, range(0x10000)))
                print(f"all status words in place of that of {step.name}: as they should be")
            return 0
        seeds = itertools.count(options.seed) if options.only is None else (options.only,)
        if options.core is not None:
            from tests.fuzz.core import CoreFuzzer

            core = CoreFuzzer(patients)
            _report(lambda: core.walk(itertools.islice(seeds, options.core)))
        else:
            from tests.drivers.mynacard.fuzz_run import Fuzzer

            _report(lambda: Fuzzer(patients).walk(seeds, options.answers))
    return 0


def _timed(run: Callable[[], "Tally | Counter[str]"]) -> "Tally | Counter[str]":
    began = time.monotonic()
    found = run()
    print(f"{time.monotonic() - began:.0f} s: ", end="", flush=True)
    return found


def _report(run: Callable[[], "Tally"]) -> None:
    began = time.monotonic()
    tally = run()
    seconds = time.monotonic() - began
    print(f"{tally.roads} roads, {tally.commands} commands, {tally.answers} spoiled answers")
    print(f"{seconds:.0f} s; no invariant broken")
    named: Iterable[tuple[str, Counter[str]]] = (
        ("spoiled answers by way", tally.spoiled),
        ("spoiled answers by plan", tally.plans),
        ("outcomes", tally.outcomes),
    )
    for name, counted in named:
        print(f"\n{name}")
        for what, count in counted.most_common():
            print(f"  {count:9}  {what}")


if __name__ == "__main__":
    sys.exit(main())
