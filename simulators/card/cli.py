"""Simulated My Number cards (マイナンバーカード) for any PC/SC program.

Nobody's cards: every key belongs to JPKI-SIM and no real service accepts it. The page to read is
simulators/card/README.md.
"""

import argparse
import difflib
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from simulators.card.chip import CONTACT
from simulators.card.face_of_card import face_file
from simulators.card.faults import WORDS, UnknownFaultError, parse_faults
from simulators.card.guess_words import UnknownGuessError, parse_guesses
from simulators.card.issue import authority_of, issue_card, reset_tries
from simulators.card.latency import LATENCIES, latency_called
from simulators.card.listing import card_table, cast_table
from simulators.card.reader_place import ReaderPlace, reader_at
from simulators.card.serving import ServeError, Service, serve
from simulators.card.trust import trusted, write_trusted
from simulators.guard import SimulatorRefused, require_simulation_allowed
from simulators.personas.cast import Persona, load_cast

ATRS: Final = {"contact": CONTACT, "contactless": None}  # None: that of the kind of card
REFUSALS: Final = (
    *(SimulatorRefused, ServeError),
    *(UnknownFaultError, UnknownGuessError),
)
ANOTHER_STATE: Final = "The cards lie in a folder you may write to: --state DIR"
RESET: Final = "Give it its first counters back: reset --persona NAME"


class UnknownPersonaError(Exception):
    """Nobody of the cast has this name; the message suggests who may be meant."""


def default_state() -> Path:
    """Where the cards are kept between runs: `$XDG_STATE_HOME/uketsuke/cards`."""
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "uketsuke" / "cards"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    try:
        require_simulation_allowed()
        return _run(options)
    except (*REFUSALS, UnknownPersonaError) as refusal:
        print(refusal, file=sys.stderr)
    except BrokenPipeError:  # `list | head`: who reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = error.filename or options.state
        print(f"{where}: {error.strerror}. {ANOTHER_STATE}", file=sys.stderr)
    except ValueError as error:
        print(f"a card in {options.state} is unreadable: {error}. {RESET}", file=sys.stderr)
    return 1


def _run(options: argparse.Namespace) -> int:
    cast = load_cast()
    if options.command == "list":
        _print(cast_table(cast, options.state))
        return 0
    if options.command == "trust":
        files = trusted(authority_of(options.state), cast.values(), datetime.now(UTC))
        _print(map(str, write_trusted(files, options.out)))
        return 0
    persona = _find(cast, options.persona)
    match options.command:
        case "show":
            _print(card_table(persona, options.state))
        case "reset":
            reset_tries(persona, options.state)
            print(f"the card of {persona.key} has its first PINs and counters again")
        case _:
            _serve(cast, persona, options)
    return 0


def _serve(cast: dict[str, Persona], persona: Persona, options: argparse.Namespace) -> None:
    forged = options.forged_portrait
    if forged is not None and not face_file(_find(cast, forged).key).exists():
        raise UnknownPersonaError(f"{forged} has no face; take another: --forged-portrait NAME")
    serve(_service(persona, options))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    sys.stdout.flush()


def _find(cast: dict[str, Persona], name: str) -> Persona:
    if name in cast:
        return cast[name]
    near = difflib.get_close_matches(name, cast, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UnknownPersonaError(
        f"nobody is called {name!r}.{meant} There are: {', '.join(cast)} (see: list)"
    )


def _service(persona: Persona, options: argparse.Namespace) -> Service:
    issue = partial(
        issue_card,
        persona,
        options.state,
        atr=ATRS[options.atr],
        phone_unlocked=not options.phone_locked,
        forged_portrait=options.forged_portrait,
        forged_issuer=options.forged_issuer,
        guesses=parse_guesses(options.guess),
    )
    return Service(
        persona.key,
        issue,
        options.reader,
        private=options.private,
        faults=parse_faults(options.fault),
        latency=latency_called(options.latency),
        trace=options.trace,
        trace_every_file=options.trace_all,
    )


def _reader(text: str) -> ReaderPlace:
    try:
        return reader_at(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulators.card",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    listed = commands.add_parser("list", help="show the cast, their PINs and the tries left")
    served = commands.add_parser("serve", help="keep a card in the reader until interrupted")
    shown = commands.add_parser("show", help="show every PIN and 照合番号 of one card")
    reset = commands.add_parser("reset", help="give a card its first PINs and counters back")
    trust = commands.add_parser("trust", help="write the roots and CRLs that a verifier needs")
    for command in (listed, served, shown, reset, trust):
        command.add_argument("--state", type=Path, default=default_state(), metavar="DIR")
    for command in (served, shown, reset):
        command.add_argument("--persona", required=True, metavar="NAME")
    trust.add_argument("--out", required=True, type=Path, metavar="DIR")
    _add_serving(served)
    return parser


def _add_serving(served: argparse.ArgumentParser) -> None:
    add = served.add_argument
    add(
        "--reader",
        type=_reader,
        default="0",
        metavar="SLOT",
        help="slot 0 or 1 of this machine's vpcd, host:port, or a unix socket's path",
    )
    add(
        "--private",
        action="store_true",
        help="start a pcscd of its own and say which variable leads a client to it",
    )
    add("--atr", choices=sorted(ATRS), default="contactless")
    add(
        "--latency",
        choices=LATENCIES,
        default="NONE",
        type=str.upper,
        help="answer as late as by radio at 106 or 424 kbit/s",
    )
    add("--fault", action="append", default=[], metavar="FAULT", help=f"several: {WORDS}")
    add("--phone-locked", action="store_true", help="an iPhone whose holder it does not know")
    add("--forged-portrait", metavar="NAME", help="this persona's face over the signed one")
    add("--forged-issuer", action="store_true", help="a card face signed by a stranger")
    add("--guess", action="append", default=[], metavar="NAME=VALUE", help="see README.md")
    add("--trace", metavar="FILE", help="write the dialogue (- for here); PINs stay blank")
    add("--trace-all", action="store_true", help="with the contents of personal files")
