"""`python -m kiosk`: run | console | passcode | develop | demo."""

import argparse
import getpass
import os
import resource
import signal
import sys
from pathlib import Path

from kiosk.config import ConfigRefused, load
from kiosk.demo.folder import FolderRefused
from kiosk.domain.guessable import guessable
from kiosk.domain.pin import Passcode
from kiosk.domain.shape import Shape
from kiosk.ports.faults import DeviceFault

STOPPED = 130  # what a shell reports after Ctrl+C
REMEDIES = {
    "records: corrupt": "the database cannot be read; move the file aside or restore a copy",
    "records: disk_full": "free some space on the disk of records.folder",
    "records: unavailable": "check who owns records.folder and whether another program uses it",
    "service: untrusted": "check the certificate files of [qualification]",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    # A core dump would hold what is never written: PIN, portrait, name.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Until a window handles it in its own way, SIGTERM too ends in order: folders go, children end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return int(options.command(options))
    except (ConfigRefused, FolderRefused) as refusal:
        print(refusal, file=sys.stderr)
    except DeviceFault as fault:
        found = f"{fault.fault.device}: {fault.fault.code}"
        print(f"{found}; {REMEDIES.get(found, 'see deploy/README.md')}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return STOPPED
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk", description="受付 reception kiosk")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="receive patients")
    run.add_argument("--config", type=Path, required=True)
    run.set_defaults(command=_run)
    console = commands.add_parser("console", help="the staff's page, for their browsers")
    console.add_argument("--config", type=Path, required=True)
    console.add_argument(
        "--first-administrator",
        action="store_true",
        help="print a code with which an administrator registers, and end",
    )
    console.set_defaults(command=_console)
    passcode = commands.add_parser("passcode", help="set or remove the clinic's staff passcode")
    passcode.add_argument("--config", type=Path, required=True)
    passcode.add_argument("--remove", action="store_true", help="close the staff door")
    passcode.set_defaults(command=_passcode)
    develop = commands.add_parser("develop", help="kiosk and dock on this display, all simulated")
    develop.add_argument(
        "--folder", type=Path, default=Path("run"), help="its face, req and res are in there"
    )
    develop.add_argument(
        "--leave-files", action="store_true", help="let software of yours take what arrives in face"
    )
    develop.add_argument(
        "--shape", type=Shape, choices=list(Shape), default=Shape.STANDARD, help="which reception"
    )
    develop.set_defaults(command=_develop)
    demo = commands.add_parser("demo", help="six receptions without a display")
    demo.add_argument("folder", type=Path)
    demo.set_defaults(command=_demo)
    return parser


def _run(options: argparse.Namespace) -> int:
    config = load(options.config)
    from kiosk.app import run  # noqa: PLC0415 - a refused configuration needs no Qt

    return run(config)


def _console(options: argparse.Namespace) -> int:
    config = load(options.config)
    from kiosk import console_app  # noqa: PLC0415 - no other command needs a web server

    if options.first_administrator:
        return console_app.first_administrator(config, print)
    return console_app.run(config, lambda text: print(text, flush=True))


def _passcode(options: argparse.Namespace) -> int:
    config = load(options.config)
    from kiosk.adapters import set_passcode  # noqa: PLC0415 - as above

    if options.remove:
        set_passcode(config, None)
        print("職員用パスコードを削除しました / the staff passcode is removed")
        return 0
    try:
        typed = getpass.getpass("職員用パスコード 4桁 / staff passcode, 4 digits: ")
        passcode = Passcode(typed.strip())
    except (EOFError, ValueError):
        print("4桁の数字を入力してください / type four digits", file=sys.stderr)
        return 1
    if guessable(passcode) or not set_passcode(config, passcode):
        print(
            "この番号は使えません。ほかの番号にしてください / choose other digits", file=sys.stderr
        )
        return 1
    print("設定しました / set")
    return 0


def _develop(options: argparse.Namespace) -> int:
    from kiosk.demo.develop import develop  # noqa: PLC0415 - as above

    return develop(options.folder, leave_files=options.leave_files, shape=options.shape)


def _demo(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from kiosk.demo.run import run  # noqa: PLC0415 - Qt must find its platform

    return run(options.folder)


if __name__ == "__main__":
    sys.exit(main())
