"""The two commands: what they are told, what they answer, how they end."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TextIO

from drivers.vision.evaluation.card_picture import LIMITS
from drivers.vision.evaluation.engines import begin
from drivers.vision.evaluation.lists import ListRefusedError, read_items, read_pairs
from drivers.vision.evaluation.liveness_report import liveness_report
from drivers.vision.evaluation.liveness_run import run_items
from drivers.vision.evaluation.match_report import match_report
from drivers.vision.evaluation.match_run import run_pairs
from drivers.vision.evaluation.score_files import (
    ITEM_HEADING,
    PAIR_HEADING,
    item_rows,
    open_scores,
    pair_rows,
    write_rows,
)
from drivers.vision.evaluation.workers import Workers
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.liveness.passive import Passive
from drivers.vision.models import ModelRefusedError, load_manifest
from drivers.vision.thresholds import Thresholds

DONE: Final = 0
UNUSABLE: Final = 2  # wrong arguments, a list or a model that cannot be used
STOPPED: Final = 130  # by Ctrl+C, as shells say it


class _UnusableError(Exception):
    """Why nothing could be evaluated, and what to do about it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 when done, 2 when something given cannot be used, 130 stopped."""
    options = _parser().parse_args(arguments)
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, signal.default_int_handler)
    command: Callable[[argparse.Namespace], list[str]] = options.command
    try:
        print("\n".join(command(options)))
    except (ListRefusedError, _UnusableError) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    except ModelRefusedError as refused:
        print(_about_a_model(refused, options.models), file=sys.stderr)
        return UNUSABLE
    except BrokenProcessPool:
        print("a worker process died (memory?): try again with fewer --jobs", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("\nstopped: nothing was evaluated", file=sys.stderr)
        return STOPPED
    return DONE


def _about_a_model(refused: ModelRefusedError, folder: Path | None) -> str:
    """Say which file is meant: whoever filled the folder knows files, not our names for them."""
    file = load_manifest(folder=folder)[refused.name].file
    where = f"{folder} and the installed packages" if folder else "the installed packages"
    return f"{file}: {refused.code}. Looked for in {where}; drivers/vision/models.toml knows it"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m drivers.vision",
        description="Error rates of the shipped decision on your own pictures. Offline.",
    )
    commands = parser.add_subparsers(required=True, metavar="evaluate|liveness")
    evaluate = commands.add_parser(
        "evaluate", help="is it the same person? FAR, FRR and the curve over pairs of pictures"
    )
    evaluate.add_argument(
        "list", type=Path, metavar="PAIRS.tsv", help="reference TAB probe TAB same(0|1) [TAB group]"
    )
    evaluate.add_argument(
        "--reference-as-card",
        choices=LIMITS,
        help="make of each reference what a card holds: small, grey, so many kilobytes",
    )
    _add_common(evaluate)
    evaluate.set_defaults(command=_evaluate)
    liveness = commands.add_parser(
        "liveness", help="is it a living person? APCER per species and BPCER over presentations"
    )
    liveness.add_argument(
        "list", type=Path, metavar="LIST.tsv", help="image-or-folder TAB live(0|1) [TAB species]"
    )
    _add_common(liveness)
    liveness.set_defaults(command=_liveness)
    return parser


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="SCORES.tsv", help="a row for each row given")
    command.add_argument(
        "--models", type=Path, metavar="FOLDER", help="weights that the operator has put there"
    )
    command.add_argument(
        "--jobs",
        type=_at_least_one,
        default=os.cpu_count() or 1,
        metavar="N",
        help="worker processes (%(default)s)",
    )


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _evaluate(options: argparse.Namespace) -> list[str]:
    pairs = read_pairs(options.list)
    if not pairs:
        raise _UnusableError(_NO_ROWS.format(list=options.list))
    card = LIMITS.get(options.reference_as_card, 0)
    with ExitStack() as stack:
        out = stack.enter_context(_open(options.out)) if options.out else None
        workers = stack.enter_context(_workers(options))
        run = run_pairs(pairs, options.list, card, Thresholds.load(), workers)
        if out is not None:
            write_rows(out, PAIR_HEADING, pair_rows(run))
    if not (run.references.readable & run.probes.readable).any():
        raise _UnusableError(_NOTHING_READ.format(list=options.list))
    return match_report(run, card)


def _liveness(options: argparse.Namespace) -> list[str]:
    items = read_items(options.list)
    if not items:
        raise _UnusableError(_NO_ROWS.format(list=options.list))
    with ExitStack() as stack:
        out = stack.enter_context(_open(options.out)) if options.out else None
        workers = stack.enter_context(_workers(options))
        run = run_items(items, options.list, workers)
        if out is not None:
            write_rows(out, ITEM_HEADING, item_rows(run))
    if all(one.outcome is None for one in run.judged):
        raise _UnusableError(_NOTHING_READ.format(list=options.list))
    passive = Passive.load(load_manifest(folder=options.models)) is not None
    frames = Thresholds.load().match.frames
    return liveness_report(run, LivenessLimits.load(), frames, passive=passive)


def _open(path: Path) -> TextIO:
    """Open the scores' file before the work begins: hours later is too late to say it cannot be."""
    try:
        return open_scores(path)
    except OSError as fault:
        raise _UnusableError(f"{path}: {fault.strerror}. Name a file that can be written") from None


def _workers(options: argparse.Namespace) -> Workers:
    """Start the workers; the models are checked here, where it can be said what is wrong."""
    if options.models is not None and not options.models.is_dir():
        raise _UnusableError(f"{options.models}: no such folder. Name one that holds the weights")
    for model in load_manifest(folder=options.models).values():
        model.is_intact()
    return Workers(options.jobs, begin, options.models)


_NO_ROWS: Final = (
    "{list}: no rows in it. Write one a line; a first row whose label is not 0 or 1 is a heading"
)
_NOTHING_READ: Final = (
    "{list}: none of the pictures could be read. Names are looked for beside the list, then from "
    "the working directory"
)
