"""The bench as a process of its own: a command a line on standard input, an answer a line out.

    {"verb": "place_card", "of": "hanako"}   →   {"ok": true}

`python -m simulators.bench_commands --folder DIR`; ends when its input ends.
"""

import argparse
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from simulators.bench import Bench
from simulators.camera.scenes import Person
from simulators.card.virtual_reader import PrivateReaderError
from simulators.guard import SimulatorRefused


def main(arguments: list[str] | None = None) -> int:
    """Run a bench until standard input ends; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m simulators.bench_commands")
    parser.add_argument("--folder", type=Path, required=True, help="what is kept between starts")
    options = parser.parse_args(arguments)
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end of input ends it, in order
    try:
        with Bench(options.folder) as bench:
            _say({"ok": True, "endpoints": str(bench.endpoints_file)})
            _serve(bench)
    except (SimulatorRefused, PrivateReaderError) as refusal:
        _say({"ok": False, "why": str(refusal)})
        return 1
    return 0


def _serve(bench: Bench) -> None:
    verbs: dict[str, Callable[[str], None]] = {
        "place_card": bench.place_card,
        "renew_card": bench.renew_card,
        "show_person": bench.show_person,
        "rehearse": lambda name: bench.rehearse(Person(name)),
        "obey": bench.obey,
        "prepare": lambda names: bench.prepare(tuple(names.split(","))),
    }
    switches = bench.switches()
    for line in sys.stdin:
        try:
            _obey(json.loads(line), verbs, switches)
            _say({"ok": True})
        except Exception as error:  # noqa: BLE001 - the answer says what failed; the bench goes on
            _say({"ok": False, "why": f"{type(error).__name__}: {error}"})


def _obey(
    command: Mapping[str, str],
    verbs: Mapping[str, Callable[[str], None]],
    switches: Mapping[str, Callable[[], None]],
) -> None:
    verb = command["verb"]
    if verb in switches:
        switches[verb]()
    else:
        verbs[verb](command["of"])


def _say(answer: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
