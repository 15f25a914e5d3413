"""The simulated レセコン on a terminal: `watch` shows what arrives, `ask` puts a request.

Both work in one folder with `face`, `req`, `res` and `trash` in it.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from simulators.receipt_computer import requests
from simulators.receipt_computer.computer import (
    FACE,
    INSTITUTION,
    REQ,
    RES,
    ReceiptComputer,
    today_in_japan,
)
from simulators.receipt_computer.display import answer_line, line_of
from simulators.receipt_computer.requests import Patient, Request
from simulators.receipt_computer.share import Manners

POLL: Final = 0.7  # seconds between two looks; real ones take 0.5 to 1
PATIENCE: Final = 180.0  # seconds for an answer, as integrations wait (qualification.md §1.2)
_ONE_LOOK: Final = Manners(settle=0)  # two looks, POLL apart, are the two equal reads


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; Ctrl+C ends it."""
    os.environ.setdefault("UKETSUKE_PROFILE", "development")
    told = _parser().parse_args(arguments)
    for name in (FACE, REQ, RES):
        (told.folder / name).mkdir(parents=True, exist_ok=True)
    computer = ReceiptComputer(told.folder, institution=told.institution, manners=_ONE_LOOK)
    try:
        return told.run(computer, told)
    except KeyboardInterrupt:
        return 0
    finally:
        computer.close()


def _watch(computer: ReceiptComputer, told: argparse.Namespace) -> int:
    told_of: set[str] = set()
    ends = monotonic() + told.seconds if told.seconds else None
    while ends is None or monotonic() < ends:
        for taken in computer.look():
            print(line_of(taken), flush=True)
        for name in computer.rejected.keys() - told_of:
            print(f"読めません: {name}: {computer.rejected[name]}", flush=True)
            told_of.add(name)
        sleep(POLL)
    return 0


def _ask(computer: ReceiptComputer, told: argparse.Namespace) -> int:
    """Put a request and show every answer to it, of a bulk request until its result."""
    name = computer.ask(told.request(told), utf_8=told.utf_8)
    print(f"→ {name}", flush=True)
    ends = monotonic() + told.wait
    while monotonic() < ends:
        answers = computer.look_for_answers()
        for answer in answers:
            print(f"← {answer.file}: {answer_line(answer)}", flush=True)
        if not computer.waits_for(name):
            last = [one.segment for one in answers if not one.for_staff][-1]
            return 0 if last == "1" else 1
        sleep(POLL)
    print("答えがありません", flush=True)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulators.receipt_computer", description=__doc__
    )
    commands = parser.add_subparsers(dest="command", required=True)
    watch = commands.add_parser("watch", help="take what arrives, one line each")
    watch.add_argument("--seconds", type=float, default=0, help="end after this; 0: never")
    watch.set_defaults(run=_watch)
    ask = commands.add_parser("ask", help="put a request and wait for its answer")
    ask.add_argument("--utf-8", action="store_true", help="write UTF-8, not Shift_JIS")
    ask.add_argument("--wait", type=float, default=PATIENCE, help="seconds for the answer")
    ask.set_defaults(run=_ask)
    for command in (watch, ask):
        command.add_argument("--folder", type=Path, required=True)
        command.add_argument("--institution", default=INSTITUTION)
    kinds = ask.add_subparsers(dest="kind", required=True)
    for kind, (help_, options, request) in _KINDS.items():
        one = kinds.add_parser(kind, help=help_)
        for option in options:
            option(one)
        one.set_defaults(request=request)
    return parser


def _patient_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--insurer", required=True, help="保険者番号")
    parser.add_argument("--number", required=True, help="番号")
    parser.add_argument("--symbol", default="", help="記号")
    parser.add_argument("--branch", default="", help="枝番")
    parser.add_argument("--birthdate", default="", help="YYYYMMDD")


def _list_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--patients",
        type=Path,
        required=True,
        help="a line each: insurer,symbol,number,branch,birthdate[,patient number]",
    )


def _day_options(parser: argparse.ArgumentParser) -> None:
    for name in ("--first", "--last"):
        parser.add_argument(name, type=date.fromisoformat, required=True, help="YYYY-MM-DD")


def _reception_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reception", default="", help="id of the provisional reception it is for")


def _reference_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reference-number", required=True, help="the clinic's own number")


def _category_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--category", choices="1234", default="1", help="1 PDF, 2 XML, 3/4 with 診療"
    )


def _patient(told: argparse.Namespace) -> Patient:
    return Patient(told.insurer, told.number, told.birthdate, told.symbol, told.branch)


def _patients(told: argparse.Namespace) -> list[tuple[Patient, str]]:
    lines = told.patients.read_text(encoding="utf-8").splitlines()
    rows = [(line + ",,,,,").split(",") for line in lines if line.strip()]
    return [(Patient(row[0], row[2], row[4], row[1], row[3]), row[5]) for row in rows]


_Option = Callable[[argparse.ArgumentParser], None]
_KINDS: Final[
    dict[str, tuple[str, tuple[_Option, ...], Callable[[argparse.Namespace], Request]]]
] = {
    "query": (
        "資格確認 of one patient",
        (_patient_options, _reception_option),
        lambda told: requests.query(_patient(told), today_in_japan(), reception=told.reception),
    ),
    "bulk-query": (
        "一括照会",
        (_list_option,),
        lambda told: requests.bulk_query((one for one, _ in _patients(told)), today_in_japan()),
    ),
    "home-visits": (
        "訪問診療",
        (_day_options,),
        lambda told: requests.home_visits(told.first, told.last),
    ),
    "register": (
        "照会番号 of one patient",
        (_patient_options, _reference_option),
        lambda told: requests.register(_patient(told), told.reference_number),
    ),
    "bulk-register": (
        "照会番号 of many",
        (_list_option,),
        lambda told: requests.bulk_register(_patients(told)),
    ),
    "medicines": (
        "薬剤・診療・手術",
        (_patient_options, _day_options, _category_option),
        lambda told: requests.medicines(_patient(told), told.first, told.last, told.category),
    ),
    "checkups": (
        "特定健診",
        (_patient_options, _category_option),
        lambda told: requests.checkups(_patient(told), told.category),
    ),
}
